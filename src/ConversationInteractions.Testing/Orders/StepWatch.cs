using ConversationInteractions.Interpretation;
using ConversationInteractions.Runtime;

namespace ConversationInteractions.Testing;

/// <summary>Takes note of every committed step and of what was performed, so that a driver knows when nothing goes on by itself any more.</summary>
internal sealed class StepWatch : IConversationObserver
{
    private readonly Lock _lock = new();
    private readonly List<ObservedStep> _steps = [];
    private readonly Dictionary<string, ConversationEffect> _waiting = new(StringComparer.Ordinal);

    /// <summary>The bots that are hosted now.</summary>
    public required IReadOnlyList<BotProgram> Programs { get; set; }

    public IReadOnlyList<ObservedStep> Steps
    {
        get
        {
            lock (_lock)
            {
                return [.. _steps];
            }
        }
    }

    /// <summary>What was decided and has not been performed.</summary>
    public IReadOnlyList<ConversationEffect> Waiting
    {
        get
        {
            lock (_lock)
            {
                return [.. _waiting.Values];
            }
        }
    }

    public void OnCommitted(CommittedStep step)
    {
        lock (_lock)
        {
            if (step.Trace is [{ Code: TraceCodes.EventDuplicate }])
            {
                return;
            }

            _steps.Add(new ObservedStep(step, Programs));
            foreach (ConversationEffect effect in step.Effects)
            {
                if (effect is not InvokeIntegration)
                {
                    _waiting[Evidence.Name(effect)] = effect;
                }
            }
        }
    }

    public void OnPerformed(string conversationId, ConversationEffect effect, string? problem)
    {
        lock (_lock)
        {
            _waiting.Remove(Evidence.Name(effect));
        }
    }
}

/// <summary>A committed step and the bots that were hosted then.</summary>
internal sealed record ObservedStep(CommittedStep Step, IReadOnlyList<BotProgram> Programs);
