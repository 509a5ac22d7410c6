using ConversationInteractions.Runtime;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace ConversationInteractions.Integrations;

/// <summary>What whatever leaves over HTTP shares, integration calls and uploads: clients, credentials, clock, log, and the options as they were when it was made.</summary>
internal sealed class OutgoingHttp
{
    private readonly IHttpClientFactory _clients;

    /// <exception cref="ArgumentException"><paramref name="options"/> cannot be used; the message tells everything that is wrong.</exception>
    public OutgoingHttp(IHttpClientFactory clients, HttpIntegrationOptions? options, ICredentialProvider? credentials, TimeProvider? time, ILogger? logger)
    {
        ArgumentNullException.ThrowIfNull(clients);
        options ??= new HttpIntegrationOptions();
        if (options.FindProblems() is { Count: > 0 } problems)
        {
            throw new ArgumentException(IntegrationTexts.OptionsUnusable(problems), nameof(options));
        }

        _clients = clients;
        Credentials = credentials;
        Time = time ?? TimeProvider.System;
        Logger = logger ?? NullLogger.Instance;
        AllowedHosts = [.. options.AllowedHosts];
        MaxResponseBytes = options.MaxResponseBytes;
        Jitter = options.Jitter;
    }

    public ICredentialProvider? Credentials { get; }

    public TimeProvider Time { get; }

    public ILogger Logger { get; }

    public string[] AllowedHosts { get; }

    public int MaxResponseBytes { get; }

    public Func<double> Jitter { get; }

    public HttpClient CreateClient() => _clients.CreateClient(HttpIntegrationClient.HttpClientName);
}
