using ConversationInteractions.Interpretation;

namespace ConversationInteractions.Runtime;

/// <summary>Makes of a decision what is committed: numbered entries of the outbox and of the log.</summary>
internal static class Commits
{
    /// <summary>Numbers the effects and what was said.</summary>
    /// <param name="before">The state before the event.</param>
    /// <param name="result">What was decided.</param>
    /// <param name="occurred">The event.</param>
    /// <param name="now">The time of the commit.</param>
    /// <param name="textLength">How much of what the consumer said the log keeps, in UTF-16 code units.</param>
    /// <param name="outbox">Where the entries of the outbox go.</param>
    /// <param name="log">Where the entries of the log go.</param>
    /// <param name="trace">What the effects belong to in a distributed trace, where one is recorded.</param>
    /// <returns>The state to commit.</returns>
    public static ConversationState Number(ConversationState before, StepResult result, ConversationEvent occurred, DateTimeOffset now, int textLength, List<OutboxEntry> outbox, List<LogEntry> log, string? trace)
    {
        long position = before.LastOutboxPosition;
        long number = before.LastLogNumber;
        if (occurred is UserMessageReceived message)
        {
            log.Add(new LogEntry(++number, occurred.At, Speaker.Consumer, Beginning(message.Text, textLength)));
        }
        else if (occurred is FileReceived received)
        {
            log.Add(new LogEntry(++number, occurred.At, Speaker.Consumer, received.File.Name));
        }

        foreach (ConversationEffect effect in result.Effects)
        {
            ConversationEffect kept = effect is RequestTransfer transfer ? transfer with { LastLogNumber = number } : effect;
            outbox.Add(new OutboxEntry(++position, trace is null ? kept : kept with { Trace = trace }));
            if (effect is SendMessage { Message: var sent })
            {
                log.Add(new LogEntry(++number, occurred.At, sent.FromAgent ? Speaker.Agent : Speaker.Bot, sent.Text, sent));
            }
        }

        // The time that a transfer may stay unanswered runs from its commit, not from the event that waited in the queue (B4).
        PendingTransfer? pending = result.State.Transfer;
        if (pending is not null && pending.Id != before.Transfer?.Id)
        {
            return result.State with { Transfer = pending with { Deadline = now + (pending.Deadline - occurred.At) } };
        }

        return result.State;
    }

    private static string Beginning(string text, int length) =>
        text.Length <= length ? text : text[..(char.IsHighSurrogate(text[length - 1]) ? length - 1 : length)];

    /// <summary>What the event caused, for the answer to a repeat (C7).</summary>
    public static EventRecord Record(ConversationState after, long lastSequenceBefore, ConversationEvent occurred)
    {
        bool hasSpoken = after.LastSequence > lastSequenceBefore;
        return new EventRecord(occurred.Id, occurred.At, after.Owner, hasSpoken ? lastSequenceBefore + 1 : 0, hasSpoken ? after.LastSequence : 0);
    }
}
