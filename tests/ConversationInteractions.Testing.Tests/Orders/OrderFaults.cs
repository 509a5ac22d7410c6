using System.Text;
using System.Text.Json.Nodes;
using ConversationInteractions.Interpretation;
using ConversationInteractions.Runtime;
using ConversationInteractions.Testing.Tests.Crashes;

namespace ConversationInteractions.Testing.Tests.Orders;

/// <summary>Takes every event that arrives while a call is under way for a repeat.</summary>
internal sealed class LosesEventsDuringCalls(RuntimePorts ports)
{
    private int _underWay;
    private int _lost;

    public RuntimePorts Ports => ports with
    {
        Integrations = new Client(ports.Integrations!, this),
        Store = new Store(ports.Store, this),
        Time = new Clock(ports.Time, this),
    };

    private sealed class Client(IIntegrationClient inner, LosesEventsDuringCalls fault) : IIntegrationClient
    {
        public async ValueTask<CallOutcome> InvokeAsync(IntegrationInvocation invocation, CancellationToken cancellationToken)
        {
            Interlocked.Increment(ref fault._underWay);
            try
            {
                return await inner.InvokeAsync(invocation, cancellationToken);
            }
            finally
            {
                Interlocked.Decrement(ref fault._underWay);
            }
        }
    }

    /// <summary>The runtime looks at the clock when an event arrives.</summary>
    private sealed class Clock(TimeProvider inner, LosesEventsDuringCalls fault) : TimeProvider, IVirtualTime
    {
        public override long TimestampFrequency => inner.TimestampFrequency;

        public override DateTimeOffset GetUtcNow() => inner.GetUtcNow();

        public override long GetTimestamp()
        {
            fault._lost += fault._underWay;
            return inner.GetTimestamp();
        }

        public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) => inner.CreateTimer(callback, state, dueTime, period);

        public Task PassAsync(TimeSpan duration, CancellationToken cancellationToken) => ((IVirtualTime)inner).PassAsync(duration, cancellationToken);
    }

    private sealed class Store(IConversationStore inner, LosesEventsDuringCalls fault) : PassingStore(inner)
    {
        public override async ValueTask<StoredConversation?> LoadAsync(string conversationId, string? eventId, CancellationToken cancellationToken)
        {
            StoredConversation? stored = await Inner.LoadAsync(conversationId, eventId, cancellationToken);
            if (eventId is null || fault._lost == 0)
            {
                return stored;
            }

            fault._lost--;
            return stored! with { Event = new EventRecord(eventId, default, ConversationOwner.Bot, 0, 0) };
        }
    }
}

/// <summary>Keeps firing timers by the state in which they were started, whatever was reported since.</summary>
internal sealed class FiresCancelledTimers(IConversationStore inner) : PassingStore(inner)
{
    private (StoredConversation Stored, DateTimeOffset Due)? _started;
    private bool _sweeps;

    public override async ValueTask<bool> TryCommitAsync(ConversationCommit commit, CancellationToken cancellationToken)
    {
        bool stands = await Inner.TryCommitAsync(commit, cancellationToken);
        if (stands && commit.DueAt is { } due)
        {
            _started = (new StoredConversation(commit.ExpectedVersion + 1, commit.State, due), due);
        }

        return stands;
    }

    public override async ValueTask<IReadOnlyList<string>> FindUnfinishedAsync(DateTimeOffset now, int max, CancellationToken cancellationToken)
    {
        _sweeps = _started is { } timer && timer.Due <= now;
        return _sweeps ? [TestedConversation.Id] : await Inner.FindUnfinishedAsync(now, max, cancellationToken);
    }

    public override async ValueTask<StoredConversation?> LoadAsync(string conversationId, string? eventId, CancellationToken cancellationToken)
    {
        StoredConversation? stored = await Inner.LoadAsync(conversationId, eventId, cancellationToken);
        if (!_sweeps || eventId is not null || _started is not { } timer)
        {
            return stored;
        }

        _started = null;
        return timer.Stored with { Version = stored!.Version };
    }
}

/// <summary>Drops the outcome of an upload where a question is pending.</summary>
internal sealed class SwallowsOutcomesAtQuestions(IConversationStore inner) : PassingStore(inner)
{
    private byte[]? _latest;

    public override ValueTask<bool> TryCommitAsync(ConversationCommit commit, CancellationToken cancellationToken)
    {
        ConversationState? latest = _latest is null ? null : ConversationStateJson.Read(commit.ConversationId, _latest);
        ConversationState decided = ConversationStateJson.Read(commit.ConversationId, commit.State.Span);
        bool ends = latest is { Uploads.Count: > 0, Stack.Count: > 0 } && decided.Uploads.Count < latest.Uploads.Count;
        _latest = ends ? WithUploadsOf(commit.State.Span, _latest) : commit.State.ToArray();
        return Inner.TryCommitAsync(ends ? commit with { State = _latest, Outbox = [], Log = [] } : commit, cancellationToken);
    }

    private static byte[] WithUploadsOf(ReadOnlySpan<byte> decided, ReadOnlySpan<byte> latest)
    {
        JsonObject state = JsonNode.Parse(latest)!.AsObject();
        state.Remove("uploads");
        if (JsonNode.Parse(decided)!["uploads"] is { } uploads)
        {
            state["uploads"] = uploads.DeepClone();
        }

        return Encoding.UTF8.GetBytes(state.ToJsonString());
    }
}

/// <summary>Commits the result of a call twice.</summary>
internal sealed class AppliesResultsTwice(IConversationStore inner) : PassingStore(inner)
{
    public override async ValueTask<bool> TryCommitAsync(ConversationCommit commit, CancellationToken cancellationToken)
    {
        bool stands = await Inner.TryCommitAsync(commit, cancellationToken);
        if (stands && commit.Completes is not null)
        {
            await Inner.TryCommitAsync(commit with { ExpectedVersion = commit.ExpectedVersion + 1 }, cancellationToken);
        }

        return stands;
    }
}
