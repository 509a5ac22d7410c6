using ConversationInteractions.Runtime;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Registers a conversation runtime.</summary>
public static class ConversationInteractionsServiceCollectionExtensions
{
    /// <summary>
    /// Registers a <see cref="ConversationRuntime"/> with defaults for every port but the channel: conversations in memory and HTTP integration calls.
    /// Add bots and ports on the builder it returns. What the host has registered already stays. The host runs <see cref="ConversationRuntime.RunAsync"/>.
    /// </summary>
    /// <param name="services">The services of the host.</param>
    /// <param name="configure">Changes limits and intervals; they may also be bound from configuration.</param>
    /// <returns>A builder to add bots and ports with.</returns>
    public static IConversationInteractionsBuilder AddConversationInteractions(this IServiceCollection services, Action<RuntimeOptions>? configure = null)
    {
        ArgumentNullException.ThrowIfNull(services);
        services.AddOptions<RuntimeOptions>().ValidateOnStart();
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IValidateOptions<RuntimeOptions>, RuntimeOptionsValidation>());
        if (configure is not null)
        {
            services.Configure(configure);
        }

        services.AddOptions<HostedBots>().ValidateOnStart();
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IValidateOptions<HostedBots>, HostedBotsValidation>());
        services.TryAddSingleton(TimeProvider.System);
        services.TryAddSingleton(provider => provider.GetRequiredService<IOptions<HostedBots>>().Value.Load().ToCatalog(LoggingOf(provider).CreateLogger(ConversationTelemetry.Name)));
        services.TryAddSingleton<IConversationStore>(_ => new InMemoryConversationStore());
        services.TryAddSingleton<IContextStore>(provider => new InMemoryContextStore(provider.GetRequiredService<TimeProvider>()));
        IntegrationServices.AddIntegrations(services);
        services.TryAddSingleton(CreatePorts);
        services.TryAddSingleton(provider => new ConversationRuntime(provider.GetRequiredService<RuntimePorts>()));
        return new ConversationInteractionsBuilder(services);
    }

    private static ILoggerFactory LoggingOf(IServiceProvider provider) => provider.GetService<ILoggerFactory>() ?? Logging.Abstractions.NullLoggerFactory.Instance;

    private static RuntimePorts CreatePorts(IServiceProvider provider) => new()
    {
        Programs = provider.GetRequiredService<ConversationInteractions.Interpretation.ProgramCatalog>(),
        Channel = provider.GetService<IMessageChannel>()
            ?? throw new InvalidOperationException("No channel is registered, so messages could not reach anybody. Add one: services.AddConversationInteractions().UseChannel<MyChannel>()."),
        Store = provider.GetRequiredService<IConversationStore>(),
        Integrations = provider.GetService<IIntegrationClient>(),
        Transport = provider.GetService<IEscalationTransport>(),
        AgentChannel = provider.GetService<IAgentChannel>(),
        Staging = provider.GetService<IUploadStaging>(),
        Shares = name => name is null ? provider.GetService<IFileShare>() : provider.GetKeyedService<IFileShare>(name),
        Scanner = provider.GetService<IFileScanner>(),
        Intents = provider.GetService<IIntentRecognizer>(),
        Scripts = provider.GetService<IScriptEngine>(),
        Context = provider.GetRequiredService<IContextStore>(),
        Journal = provider.GetService<IConversationJournal>(),
        Observers = [.. provider.GetServices<IConversationObserver>()],
        Time = provider.GetRequiredService<TimeProvider>(),
        Logging = LoggingOf(provider),
        Options = provider.GetRequiredService<IOptions<RuntimeOptions>>().Value,
    };
}
