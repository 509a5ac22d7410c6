using System.Buffers;
using ConversationInteractions.EntityFrameworkCore.Rows;
using ConversationInteractions.Interpretation;
using ConversationInteractions.Runtime;

namespace ConversationInteractions.EntityFrameworkCore.Sql;

/// <summary>The statements that write a commit.</summary>
internal static class CommitCalls
{
    /// <summary>Makes the statements; the first touches no row where the version has moved on.</summary>
    public static List<StatementCall> Of(StoreSql sql, ConversationCommit commit, EntityFrameworkStoreOptions options)
    {
        string id = StoredText.Write(commit.ConversationId);
        List<StatementCall> calls = new(3 + commit.Outbox.Count + commit.Log.Count) { Conversation(sql, commit, id) };
        if (commit.Completes is { } position)
        {
            calls.Add(sql.Mark.With(id, position, position));
        }

        if (commit.ExpectedVersion > 0)
        {
            // What is left of earlier commits waits since this one.
            calls.Add(sql.FreeAll.With(id));
        }

        ArrayBufferWriter<byte> json = new(256);
        foreach (OutboxEntry entry in commit.Outbox)
        {
            json.ResetWrittenCount();
            ConversationEffectJson.Write(entry.Effect, json);
            calls.Add(sql.AddToOutbox(entry.Lease).With(id, entry.Position, json.WrittenSpan.ToArray()));
        }

        foreach (LogEntry entry in commit.Log)
        {
            byte[]? message = entry.Message is null ? null : ConversationEffectJson.WriteMessage(entry.Message);
            calls.Add(sql.AddToLog.With(id, entry.Number, entry.At.UtcTicks, StoredWords.Of(entry.Speaker), StoredText.Write(entry.Text), message));
        }

        EventRecord occurred = commit.Event;
        calls.Add(sql.AddEvent.With(
            id,
            StoredText.Write(occurred.EventId),
            commit.ExpectedVersion + 1,
            occurred.At.UtcTicks,
            StoredWords.Of(occurred.Owner),
            occurred.FirstSequence,
            occurred.LastSequence,
            occurred.Writer));
        Forget(sql, commit, options, id, calls);
        return calls;
    }

    private static StatementCall Conversation(StoreSql sql, ConversationCommit commit, string id)
    {
        object? turnUntil = commit.LeaseOwner is null ? null : commit.LeaseUntil.UtcTicks;
        byte[] state = commit.State.ToArray();
        if (commit.ExpectedVersion > 0 && commit.DeliveryOwner is null)
        {
            return sql.Update.With(id, commit.ExpectedVersion, state, commit.DueAt?.UtcTicks, commit.At.UtcTicks, commit.LeaseOwner, turnUntil);
        }

        return (commit.ExpectedVersion == 0 ? sql.Insert : sql.UpdateAndDeliver).With(
            id,
            commit.ExpectedVersion,
            state,
            commit.DueAt?.UtcTicks,
            commit.At.UtcTicks,
            commit.LeaseOwner,
            turnUntil,
            commit.DeliveryOwner,
            commit.DeliveryOwner is null ? null : commit.DeliveryUntil.UtcTicks);
    }

    private static void Forget(StoreSql sql, ConversationCommit commit, EntityFrameworkStoreOptions options, string id, List<StatementCall> calls)
    {
        // Looking for old events looks at all of the conversation's: it must be rare enough to cost each commit next to nothing.
        int every = Math.Max(100, options.LogEntries / 2);
        long before = Math.Max(0, commit.At.UtcTicks - options.LogAge.Ticks);
        if (commit.Log is [.., { Number: var last }] && last / every > (last - commit.Log.Count) / every && last > options.LogEntries)
        {
            calls.Add(sql.ForgetLog.With(id, last - options.LogEntries, before));
        }

        long version = commit.ExpectedVersion + 1;
        if (version % every == 0 && version > options.LogEntries)
        {
            calls.Add(sql.ForgetEvents.With(id, version - options.LogEntries, before));
        }
    }
}
