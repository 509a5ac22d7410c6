using System.Collections.Concurrent;
using System.Diagnostics;
using System.Net;

namespace Cluster.Load;

/// <summary>Speaks for the consumers: each says the next thing when the last one has been answered, over HTTP, and says it again with the same id where that failed.</summary>
internal sealed class Speakers(ClusterPlan plan, Uri front, ConsumerSide consumers) : IDisposable
{
    private readonly HttpClient _http = new() { BaseAddress = front, Timeout = TimeSpan.FromSeconds(120) };
    private readonly ConcurrentQueue<Exchange> _exchanges = new();
    private int _saidAgain;

    /// <summary>What was said and answered.</summary>
    public IReadOnlyCollection<Exchange> Exchanges => _exchanges;

    /// <summary>How often something was said again because the front had not taken it.</summary>
    public int SaidAgain => _saidAgain;

    /// <summary>How many answers and calls the warming was.</summary>
    public int WarmAnswers { get; private set; }

    public int WarmCalls { get; private set; }

    /// <summary>Has a few conversations before anything is measured: code is compiled, connections are opened, every worker has its share.</summary>
    public async Task WarmAsync()
    {
        int messages = Math.Min(plan.Messages, 6);
        await Task.WhenAll(Enumerable.Range(1, plan.AtOnce).Select(c => SpeakAsync($"warm{c}", messages)));
        _exchanges.Clear();
        WarmAnswers = plan.AtOnce * Enumerable.Range(1, messages).Sum(plan.AnswersTo);
        WarmCalls = plan.AtOnce * Enumerable.Range(1, messages).Count(plan.WantsCall);
    }

    public async Task SpeakAsync()
    {
        using SemaphoreSlim places = new(plan.AtOnce);
        await Task.WhenAll(Enumerable.Range(1, plan.Conversations).Select(async c =>
        {
            await places.WaitAsync();
            await SpeakAsync($"c{c}", plan.Messages);
            places.Release();
        }));
    }

    public void Dispose() => _http.Dispose();

    private async Task SpeakAsync(string conversation, int messages)
    {
        int heard = 0;
        for (int number = 1; number <= messages; number++)
        {
            heard += plan.AnswersTo(number);
            Task answered = consumers.WhenHeardAsync(conversation, heard);
            long said = Stopwatch.GetTimestamp();
            while (!await TrySayAsync(conversation, number))
            {
                Interlocked.Increment(ref _saidAgain);
            }

            await answered;
            _exchanges.Enqueue(new Exchange(said, Stopwatch.GetTimestamp()));
        }
    }

    private async Task<bool> TrySayAsync(string conversation, int number)
    {
        try
        {
            using StringContent text = new(plan.Said(number));
            using HttpResponseMessage response = await _http.PostAsync($"conversations/{conversation}/messages/m{number}", text);
            return response.StatusCode == HttpStatusCode.Accepted;
        }
        catch (Exception problem) when (problem is HttpRequestException or OperationCanceledException)
        {
            return false;
        }
    }
}

/// <summary>A message and its answer, as times of the stopwatch.</summary>
internal readonly record struct Exchange(long Said, long Answered)
{
    public TimeSpan Latency => Stopwatch.GetElapsedTime(Said, Answered);
}
