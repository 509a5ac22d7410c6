using ConversationInteractions.Interpretation;
using ConversationInteractions.Runtime;

namespace ConversationInteractions.Testing;

/// <summary>Takes note of what a conversation commits: its state, its traces and its transfers.</summary>
internal sealed class ConversationWatch(TranscriptRecorder transcript, UploadWatch uploads) : IConversationObserver
{
    private readonly Lock _lock = new();
    private readonly List<RecordedTransfer> _transfers = [];
    private readonly List<TraceEvent> _trace = [];
    private ConversationState? _state;

    /// <summary>The transfers so far, those that a hosted bot took at once included.</summary>
    public IReadOnlyList<RecordedTransfer> Transfers
    {
        get
        {
            lock (_lock)
            {
                return [.. _transfers];
            }
        }
    }

    /// <summary>What was traced since <see cref="ForgetTrace"/>.</summary>
    public IReadOnlyList<TraceEvent> Trace
    {
        get
        {
            lock (_lock)
            {
                return [.. _trace];
            }
        }
    }

    /// <summary>The state of the latest commit.</summary>
    public ConversationState? State
    {
        get
        {
            lock (_lock)
            {
                return _state;
            }
        }
    }

    public void OnCommitted(CommittedStep step)
    {
        lock (_lock)
        {
            _state = step.State;
        }

        foreach (RequestTransfer transfer in step.Effects.OfType<RequestTransfer>())
        {
            if (transfer.TakenBy is { } bot)
            {
                Add(new RecordedTransfer(transfer), $"taken by {bot}");
            }
        }

        foreach (TraceEvent trace in step.Trace)
        {
            Add(trace);
        }

        uploads.Observe(step);
    }

    public void Add(RecordedTransfer transfer, string answer)
    {
        lock (_lock)
        {
            _transfers.Add(transfer);
        }

        transcript.Add("transfer", $"to skill {transfer.SkillId}, {answer}{(transfer.Message is null ? "" : $": {transfer.Message}")}");
    }

    public void Add(TraceEvent trace)
    {
        lock (_lock)
        {
            _trace.Add(trace);
        }

        transcript.Add("trace", string.Join(" ", new[] { trace.Code, trace.Place, trace.Detail }.Where(part => part is not null)));
    }

    public void ForgetTrace()
    {
        lock (_lock)
        {
            _trace.Clear();
        }
    }
}
