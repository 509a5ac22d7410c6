using System.Net;
using System.Text;

namespace ConversationInteractions.Integrations;

/// <summary>Stands for the network: gives one answer per attempt, the last one again and again, and remembers what was sent.</summary>
internal sealed class ScriptedHandler(HandClock clock) : HttpMessageHandler
{
    private readonly List<Func<CancellationToken, Task<HttpResponseMessage>>> _answers = [];

    public List<SentRequest> Sent { get; } = [];

    /// <summary>How long each attempt that got no answer was allowed to take.</summary>
    public List<TimeSpan> TimedOutAfter { get; } = [];

    public ScriptedHandler Answers(int status, string body = "", Action<HttpResponseMessage>? change = null) => Does(_ =>
    {
        HttpResponseMessage response = new((HttpStatusCode)status) { Content = new StringContent(body, Encoding.UTF8, "application/json") };
        change?.Invoke(response);
        return Task.FromResult(response);
    });

    public ScriptedHandler Answers(HttpContent content, int status = 200) => Does(_ => Task.FromResult(new HttpResponseMessage((HttpStatusCode)status) { Content = content }));

    public ScriptedHandler Throws(Exception exception) => Does(_ => Task.FromException<HttpResponseMessage>(exception));

    public ScriptedHandler Breaks(HttpRequestError error) => Throws(new HttpRequestException(error, "broken"));

    public ScriptedHandler NeverAnswers() => Does(async cancellationToken =>
    {
        TimedOutAfter.Add(clock.AdvanceToNextTimer());
        await Task.Delay(Timeout.InfiniteTimeSpan, cancellationToken);
        throw new InvalidOperationException("unreachable");
    });

    public ScriptedHandler Does(Func<CancellationToken, Task<HttpResponseMessage>> answer)
    {
        _answers.Add(answer);
        return this;
    }

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        Sent.Add(await SentRequest.OfAsync(request));
        return await _answers[Math.Min(Sent.Count, _answers.Count) - 1](cancellationToken);
    }
}
