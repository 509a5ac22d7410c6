using System.Diagnostics.CodeAnalysis;
using ConversationInteractions.Integrations;
using ConversationInteractions.Interpretation;
using ConversationInteractions.Runtime;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>What a host adds for the integration calls of its bots.</summary>
public static class IntegrationBuilderExtensions
{
    /// <summary>Registers the client for custom integrations of a kind; one instance serves all calls. A later registration of the same kind wins.</summary>
    /// <typeparam name="TClient">The client; its constructor's parameters come from the services.</typeparam>
    /// <param name="builder">The builder.</param>
    /// <param name="kind">The word that definitions give as <c>kind</c>, such as <c>email</c>; compared ordinally.</param>
    /// <returns>The builder.</returns>
    /// <exception cref="ArgumentException"><paramref name="kind"/> is empty.</exception>
    public static IConversationInteractionsBuilder AddIntegrationClient<[DynamicallyAccessedMembers(DynamicallyAccessedMemberTypes.PublicConstructors)] TClient>(
        this IConversationInteractionsBuilder builder, string kind)
        where TClient : class, IIntegrationClient
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentException.ThrowIfNullOrWhiteSpace(kind);
        builder.Services.AddKeyedSingleton<IIntegrationClient, TClient>(kind);
        return builder;
    }

    /// <summary>Registers the client for custom integrations of a kind; it is made once. A later registration of the same kind wins.</summary>
    /// <param name="builder">The builder.</param>
    /// <param name="kind">The word that definitions give as <c>kind</c>, such as <c>email</c>; compared ordinally.</param>
    /// <param name="create">Makes the client.</param>
    /// <returns>The builder.</returns>
    /// <exception cref="ArgumentException"><paramref name="kind"/> is empty.</exception>
    public static IConversationInteractionsBuilder AddIntegrationClient(
        this IConversationInteractionsBuilder builder, string kind, Func<IServiceProvider, IIntegrationClient> create)
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentException.ThrowIfNullOrWhiteSpace(kind);
        ArgumentNullException.ThrowIfNull(create);
        builder.Services.AddKeyedSingleton(kind, (provider, _) => create(provider));
        return builder;
    }

    /// <summary>Registers a function that makes the calls of custom integrations of a kind. A later registration of the same kind wins.</summary>
    /// <param name="builder">The builder.</param>
    /// <param name="kind">The word that definitions give as <c>kind</c>, such as <c>email</c>; compared ordinally.</param>
    /// <param name="invoke">Makes a call, as <see cref="IIntegrationClient.InvokeAsync"/> does: concurrently for different conversations; trouble is an outcome.</param>
    /// <returns>The builder.</returns>
    /// <exception cref="ArgumentException"><paramref name="kind"/> is empty.</exception>
    public static IConversationInteractionsBuilder AddIntegrationClient(
        this IConversationInteractionsBuilder builder, string kind, Func<IntegrationInvocation, CancellationToken, ValueTask<CallOutcome>> invoke)
    {
        ArgumentNullException.ThrowIfNull(invoke);
        return builder.AddIntegrationClient(kind, _ => new FunctionIntegrationClient(invoke));
    }

    /// <summary>Changes the <see cref="HttpClient"/> that makes API calls: adds handlers, default headers, a proxy.</summary>
    /// <remarks>
    /// A primary handler given here replaces ours (a <see cref="SocketsHttpHandler"/>), which follows no redirects, keeps no cookies and enforces
    /// <see cref="HttpIntegrationOptions.AllowPrivateAddresses"/>; change ours instead by the overload of <c>ConfigurePrimaryHttpMessageHandler</c>
    /// that hands it out. Handlers that retry on their own are not needed and would repeat calls that may not be repeated.
    /// </remarks>
    /// <param name="builder">The builder.</param>
    /// <param name="configure">Changes the client.</param>
    /// <returns>The builder.</returns>
    public static IConversationInteractionsBuilder ConfigureHttp(this IConversationInteractionsBuilder builder, Action<IHttpClientBuilder> configure)
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentNullException.ThrowIfNull(configure);
        configure(builder.Services.AddHttpClient(HttpIntegrationClient.HttpClientName));
        return builder;
    }

    /// <summary>Allows hosts that a value decides; see <see cref="HttpIntegrationOptions.AllowedHosts"/>.</summary>
    /// <param name="builder">The builder.</param>
    /// <param name="hosts">The hosts, such as <c>bank.example</c> or <c>*.bank.example</c>. One that cannot be read stops the host at its start.</param>
    /// <returns>The builder.</returns>
    public static IConversationInteractionsBuilder AllowHosts(this IConversationInteractionsBuilder builder, params string[] hosts)
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentNullException.ThrowIfNull(hosts);
        builder.Services.Configure<HttpIntegrationOptions>(options =>
        {
            foreach (string host in hosts)
            {
                options.AllowedHosts.Add(host);
            }
        });
        return builder;
    }

    /// <summary>Sets the provider of the credentials that integrations name; an earlier one is replaced.</summary>
    /// <typeparam name="TProvider">The provider, one instance for all calls; its constructor's parameters come from the services.</typeparam>
    /// <param name="builder">The builder.</param>
    /// <returns>The builder.</returns>
    public static IConversationInteractionsBuilder UseCredentials<[DynamicallyAccessedMembers(DynamicallyAccessedMemberTypes.PublicConstructors)] TProvider>(
        this IConversationInteractionsBuilder builder)
        where TProvider : class, ICredentialProvider
    {
        ArgumentNullException.ThrowIfNull(builder);
        builder.Services.Replace(ServiceDescriptor.Singleton<ICredentialProvider, TProvider>());
        return builder;
    }

    /// <summary>Sets the provider of the credentials that integrations name; an earlier one is replaced.</summary>
    /// <param name="builder">The builder.</param>
    /// <param name="provider">The provider, such as a <see cref="StaticCredentialProvider"/>.</param>
    /// <returns>The builder.</returns>
    public static IConversationInteractionsBuilder UseCredentials(this IConversationInteractionsBuilder builder, ICredentialProvider provider)
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentNullException.ThrowIfNull(provider);
        builder.Services.Replace(ServiceDescriptor.Singleton(provider));
        return builder;
    }
}
