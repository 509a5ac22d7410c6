using ConversationInteractions.RabbitMQ;
using ConversationInteractions.Runtime;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Lets conversations be carried by RabbitMQ.</summary>
public static class RabbitMqBuilderExtensions
{
    /// <summary>
    /// Makes the process a worker node: registers <see cref="ConversationWorker"/>, which the host runs, <see cref="RabbitMqMessageChannel"/> as the channel, and an
    /// <see cref="EventPublisher"/>. Use a store that all nodes share. Options that cannot be used stop the host at its start.
    /// </summary>
    /// <param name="builder">The builder.</param>
    /// <param name="configure">Names the broker; options may also be bound from configuration.</param>
    /// <returns>The builder.</returns>
    public static IConversationInteractionsBuilder UseRabbitMq(this IConversationInteractionsBuilder builder, Action<RabbitMqOptions>? configure = null)
    {
        ArgumentNullException.ThrowIfNull(builder);
        builder.Services.AddConversationEventPublisher(configure);
        builder.Services.TryAddSingleton(provider => new RabbitMqMessageChannel(OptionsOf(provider)));
        builder.Services.Replace(ServiceDescriptor.Singleton<IMessageChannel>(provider => provider.GetRequiredService<RabbitMqMessageChannel>()));
        builder.Services.TryAddSingleton(provider => new ConversationWorker(
            provider.GetRequiredService<ConversationRuntime>(),
            provider.GetRequiredService<IConversationStore>(),
            OptionsOf(provider),
            provider.GetService<TimeProvider>(),
            provider.GetService<ILogger<ConversationWorker>>()));
        return builder;
    }

    /// <summary>Registers an <see cref="EventPublisher"/>, for a front that hosts no bots. It takes files where an <see cref="IUploadStaging"/> is registered.</summary>
    /// <param name="services">The services of the host.</param>
    /// <param name="configure">Names the broker; options may also be bound from configuration.</param>
    /// <returns>The services.</returns>
    public static IServiceCollection AddConversationEventPublisher(this IServiceCollection services, Action<RabbitMqOptions>? configure = null)
    {
        ArgumentNullException.ThrowIfNull(services);
        services.AddOptions<RabbitMqOptions>().ValidateOnStart();
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IValidateOptions<RabbitMqOptions>, RabbitMqOptionsValidation>());
        if (configure is not null)
        {
            services.Configure(configure);
        }

        services.TryAddSingleton(provider => new EventPublisher(
            OptionsOf(provider), provider.GetService<IUploadStaging>(), provider.GetService<TimeProvider>(), provider.GetService<ILogger<EventPublisher>>()));
        return services;
    }

    private static RabbitMqOptions OptionsOf(IServiceProvider provider) => provider.GetRequiredService<IOptions<RabbitMqOptions>>().Value;
}
