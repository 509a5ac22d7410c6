using ConversationInteractions.Interpretation;

namespace ConversationInteractions.Runtime;

/// <summary>Limits and intervals of a runtime.</summary>
public sealed record RuntimeOptions
{
    /// <summary>How many events of one conversation may wait; one more is refused with <see cref="ConversationQueueFullException"/>. 1,000 by default.</summary>
    public int MaxQueuedEvents { get; set; } = 1_000;

    /// <summary>
    /// How long a text may be that is kept (<see cref="StepOptions.MaxTextLength"/>): a longer message to the bot is not matched, what else is said is cut, a longer host event is
    /// refused; each is traced as <c>limit-reached</c>. A file's name loses what is too much at its beginning. In UTF-16 code units.
    /// </summary>
    /// <value>100,000 by default; 1,000 to 10,000,000.</value>
    public int MaxTextLength { get; set; } = 100_000;

    /// <summary>
    /// How much the variables of a conversation may hold together (<see cref="StepOptions.MaxVariablesLength"/>): what would be more is not stored, and traced as
    /// <c>limit-reached</c>. In UTF-16 code units, names and values.
    /// </summary>
    /// <value>1,048,576 by default; 1,000 to 100,000,000.</value>
    public int MaxVariablesLength { get; set; } = 1_048_576;

    /// <summary>
    /// How many host events may wait while a transfer is pending or an agent has the conversation (<see cref="StepOptions.MaxDeferredEvents"/>): one more is refused, and traced
    /// as <c>limit-reached</c>.
    /// </summary>
    /// <value>100 by default; 0 to 10,000.</value>
    public int MaxDeferredEvents { get; set; } = 100;

    /// <summary>How often <see cref="ConversationRuntime.RunAsync"/> looks for due timers and unfinished work. One second by default.</summary>
    public TimeSpan SweepInterval { get; set; } = TimeSpan.FromSeconds(1);

    /// <summary>How long a lease lasts without being prolonged, which happens while the work under it goes on; after a crash other processes wait that long. One minute by default.</summary>
    public TimeSpan LeaseDuration { get; set; } = TimeSpan.FromMinutes(1);

    /// <summary>How often a delivery is tried at once before it is left to the sweep. 3 by default.</summary>
    public int MaxDeliveryAttempts { get; set; } = 3;

    /// <summary>The pause before the second attempt of a delivery; it doubles. 200 milliseconds by default.</summary>
    public TimeSpan DeliveryBackoff { get; set; } = TimeSpan.FromMilliseconds(200);

    /// <summary>
    /// How long a delivery that was left to the sweep is put off at first, and a conversation that the sweep could not take up; it doubles with each failure in a row. Two seconds by default.
    /// What is committed in the meantime is tried at once.
    /// </summary>
    public TimeSpan RedeliveryBackoff { get; set; } = TimeSpan.FromSeconds(2);

    /// <summary>How long a delivery, or a conversation that could not be taken up, is put off at most; for a delivery other processes wait that long as well. One minute by default.</summary>
    public TimeSpan MaxRedeliveryBackoff { get; set; } = TimeSpan.FromMinutes(1);

    /// <summary>
    /// How long a conversation is kept after its last change, once it has nothing left to do; <see cref="ConversationRuntime.RunAsync"/> deletes it then, within the hour.
    /// <see langword="null"/>, the default, keeps conversations for ever. A conversation of the same id begins anew with message number 1:
    /// keep conversations longer than your channel remembers message numbers.
    /// </summary>
    public TimeSpan? DeleteIdleAfter { get; set; }

    /// <summary>Whether traces also tell every rule tried, interaction run and variable stored. Off by default: it costs time.</summary>
    public bool DetailedTrace { get; set; }

    /// <summary>
    /// Takes out of texts what must not leave a conversation, after the values of <c>sensitive</c> variables have been masked: transcripts and contexts of transfers, details of traces,
    /// journals. Gets each text by itself; called from many threads; where it throws, the whole text is masked. None by default.
    /// </summary>
    public Func<string, string>? Redactor { get; set; }

    /// <summary>
    /// A name for this process in leases; a fresh one without it, the default. For people who look into the store. It must be of this process alone, the one before a restart included:
    /// processes of one name take one another's work for their own and do it twice.
    /// </summary>
    public string? ProcessName { get; set; }

    /// <summary>Everything that is wrong with these options; empty where they can be used.</summary>
    internal List<string> FindProblems()
    {
        List<string> problems = [];
        Check(MaxQueuedEvents > 0, nameof(MaxQueuedEvents), "greater than zero");
        Check(MaxTextLength is >= 1_000 and <= 10_000_000, nameof(MaxTextLength), "from 1,000 to 10,000,000");
        Check(MaxVariablesLength is >= 1_000 and <= 100_000_000, nameof(MaxVariablesLength), "from 1,000 to 100,000,000");
        Check(MaxDeferredEvents is >= 0 and <= 10_000, nameof(MaxDeferredEvents), "from 0 to 10,000");
        Check(MaxDeliveryAttempts > 0, nameof(MaxDeliveryAttempts), "greater than zero");
        Check(SweepInterval > TimeSpan.Zero, nameof(SweepInterval), "greater than zero");
        Check(LeaseDuration > TimeSpan.Zero, nameof(LeaseDuration), "greater than zero");
        Check(DeliveryBackoff >= TimeSpan.Zero, nameof(DeliveryBackoff), "at least zero");
        Check(RedeliveryBackoff > TimeSpan.Zero, nameof(RedeliveryBackoff), "greater than zero");
        Check(MaxRedeliveryBackoff > TimeSpan.Zero, nameof(MaxRedeliveryBackoff), "greater than zero");
        Check(DeleteIdleAfter is not { } period || period > TimeSpan.Zero, nameof(DeleteIdleAfter), "greater than zero, or null");
        return problems;

        void Check(bool holds, string option, string range)
        {
            if (!holds)
            {
                problems.Add($"{nameof(RuntimeOptions)}.{option} must be {range}.");
            }
        }
    }
}
