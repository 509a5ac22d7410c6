using ConversationInteractions.Integrations;

namespace ConversationInteractions.Tests.Files;

/// <summary>Clients over one handler, as the registered factory makes them.</summary>
internal sealed class HttpClients(HttpMessageHandler? handler = null) : IHttpClientFactory, IDisposable
{
    private readonly HttpMessageHandler _handler = handler ?? new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false };

    public HttpClient CreateClient(string name)
    {
        Assert.That(name, Is.EqualTo(HttpIntegrationClient.HttpClientName));
        return new HttpClient(_handler, disposeHandler: false) { Timeout = Timeout.InfiniteTimeSpan };
    }

    public void Dispose() => _handler.Dispose();
}
