using System.Collections.Concurrent;
using System.Globalization;
using System.Net.Sockets;
using ConversationInteractions.EntityFrameworkCore;
using ConversationInteractions.Interpretation;
using ConversationInteractions.Model;
using ConversationInteractions.Runtime;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;

namespace ConversationInteractions.Soak;

/// <summary>A process that hosts the bot. It gets events and sends messages over one connection to the driver, line by line; the driver kills it.</summary>
internal sealed class SoakWorker : IMessageChannel, IIntegrationClient, IDisposable
{
    private readonly ConcurrentDictionary<long, TaskCompletionSource> _unacknowledged = new();
    private readonly SemaphoreSlim _writing = new(1, 1);
    private readonly StreamWriter _writer;
    private long _token;

    private SoakWorker(StreamWriter writer) => _writer = writer;

    public static async Task RunAsync(int port, string connectionString)
    {
        using TcpClient client = new();
        await client.ConnectAsync("127.0.0.1", port);
        client.NoDelay = true;
        using StreamReader reader = new(client.GetStream());
        using StreamWriter writer = new(client.GetStream());
        using SoakWorker worker = new(writer);
        PooledDbContextFactory<ConversationDbContext> contexts = new(new DbContextOptionsBuilder<ConversationDbContext>().UseNpgsql(connectionString).Options);
        await using EntityFrameworkConversationStore<ConversationDbContext> store = new(contexts);
        await using ConversationRuntime runtime = new(new RuntimePorts
        {
            Programs = SoakBot.Programs(),
            Channel = worker,
            Integrations = worker,
            Store = store,
            Options = new RuntimeOptions { LeaseDuration = TimeSpan.FromSeconds(5), SweepInterval = TimeSpan.FromMilliseconds(500) },
        });
        using CancellationTokenSource stop = new();
        Task sweeps = runtime.RunAsync(stop.Token);
        while (await reader.ReadLineAsync(stop.Token) is { } line)
        {
            string[] parts = line.Split('\t');
            if (parts[0] == "A")
            {
                worker.Acknowledge(long.Parse(parts[1], CultureInfo.InvariantCulture));
            }
            else
            {
                _ = worker.HandleAsync(runtime, parts[1], parts[2], parts[3]);
            }
        }

        await stop.CancelAsync();
        await sweeps;
    }

    public void Dispose() => _writing.Dispose();

    public async ValueTask<DeliveryResult> SendAsync(string conversationId, OutgoingMessage message, CancellationToken cancellationToken)
    {
        long token = Interlocked.Increment(ref _token);
        TaskCompletionSource acknowledged = new(TaskCreationOptions.RunContinuationsAsynchronously);
        _unacknowledged[token] = acknowledged;
        await WriteAsync($"M\t{token}\t{conversationId}\t{message.Sequence}\t{message.Text}");
        await acknowledged.Task.WaitAsync(cancellationToken);
        return DeliveryResult.Accepted;
    }

    public async ValueTask<CallOutcome> InvokeAsync(IntegrationInvocation invocation, CancellationToken cancellationToken)
    {
        await WriteAsync($"C\t{invocation.ConversationId}\t{invocation.Key}");
        await Task.Delay(TimeSpan.FromMilliseconds(50), TimeProvider.System, cancellationToken);
        return new CallOutcome { Result = CallResult.Success, Status = 200, Body = "{}" };
    }

    private void Acknowledge(long token)
    {
        if (_unacknowledged.TryRemove(token, out TaskCompletionSource? waiting))
        {
            waiting.SetResult();
        }
    }

    private async Task HandleAsync(ConversationRuntime runtime, string conversationId, string eventId, string text)
    {
        string outcome;
        try
        {
            TurnReceipt receipt = await runtime.HandleAsync(conversationId, new UserMessage(text) { Id = eventId });
            outcome = receipt.Status.ToString();
        }
        catch (Exception problem) when (problem is not OutOfMemoryException)
        {
            // The driver says it again, as a host would.
            outcome = $"{problem.GetType().Name}: {problem.Message.ReplaceLineEndings(" ")}";
        }

        await WriteAsync($"R\t{conversationId}\t{eventId}\t{outcome}");
    }

    private async Task WriteAsync(string line)
    {
        await _writing.WaitAsync();
        try
        {
            await _writer.WriteLineAsync(line);
            await _writer.FlushAsync();
        }
        finally
        {
            _writing.Release();
        }
    }
}
