using ConversationInteractions.AspNetCore;
using ConversationInteractions.AspNetCore.Access;
using ConversationInteractions.AspNetCore.Contracts;
using ConversationInteractions.AspNetCore.Streams;
using ConversationInteractions.Runtime;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Lets consumers talk to the host's bots over the web.</summary>
public static class WebChannelBuilderExtensions
{
    /// <summary>
    /// Sets the web as the channel of all conversations, registers what <c>MapConversations</c> needs, and runs <see cref="ConversationRuntime.RunAsync"/> in the background.
    /// Options that cannot be used stop the host at its start.
    /// </summary>
    /// <param name="builder">The builder.</param>
    /// <param name="configure">Who may reach conversations, and the limits; both may also be bound from configuration.</param>
    /// <returns>The builder.</returns>
    public static IConversationInteractionsBuilder UseWebChannel(this IConversationInteractionsBuilder builder, Action<WebChannelOptions>? configure = null)
    {
        ArgumentNullException.ThrowIfNull(builder);
        IServiceCollection services = builder.Services;
        services.AddOptions<WebChannelOptions>().ValidateOnStart();
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IValidateOptions<WebChannelOptions>, WebChannelOptionsValidation>());
        if (configure is not null)
        {
            services.Configure(configure);
        }

        services.AddDataProtection();
        services.ConfigureHttpJsonOptions(json => json.SerializerOptions.TypeInfoResolverChain.Insert(0, WebJson.Default));
        services.TryAddSingleton<ConversationTokens>();
        services.TryAddSingleton(provider => new OpenStreams(provider.GetRequiredService<TimeProvider>()));
        services.TryAddSingleton(provider => new VisibleLog(provider.GetRequiredService<IConversationStore>(), provider.GetRequiredService<TimeProvider>()));
        services.TryAddSingleton(provider => new WebChannel(
            provider.GetRequiredService<OpenStreams>(), provider.GetRequiredService<IOptions<WebChannelOptions>>().Value.Closed));
        services.Replace(ServiceDescriptor.Singleton<IMessageChannel>(provider => provider.GetRequiredService<WebChannel>()));
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IConversationObserver, WebChannel>(provider => provider.GetRequiredService<WebChannel>()));
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IHostedService, ConversationSweep>());
        return builder;
    }

    /// <summary>Adds a check of the store that keeps conversations; its data tell how many event streams this process has open.</summary>
    /// <param name="builder">The host's health checks.</param>
    /// <param name="name">The name of the check.</param>
    /// <param name="tags">Tags to choose it by.</param>
    /// <returns>The builder.</returns>
    public static IHealthChecksBuilder AddConversations(this IHealthChecksBuilder builder, string name = "conversations", params string[] tags)
    {
        ArgumentNullException.ThrowIfNull(builder);
        return builder.Add(new Diagnostics.HealthChecks.HealthCheckRegistration(
            name,
            provider => new ConversationHealthCheck(provider.GetRequiredService<IConversationStore>(), provider.GetRequiredService<OpenStreams>()),
            failureStatus: null,
            tags));
    }
}
