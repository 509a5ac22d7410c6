using System.Collections.Concurrent;
using System.Diagnostics;
using ConversationInteractions.EntityFrameworkCore;
using ConversationInteractions.EntityFrameworkCore.Tests.Databases;
using ConversationInteractions.Runtime;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;

namespace ConversationInteractions.Soak;

/// <summary>Starts the workers, speaks for the consumers, kills, and judges.</summary>
internal sealed class SoakDriver(SoakPlan plan, string connectionString)
{
    private readonly Transcripts _transcripts = new();
    private readonly WorkerProcess[] _workers = new WorkerProcess[plan.Workers];
    private readonly ConcurrentDictionary<string, int> _outcomes = new(StringComparer.Ordinal);
    private int _retold;
    private int _kills;

    public static async Task<int> RunAsync(SoakPlan plan)
    {
        using PostgresServer? server = PostgresServer.TryStart("max_connections=200");
        if (server is null)
        {
            Console.Error.WriteLine(PostgresServer.Installation);
            return 2;
        }

        return await new SoakDriver(plan, server.ConnectionString("soak") + ";Maximum Pool Size=60").RunAsync();
    }

    private async Task<int> RunAsync()
    {
        PooledDbContextFactory<ConversationDbContext> contexts = new(new DbContextOptionsBuilder<ConversationDbContext>().UseNpgsql(connectionString).Options);
        await using EntityFrameworkConversationStore<ConversationDbContext> store = new(contexts);
        await store.FindNextDueAsync(CancellationToken.None);
        for (int i = 0; i < _workers.Length; i++)
        {
            _workers[i] = await WorkerProcess.StartAsync(connectionString, _transcripts);
        }

        long began = Stopwatch.GetTimestamp();
        Task killing = KillAsync();
        using SemaphoreSlim places = new(plan.AtOnce);
        await Task.WhenAll(Enumerable.Range(1, plan.Conversations).Select(c => SpeakAsync($"c{c}", places)));
        TimeSpan spoken = Stopwatch.GetElapsedTime(began);
        await killing;
        int expected = plan.Expected().Count() * plan.Conversations;
        while (_transcripts.Messages < expected && Stopwatch.GetElapsedTime(began) < plan.Killing + spoken + TimeSpan.FromMinutes(3))
        {
            await Task.Delay(200);
        }

        TimeSpan complete = Stopwatch.GetElapsedTime(began);
        int left = (await store.FindUnfinishedAsync(DateTimeOffset.MaxValue, 10_000, CancellationToken.None)).Count;
        int bad = await JudgeAsync(store);
        foreach (WorkerProcess worker in _workers)
        {
            worker.Kill();
            worker.Dispose();
        }

        Console.WriteLine($"{plan.Conversations} conversations of {plan.Messages} messages, {plan.Workers} processes, {_kills} kills in {plan.Killing.TotalSeconds:F0} s");
        Console.WriteLine($"everything said after {spoken.TotalSeconds:F0} s, complete after {complete.TotalSeconds:F0} s; {expected} answers expected, {_transcripts.Messages} came");
        Console.WriteLine($"{_retold} events told again, {_transcripts.Repeats} messages repeated and dropped by number, {_transcripts.RepeatedCalls} of {_transcripts.Calls} calls made again with their key");
        Console.WriteLine($"outcomes: {string.Join(", ", _outcomes.OrderByDescending(o => o.Value).Select(o => $"{o.Key} {o.Value}"))}");
        Console.WriteLine($"conversations with something left to do: {left}; with a wrong transcript or log: {bad}; other problems: {_transcripts.Problems.Count}");
        foreach (string problem in _transcripts.Problems.Take(20))
        {
            Console.WriteLine(problem);
        }

        return bad == 0 && left == 0 && _transcripts.Problems.Count == 0 ? 0 : 1;
    }

    /// <summary>A consumer: says one message after another, and says it again with the same id where nobody answered.</summary>
    private async Task SpeakAsync(string conversation, SemaphoreSlim places)
    {
        for (int number = 1; number <= plan.Messages; number++)
        {
            await places.WaitAsync();
            try
            {
                while (await TellAsync(conversation, number) is false)
                {
                    Interlocked.Increment(ref _retold);
                    await Task.Delay(50);
                }
            }
            finally
            {
                places.Release();
            }
        }
    }

    private async Task<bool> TellAsync(string conversation, int number)
    {
        string? outcome = await _workers[Random.Shared.Next(_workers.Length)].TellAsync(conversation, $"e{number}", SoakPlan.Said(number));
        if (outcome is null)
        {
            return false;
        }

        _outcomes.AddOrUpdate(outcome, 1, (_, count) => count + 1);
        return outcome is nameof(TurnStatus.Accepted) or nameof(TurnStatus.Duplicate);
    }

    /// <summary>Kills a worker at random every second, and starts another in its place.</summary>
    private async Task KillAsync()
    {
        using PeriodicTimer second = new(TimeSpan.FromSeconds(1));
        long began = Stopwatch.GetTimestamp();
        List<Task> starts = [];
        while (Stopwatch.GetElapsedTime(began) < plan.Killing && await second.WaitForNextTickAsync())
        {
            int[] alive = [.. Enumerable.Range(0, _workers.Length).Where(w => !_workers[w].IsDead)];
            if (alive.Length > 0)
            {
                int victim = alive[Random.Shared.Next(alive.Length)];
                _workers[victim].Kill();
                _kills++;
                starts.Add(ReplaceAsync(victim));
            }
        }

        await Task.WhenAll(starts);
    }

    private async Task ReplaceAsync(int victim) => _workers[victim] = await WorkerProcess.StartAsync(connectionString, _transcripts);

    /// <returns>How many conversations are not as they must be.</returns>
    private async Task<int> JudgeAsync(EntityFrameworkConversationStore<ConversationDbContext> store)
    {
        string[] expected = [.. plan.Expected()];
        int bad = 0;
        for (int c = 1; c <= plan.Conversations; c++)
        {
            IReadOnlyList<LogEntry> log = await store.ReadLogAsync($"c{c}", 0, 1_000, CancellationToken.None);
            IReadOnlyList<string> seen = _transcripts.Of($"c{c}");
            bool isRight = expected.SequenceEqual(seen)
                && expected.SequenceEqual(log.Where(l => l.Speaker == Speaker.Bot).Select(l => l.Text))
                && Enumerable.Range(1, plan.Messages).Select(SoakPlan.Said).SequenceEqual(log.Where(l => l.Speaker == Speaker.Consumer).Select(l => l.Text));
            if (!isRight && ++bad <= 3)
            {
                Console.WriteLine($"c{c} saw: {string.Join(" | ", seen)}");
            }
        }

        return bad;
    }
}
