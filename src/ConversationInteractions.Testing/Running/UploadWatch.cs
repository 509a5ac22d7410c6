using ConversationInteractions.Interpretation;
using ConversationInteractions.Runtime;

namespace ConversationInteractions.Testing;

/// <summary>Knows which uploads have begun and not ended, and tells when that changes.</summary>
internal sealed class UploadWatch(StubFileShare share)
{
    private readonly Lock _lock = new();
    private readonly HashSet<string> _underWay = new(StringComparer.Ordinal);
    private TaskCompletionSource _changed = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Takes note of a committed step.</summary>
    public void Observe(CommittedStep step)
    {
        lock (_lock)
        {
            foreach (ConversationEffect effect in step.Effects)
            {
                if (effect is StartUpload)
                {
                    _underWay.Add(effect.Key);
                }
            }

            if (step.Event is UploadCompleted completed)
            {
                _underWay.Remove(completed.UploadId);
            }
        }

        Change();
    }

    /// <summary>Wakes whoever waits for a change.</summary>
    public void Change()
    {
        TaskCompletionSource changed;
        lock (_lock)
        {
            (changed, _changed) = (_changed, new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously));
        }

        changed.SetResult();
    }

    /// <summary>Something to wait for while an upload is under way that the share answers by itself; <see langword="null"/> where none is.</summary>
    public Task? NextChange()
    {
        lock (_lock)
        {
            return _underWay.All(share.IsPending) ? null : _changed.Task;
        }
    }
}
