using System.Net;
using System.Text;
using ConversationInteractions.Integrations;
using ConversationInteractions.Runtime;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Registers what makes integration calls; what the host has registered already stays.</summary>
internal static class IntegrationServices
{
    /// <summary>Registers the HTTP client with its options, and the dispatcher as <see cref="IIntegrationClient"/>.</summary>
    /// <param name="services">The services of the host.</param>
    public static void AddIntegrations(IServiceCollection services)
    {
        services.AddOptions<HttpIntegrationOptions>().ValidateOnStart();
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IValidateOptions<HttpIntegrationOptions>, HttpIntegrationOptionsValidation>());
        services.AddHttpClient(HttpIntegrationClient.HttpClientName)
            .ConfigureHttpClient(client => client.Timeout = Timeout.InfiniteTimeSpan)
            .ConfigurePrimaryHttpMessageHandler(provider => CreateHandler(provider.GetRequiredService<IOptions<HttpIntegrationOptions>>().Value, HasSensitive(provider)))
            .AddHttpMessageHandler(provider => new TracePropagation(isNeeded: HasSensitive(provider)))

            // The factory's own logs hold paths, and paths hold what people said.
            .RemoveAllLoggers();
        services.TryAddSingleton(provider => new HttpIntegrationClient(
            provider.GetRequiredService<IHttpClientFactory>(),
            provider.GetRequiredService<IOptions<HttpIntegrationOptions>>().Value,
            provider.GetService<ICredentialProvider>(),
            provider.GetService<TimeProvider>(),
            provider.GetService<ILogger<HttpIntegrationClient>>()));
        services.TryAddSingleton<IIntegrationClient>(provider => new IntegrationDispatcher(
            provider.GetRequiredService<HttpIntegrationClient>(),
            kind => provider.GetKeyedService<IIntegrationClient>(kind),
            provider.GetService<ILogger<IntegrationDispatcher>>()));
    }

    private static bool HasSensitive(IServiceProvider provider) =>
        provider.GetRequiredService<IOptions<HostedBots>>().Value.Load().Programs.Any(program => program.Bot.Settings.Sensitive.Count > 0);

    private static SocketsHttpHandler CreateHandler(HttpIntegrationOptions options, bool hidesAddresses)
    {
        SocketsHttpHandler handler = new()
        {
            AllowAutoRedirect = false,
            UseCookies = false,
            AutomaticDecompression = DecompressionMethods.All,
            RequestHeaderEncodingSelector = (_, _) => Encoding.UTF8,
        };
        if (!options.AllowPrivateAddresses)
        {
            handler.ConnectCallback = PublicAddress.ConnectAsync;
        }

        if (hidesAddresses)
        {
            // The framework's HTTP activity holds whole addresses, and those hold values of variables.
            handler.ActivityHeadersPropagator = null;
        }

        return handler;
    }
}
