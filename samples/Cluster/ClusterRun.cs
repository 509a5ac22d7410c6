using System.Diagnostics;
using Cluster.Load;
using Cluster.Measuring;
using Cluster.Nodes;
using ConversationInteractions.EntityFrameworkCore;
using ConversationInteractions.EntityFrameworkCore.Tests.Databases;
using ConversationInteractions.RabbitMQ;
using ConversationInteractions.RabbitMQ.Tests.Brokers;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Spectre.Console;

namespace Cluster;

/// <summary>One run: starts everything, lets consumers speak, breaks things, and judges.</summary>
internal sealed class ClusterRun : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(3);
    private readonly ClusterPlan _plan;
    private readonly ClusterNodes _nodes;
    private readonly EntityFrameworkConversationStore<ConversationDbContext> _store;
    private readonly RabbitMqOptions _options;
    private readonly ConsumerSide _consumers = new();

    public ClusterRun(ClusterPlan plan, RabbitServer broker, PostgresServer database)
    {
        _plan = plan;
        _nodes = new ClusterNodes(broker, database);
        _options = new RabbitMqOptions { Addresses = [broker.Address], Partitions = ClusterPlan.Partitions, Prefetch = 200 };
        _store = new(new PooledDbContextFactory<ConversationDbContext>(new DbContextOptionsBuilder<ConversationDbContext>().UseNpgsql(_nodes.ConnectionString).Options));
    }

    public async Task<ClusterResult> RunAsync()
    {
        await using OutsideService service = await OutsideService.StartAsync();
        using CancellationTokenSource stop = new();
        Task subscribed = new MessageSubscriber(_options, "consumers").RunAsync(_consumers, stop.Token);
        await _store.FindNextDueAsync(CancellationToken.None);
        AnsiConsole.WriteLine($"Starting a front and {_plan.Workers} workers, and warming up with {_plan.AtOnce} conversations …");
        await _nodes.StartAsync(service, _plan.Workers);
        using Speakers speakers = new(_plan, _nodes.Front, _consumers);

        Costs before = await WarmAsync(speakers);
        long began = Stopwatch.GetTimestamp();
        Task speaking = speakers.SpeakAsync();
        bool isComplete = await WatchAsync(speaking, speakers.WarmAnswers);
        TimeSpan took = Stopwatch.GetElapsedTime(began);
        Costs costs = await _nodes.MeasureAsync() - before;

        ClusterReport report = new(_plan, speakers, _consumers.Transcripts, _nodes, service, took, costs);
        ClusterResult result = await report.JudgeAsync(_store, isComplete);
        report.Print(result);
        await stop.CancelAsync();
        await subscribed;
        return result;
    }

    public async ValueTask DisposeAsync()
    {
        _nodes.Dispose();
        await _store.DisposeAsync();
    }

    /// <summary>Lets all workers come and share the partitions before anything is measured.</summary>
    private async Task<Costs> WarmAsync(Speakers speakers)
    {
        await speakers.WarmAsync().WaitAsync(Patience);
        return await _nodes.MeasureAsync();
    }

    /// <summary>Shows how far it is, breaks what the plan or the keyboard says, and waits for the end.</summary>
    /// <returns>Whether everything was answered.</returns>
    private async Task<bool> WatchAsync(Task speaking, int warmAnswers)
    {
        long lastNews = Stopwatch.GetTimestamp();
        await AnsiConsole.Progress().AutoRefresh(true).Columns(new TaskDescriptionColumn(), new ProgressBarColumn(), new PercentageColumn(), new RemainingTimeColumn()).StartAsync(async context =>
        {
            ProgressTask bar = context.AddTask("answers", maxValue: _plan.Answers);
            long lastKill = Stopwatch.GetTimestamp();
            while (!speaking.IsCompleted && Stopwatch.GetElapsedTime(lastNews) < Patience)
            {
                await Task.WhenAny(speaking, Task.Delay(TimeSpan.FromMilliseconds(250), TimeProvider.System));
                int messages = _consumers.Transcripts.Messages - warmAnswers;
                lastNews = messages > bar.Value ? Stopwatch.GetTimestamp() : lastNews;
                bar.Value = messages;
                bar.Description = $"{_nodes.Workers} workers, {_nodes.Kills.Count} killed, broker restarted {_nodes.BrokerStops.Count} times";
                if (_plan.KillEvery > 0 && Stopwatch.GetElapsedTime(lastKill).TotalSeconds >= _plan.KillEvery)
                {
                    lastKill = Stopwatch.GetTimestamp();
                    _nodes.Kill();
                    _nodes.Add();
                }

                if (_plan.RestartBroker && _nodes.BrokerStops.Count == 0 && messages > _plan.Answers / 2)
                {
                    await Task.Run(_nodes.RestartBroker);
                }

                await ObeyAsync();
            }
        });
        return speaking.IsCompletedSuccessfully;
    }

    private async Task ObeyAsync()
    {
        while (!Console.IsInputRedirected && Console.KeyAvailable)
        {
            switch (Console.ReadKey(intercept: true).Key)
            {
                case ConsoleKey.K:
                    _nodes.Kill();
                    break;
                case ConsoleKey.A:
                    _nodes.Add();
                    break;
                case ConsoleKey.B:
                    await Task.Run(_nodes.RestartBroker);
                    break;
            }
        }
    }
}
