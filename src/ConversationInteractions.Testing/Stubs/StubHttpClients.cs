namespace ConversationInteractions.Testing;

/// <summary>Makes clients that all end at one handler.</summary>
internal sealed class StubHttpClients(HttpMessageHandler handler) : IHttpClientFactory
{
    public HttpClient CreateClient(string name) => new(handler, disposeHandler: false) { Timeout = Timeout.InfiniteTimeSpan };
}
