using System.Diagnostics;
using System.Globalization;
using ConversationInteractions.Runtime;

namespace ConversationInteractions.Benchmarks.Turns;

/// <summary>Turns through the whole runtime, with the in-memory store: a message in, two commits, a call, a message out.</summary>
internal sealed class RuntimeTurns : IAsyncDisposable
{
    private readonly ConversationRuntime _runtime;
    private readonly string[] _conversations;

    private RuntimeTurns(int conversations)
    {
        _runtime = new ConversationRuntime(new RuntimePorts
        {
            Programs = BalanceBot.Compile(),
            Channel = new CheckingChannel(),
            Integrations = new BalanceClient(),
            Time = new HurriedTime(),
        });
        _conversations = [.. Enumerable.Range(0, conversations).Select(i => string.Create(CultureInfo.InvariantCulture, $"c{i}"))];
    }

    public static async Task<RuntimeTurns> StartAsync(int conversations)
    {
        RuntimeTurns turns = new(conversations);
        foreach (string conversation in turns._conversations)
        {
            await turns._runtime.HandleAsync(conversation, new UserMessage("balance"));
        }

        await turns._runtime.WhenIdleAsync();
        return turns;
    }

    /// <summary>One turn; all of it runs on the calling thread, as store, client and channel answer at once.</summary>
    public string? Turn(int conversation, string text)
    {
        ValueTask<TurnReceipt> receipt = _runtime.HandleAsync(_conversations[conversation], new UserMessage(text));
        return receipt.IsCompletedSuccessfully && receipt.Result.Status == TurnStatus.Accepted ? CheckingChannel.Reply : throw new InvalidOperationException("The turn left its thread.");
    }

    public ValueTask DisposeAsync() => _runtime.DisposeAsync();

    /// <summary>A day passes in a tenth of a second, so that the store forgets old log entries as it does in the long run.</summary>
    private sealed class HurriedTime : TimeProvider
    {
        private readonly long _began = Stopwatch.GetTimestamp();

        public override DateTimeOffset GetUtcNow() =>
            new DateTimeOffset(2026, 3, 1, 0, 0, 0, TimeSpan.Zero).AddTicks(Stopwatch.GetElapsedTime(_began).Ticks * 1_000_000);
    }
}
