using System.Net.Http.Headers;
using System.Text;
using ConversationInteractions.Model;
using ConversationInteractions.Runtime;

namespace ConversationInteractions.Testing;

/// <summary>The other side of HTTP integrations: stands under the real client in the place of the network, answers by integration and records what was asked.</summary>
/// <remarks>
/// One answer per key and attempt: the client's retries take the next one, a call that is made again after a crash gets what it got before, and the last answer
/// repeats. Which integration a request belongs to is known from <see cref="Under"/>. An integration without answers answers 200 with an empty object. Thread-safe.
/// </remarks>
/// <param name="time">The virtual clock, which an answer that times out moves on.</param>
public sealed class StubHttpHandler(ManualTimeProvider time) : HttpMessageHandler
{
    private static readonly TimeSpan LongestWait = TimeSpan.FromDays(1);
    private readonly AsyncLocal<CallUnderWay?> _current = new();

    /// <summary>What was asked, in order: one entry per key.</summary>
    public IReadOnlyList<RecordedCall> Calls => Book.Calls;

    internal CallBook Book { get; } = new();

    /// <summary>Says what an integration answers, one answer per attempt; the last one repeats. What was said of it before is forgotten.</summary>
    /// <param name="integration">The name of the integration.</param>
    /// <param name="answers">The answers.</param>
    /// <returns>This handler.</returns>
    public StubHttpHandler Answer(string integration, params StubAnswer[] answers)
    {
        ArgumentNullException.ThrowIfNull(integration);
        ArgumentNullException.ThrowIfNull(answers);
        Book.Set(integration, [.. answers]);
        return this;
    }

    /// <summary>Puts this handler under a client: tells it which integration each request belongs to, and answers calls to clients that a host registered (<c>custom</c>) itself.</summary>
    /// <param name="client">The real client, whose requests reach this handler.</param>
    /// <returns>The client to give to the runtime.</returns>
    public IIntegrationClient Under(IIntegrationClient client)
    {
        ArgumentNullException.ThrowIfNull(client);
        return new StubbedIntegrationClient(client, this);
    }

    internal void Begin(IntegrationInvocation invocation) => _current.Value = new CallUnderWay(invocation);

    /// <inheritdoc/>
    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);
        StubAnswer answer = Book.Take(await RecordAsync(request, cancellationToken).ConfigureAwait(false));
        if (answer.Timeout)
        {
            await TimeOutAsync(cancellationToken).ConfigureAwait(false);
        }

        if (answer.Error is { } error)
        {
            throw new HttpRequestException(Reason(error), $"{error} (stub)");
        }

        HttpResponseMessage response = new((System.Net.HttpStatusCode)answer.Status)
        {
            RequestMessage = request,
            Content = new ByteArrayContent(Encoding.UTF8.GetBytes(answer.Body)),
        };
        response.Content.Headers.ContentType = answer.Body.Length == 0 ? null : new MediaTypeHeaderValue(answer.MediaType, "utf-8");
        foreach ((string name, string value) in answer.Headers)
        {
            response.Headers.TryAddWithoutValidation(name, value);
        }

        return response;
    }

    private static HttpRequestError Reason(string error) => error.ToUpperInvariant() switch
    {
        "CONNECTION REFUSED" or "CONNECTION FAILED" or "HOST UNREACHABLE" or "NETWORK UNREACHABLE" => HttpRequestError.ConnectionError,
        "NAME NOT RESOLVED" or "HOST NOT FOUND" => HttpRequestError.NameResolutionError,
        "CERTIFICATE INVALID" or "SECURE CONNECTION FAILED" => HttpRequestError.SecureConnectionError,
        _ => HttpRequestError.ResponseEnded,
    };

    private async Task<RecordedCall> RecordAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        CallUnderWay? call = _current.Value;
        return new RecordedCall
        {
            Integration = call?.Invocation.Request.Integration ?? "",
            Key = call?.Invocation.Key ?? Guid.NewGuid().ToString(),
            Method = request.Method.Method,
            Url = request.RequestUri,
            Headers = Headers(request),
            Body = request.Content is null ? "" : await request.Content.ReadAsStringAsync(cancellationToken).ConfigureAwait(false),
            Attempts = call?.CountAttempt() ?? 1,
        };
    }

    private static ValueMap<string> Headers(HttpRequestMessage request) => ValueMap.Create<string>(
    [
        .. request.Headers.NonValidated.Concat(request.Content?.Headers.NonValidated ?? default)
            .Select(header => KeyValuePair.Create(header.Key, string.Join(", ", header.Value))),
    ]);

    /// <summary>Lets virtual time pass, timer by timer, until the attempt is given up.</summary>
    private async Task TimeOutAsync(CancellationToken cancellationToken)
    {
        DateTimeOffset end = time.GetUtcNow() + LongestWait;
        while (!cancellationToken.IsCancellationRequested && time.NextTimer is { } next && next <= end && time.AdvanceToNextTimer())
        {
            await Task.Yield();
        }

        await Task.Delay(Timeout.InfiniteTimeSpan, time, cancellationToken).ConfigureAwait(false);
    }

    private sealed class CallUnderWay(IntegrationInvocation invocation)
    {
        private int _attempts;

        public IntegrationInvocation Invocation => invocation;

        public int CountAttempt() => Interlocked.Increment(ref _attempts);
    }
}
