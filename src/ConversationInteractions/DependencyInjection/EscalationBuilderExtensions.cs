using System.Diagnostics.CodeAnalysis;
using ConversationInteractions.Escalations;
using ConversationInteractions.Runtime;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>What a host adds so that bots can hand over to agents. A later one replaces an earlier one.</summary>
public static class EscalationBuilderExtensions
{
    /// <summary>Sets the transport that hands conversations to agents. One that is an <see cref="IAgentChannel"/> too also carries what consumers say to the agents' side.</summary>
    /// <typeparam name="T">The transport; its constructor's parameters come from the services.</typeparam>
    /// <param name="builder">The builder.</param>
    public static IConversationInteractionsBuilder UseEscalationTransport<[DynamicallyAccessedMembers(DynamicallyAccessedMemberTypes.PublicConstructors)] T>(
        this IConversationInteractionsBuilder builder)
        where T : class, IEscalationTransport
    {
        ArgumentNullException.ThrowIfNull(builder);
        builder.Services.TryAddSingleton<T>();
        Use<T>(builder.Services);
        return builder;
    }

    /// <summary>Sets the transport that hands conversations to agents. One that is an <see cref="IAgentChannel"/> too also carries what consumers say to the agents' side.</summary>
    /// <param name="builder">The builder.</param>
    /// <param name="transport">The transport.</param>
    public static IConversationInteractionsBuilder UseEscalationTransport(this IConversationInteractionsBuilder builder, IEscalationTransport transport)
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentNullException.ThrowIfNull(transport);
        builder.Services.Replace(ServiceDescriptor.Singleton(transport));
        if (transport is IAgentChannel channel)
        {
            builder.Services.Replace(ServiceDescriptor.Singleton(channel));
        }

        return builder;
    }

    /// <summary>Sets what carries the consumer's words to the agents' side while a transfer is pending or an agent has the conversation.</summary>
    /// <typeparam name="T">The channel; its constructor's parameters come from the services.</typeparam>
    /// <param name="builder">The builder.</param>
    public static IConversationInteractionsBuilder UseAgentChannel<[DynamicallyAccessedMembers(DynamicallyAccessedMemberTypes.PublicConstructors)] T>(
        this IConversationInteractionsBuilder builder)
        where T : class, IAgentChannel
    {
        ArgumentNullException.ThrowIfNull(builder);
        builder.Services.Replace(ServiceDescriptor.Singleton<IAgentChannel, T>());
        return builder;
    }

    /// <summary>
    /// Hands conversations over by posting signed JSON to one address (<see cref="HttpEscalationTransport"/>), and registers <see cref="EscalationReports"/>, which reads
    /// what comes back. Options that cannot be used stop the host at its start.
    /// </summary>
    /// <param name="builder">The builder.</param>
    /// <param name="configure">Sets address and keys; both may also be bound from configuration.</param>
    /// <returns>The builder.</returns>
    public static IConversationInteractionsBuilder UseHttpEscalation(this IConversationInteractionsBuilder builder, Action<HttpEscalationOptions> configure)
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentNullException.ThrowIfNull(configure);
        IServiceCollection services = builder.Services;
        services.AddOptions<HttpEscalationOptions>().Configure(configure).ValidateOnStart();
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IValidateOptions<HttpEscalationOptions>, HttpEscalationOptionsValidation>());
        services.AddHttpClient(HttpEscalationTransport.HttpClientName)
            .ConfigureHttpClient(client => client.Timeout = Timeout.InfiniteTimeSpan)
            .ConfigurePrimaryHttpMessageHandler(() => new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false })
            .RemoveAllLoggers();
        services.TryAddSingleton(provider => new HttpEscalationTransport(
            provider.GetRequiredService<IHttpClientFactory>(),
            provider.GetRequiredService<IOptions<HttpEscalationOptions>>().Value,
            provider.GetService<TimeProvider>(),
            provider.GetService<ILogger<HttpEscalationTransport>>()));
        services.TryAddSingleton(provider => new EscalationReports(
            provider.GetRequiredService<IOptions<HttpEscalationOptions>>().Value,
            provider.GetService<TimeProvider>()));
        Use<HttpEscalationTransport>(services);
        return builder;
    }

    /// <summary>Lets transfers wait at an <see cref="AgentDesk"/> inside the process, whose reports go to the registered runtime. For tests, consoles and samples.</summary>
    /// <param name="builder">The builder.</param>
    /// <param name="desk">The desk; a new one without it. Registered as itself too.</param>
    /// <returns>The builder.</returns>
    public static IConversationInteractionsBuilder UseAgentDesk(this IConversationInteractionsBuilder builder, AgentDesk? desk = null)
    {
        ArgumentNullException.ThrowIfNull(builder);
        builder.Services.Replace(ServiceDescriptor.Singleton(provider =>
        {
            // The runtime needs the desk to be made, so the desk asks for the runtime only when it has something to report.
            AgentDesk attached = desk ?? new AgentDesk();
            attached.Attach((conversation, report, cancellationToken) =>
                provider.GetRequiredService<ConversationRuntime>().HandleAsync(conversation, report, cancellationToken));
            return attached;
        }));
        Use<AgentDesk>(builder.Services);
        return builder;
    }

    private static void Use<T>(IServiceCollection services)
        where T : class, IEscalationTransport
    {
        services.Replace(ServiceDescriptor.Singleton<IEscalationTransport>(provider => provider.GetRequiredService<T>()));
        if (typeof(IAgentChannel).IsAssignableFrom(typeof(T)))
        {
            services.Replace(ServiceDescriptor.Singleton(provider => (IAgentChannel)provider.GetRequiredService<T>()));
        }
    }
}
