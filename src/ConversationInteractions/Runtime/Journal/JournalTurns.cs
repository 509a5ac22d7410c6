using System.Buffers;
using System.Collections.Concurrent;
using ConversationInteractions.Interpretation;

namespace ConversationInteractions.Runtime;

/// <summary>Collects the committed steps of each turn and hands them to the journal when it rests: only then is it known which of its words became sensitive.</summary>
internal sealed class JournalTurns(RuntimeContext context, IConversationJournal journal)
{
    private readonly ConcurrentDictionary<string, List<JournalStep>> _turns = new(StringComparer.Ordinal);

    public void Add(JournalStep step) => _turns.GetOrAdd(step.ConversationId, static _ => []).Add(step);

    /// <summary>Writes what has been collected of a conversation. Never throws.</summary>
    public async ValueTask FlushAsync(string conversationId)
    {
        if (!_turns.TryRemove(conversationId, out List<JournalStep>? steps))
        {
            return;
        }

        try
        {
            ConversationTexts texts = context.TextsOf(steps[^1].State);
            ArrayBufferWriter<byte> lines = new(4_096);
            foreach (JournalStep step in steps)
            {
                JournalJson.Write(step, texts.IsIdle ? null : texts.Apply, lines);
            }

            // What is committed is worth keeping while the process stops, too.
            await journal.AppendAsync(conversationId, lines.WrittenMemory, CancellationToken.None).ConfigureAwait(false);
        }
        catch (Exception problem) when (problem is not OutOfMemoryException)
        {
            // A journal must not break a turn that stands: the steps are missing in it, and its reader sees the gap.
            RuntimeLog.JournalFailed(context.Log, problem, conversationId, steps.Count);
            ConversationTelemetry.Problems.Add(1, new KeyValuePair<string, object?>("code", TraceCodes.JournalFailed));
        }
    }
}
