using ConversationInteractions.Interpretation;

namespace ConversationInteractions.Runtime;

/// <summary>What an event caused, as the store in memory keeps it: a value, not an object, as there are very many of them.</summary>
/// <param name="Id">The event.</param>
/// <param name="Writer">The runtime that committed it.</param>
/// <param name="At">When it arrived, in ticks in UTC.</param>
/// <param name="FirstSequence">The first message it caused; 0 for none.</param>
/// <param name="Further">How many messages it caused beside the first.</param>
/// <param name="Owner">Who owned the conversation afterwards.</param>
internal readonly record struct KeptEvent(string Id, string? Writer, long At, long FirstSequence, int Further, ConversationOwner Owner)
{
    public static DateTimeOffset TimeOf(long ticks) => new(ticks, TimeSpan.Zero);

    public static KeptEvent Of(EventRecord record) =>
        new(record.EventId, record.Writer, record.At.UtcTicks, record.FirstSequence, (int)(record.LastSequence - record.FirstSequence), record.Owner);

    public EventRecord ToRecord() => new(Id, TimeOf(At), Owner, FirstSequence, FirstSequence + Further) { Writer = Writer };
}

/// <summary>A line of the log, as the store in memory keeps it.</summary>
/// <param name="Number">Its number in the log.</param>
/// <param name="At">When it was said, in ticks in UTC.</param>
/// <param name="Text">What was said.</param>
/// <param name="Message">The whole message, for what the bot or the agent said.</param>
/// <param name="Speaker">Who said it.</param>
internal readonly record struct KeptLine(long Number, long At, string Text, OutgoingMessage? Message, Speaker Speaker)
{
    public static KeptLine Of(LogEntry entry) => new(entry.Number, entry.At.UtcTicks, entry.Text, entry.Message, entry.Speaker);

    public LogEntry ToEntry() => new(Number, KeptEvent.TimeOf(At), Speaker, Text, Message);
}
