using ConversationInteractions.Interpretation;
using ConversationInteractions.Language;
using ConversationInteractions.Runtime;

namespace ConversationInteractions.Cli;

/// <summary>Tells what a conversation does behind the scenes: mishaps always, everything else when asked.</summary>
internal sealed class ChatWatch(ChatScreen screen) : IConversationObserver
{
    private static readonly HashSet<string> Mishaps = new(StringComparer.Ordinal)
    {
        TraceCodes.LoopCut, TraceCodes.ReferenceUnresolved, TraceCodes.SkillNotNumeric, TraceCodes.CallFailed, TraceCodes.CallUnknown, TraceCodes.FileRefused,
        TraceCodes.TriggerUnknown, TraceCodes.ScriptError, TraceCodes.ScriptUnsupported, TraceCodes.TextReserved, TraceCodes.MessageTooLong, TraceCodes.ScriptPrinted,
    };

    private readonly Lock _lock = new();
    private readonly HashSet<string> _uploads = new(StringComparer.Ordinal);
    private TaskCompletionSource _changed = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private ConversationState? _state;

    /// <summary>Whether rules tried, places and variables are told too.</summary>
    public bool IsTracing { get; set; }

    public void OnCommitted(CommittedStep step)
    {
        ConversationState? before = _state;
        _state = step.State;
        foreach (TraceEvent trace in step.Trace)
        {
            if (IsTracing || Mishaps.Contains(trace.Code))
            {
                string about = string.Join(": ", new[] { trace.Code, trace.Place, trace.Detail }.Where(part => part is not null));
                screen.Remark(about, Mishaps.Contains(trace.Code) ? Styles.Doubtful : Styles.Aside);
            }
        }

        if (IsTracing)
        {
            TellVariables(before, step.State);
        }

        lock (_lock)
        {
            _uploads.UnionWith(step.Effects.OfType<StartUpload>().Select(upload => upload.Key));
            if (step.Event is UploadCompleted completed)
            {
                _uploads.Remove(completed.UploadId);
            }

            _changed.TrySetResult();
        }
    }

    public void OnPerformed(string conversationId, ConversationEffect effect, string? problem)
    {
        if (effect is StartUpload upload)
        {
            screen.Remark(problem is null ? $"stored: {upload.Path}" : $"not stored: {upload.Path}: {problem}", problem is null ? Styles.Aside : Styles.Doubtful);
        }
    }

    /// <summary>Waits until no upload is under way.</summary>
    public async Task WhenUploadedAsync(CancellationToken cancellationToken)
    {
        while (NextChange() is { } change)
        {
            await change.WaitAsync(cancellationToken);
        }
    }

    private Task? NextChange()
    {
        lock (_lock)
        {
            if (_changed.Task.IsCompleted)
            {
                _changed = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            }

            return _uploads.Count == 0 ? null : _changed.Task;
        }
    }

    private void TellVariables(ConversationState? before, ConversationState state)
    {
        foreach ((string name, Value value) in state.Variables)
        {
            if (before is null || !before.Variables.TryGetValue(name, out Value known) || known != value)
            {
                screen.Remark($"{name} = {value.Joined}");
            }
        }

        if (state.Stack is [.., DialogFrame frame])
        {
            screen.Remark($"waits in {state.Bot}, {frame.Dialog}, at {frame.Interaction}");
        }
    }
}
