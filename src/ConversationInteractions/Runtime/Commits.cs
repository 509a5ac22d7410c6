using ConversationInteractions.Interpretation;

namespace ConversationInteractions.Runtime;

/// <summary>Makes of a decision what is committed: numbered entries of the outbox and of the log.</summary>
internal static class Commits
{
    /// <summary>Numbers the effects, as <see cref="ConversationState.LastOutboxPosition"/> counts them.</summary>
    /// <param name="before">The state before the event.</param>
    /// <param name="result">What was decided.</param>
    /// <param name="occurred">The event.</param>
    /// <param name="trace">What the effects belong to in a distributed trace, where one is recorded.</param>
    public static OutboxEntry[] Outbox(ConversationState before, StepResult result, ConversationEvent occurred, string? trace)
    {
        if (result.Effects.Count == 0)
        {
            return [];
        }

        OutboxEntry[] outbox = new OutboxEntry[result.Effects.Count];
        long number = before.LastLogNumber + (Said(occurred) is null ? 0 : 1);
        for (int i = 0; i < outbox.Length; i++)
        {
            ConversationEffect effect = result.Effects[i];
            ConversationEffect kept = effect is RequestTransfer transfer ? transfer with { LastLogNumber = number } : effect;
            outbox[i] = new OutboxEntry(before.LastOutboxPosition + i + 1, trace is null ? kept : kept with { Trace = trace });
            number += effect is SendMessage ? 1 : 0;
        }

        return outbox;
    }

    /// <summary>Numbers what was said, as <see cref="ConversationState.LastLogNumber"/> counts it.</summary>
    /// <param name="before">The state before the event.</param>
    /// <param name="result">What was decided.</param>
    /// <param name="occurred">The event.</param>
    /// <param name="textLength">How much of what the consumer said the log keeps, in UTF-16 code units.</param>
    public static LogEntry[] Log(ConversationState before, StepResult result, ConversationEvent occurred, int textLength)
    {
        long number = before.LastLogNumber;
        LogEntry[] log = new LogEntry[result.State.LastLogNumber - number];
        int count = 0;
        if (Said(occurred) is { } said)
        {
            log[count++] = new LogEntry(++number, occurred.At, Speaker.Consumer, Beginning(said, textLength));
        }

        for (int i = 0; i < result.Effects.Count; i++)
        {
            if (result.Effects[i] is SendMessage { Message: var sent })
            {
                log[count++] = new LogEntry(++number, occurred.At, sent.FromAgent ? Speaker.Agent : Speaker.Bot, sent.Text, sent);
            }
        }

        return log;
    }

    /// <summary>The state to commit: the time that a transfer may stay unanswered runs from its commit, not from the event that waited in the queue (B4).</summary>
    /// <param name="before">The state before the event.</param>
    /// <param name="result">What was decided.</param>
    /// <param name="occurred">The event.</param>
    /// <param name="now">The time of the commit.</param>
    public static ConversationState State(ConversationState before, StepResult result, ConversationEvent occurred, DateTimeOffset now) =>
        result.State.Transfer is { } pending && pending.Id != before.Transfer?.Id
            ? result.State.WithTransferDeadline(now + (pending.Deadline - occurred.At))
            : result.State;

    private static string? Said(ConversationEvent occurred) => occurred switch
    {
        UserMessageReceived message => message.Text,
        FileReceived received => received.File.Name,
        _ => null,
    };

    private static string Beginning(string text, int length) =>
        text.Length <= length ? text : text[..(char.IsHighSurrogate(text[length - 1]) ? length - 1 : length)];

    /// <summary>What the event caused, for the answer to a repeat (C7).</summary>
    public static EventRecord Record(ConversationState after, long lastSequenceBefore, ConversationEvent occurred, string writer)
    {
        bool hasSpoken = after.LastSequence > lastSequenceBefore;
        return new EventRecord(occurred.Id, occurred.At, after.Owner, hasSpoken ? lastSequenceBefore + 1 : 0, hasSpoken ? after.LastSequence : 0) { Writer = writer };
    }
}
