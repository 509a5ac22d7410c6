using System.Data;
using ConversationInteractions.EntityFrameworkCore.Rows;
using ConversationInteractions.Runtime;
using Microsoft.EntityFrameworkCore;

namespace ConversationInteractions.EntityFrameworkCore.Sql;

/// <summary>The statements of the hot path, in the SQL that every database has.</summary>
internal sealed class StoreSql
{
    private static readonly (string, DbType) Id = ("@id", DbType.String);
    private static readonly (string, DbType) At = ("@at", DbType.Int64);
    private static readonly (string, DbType) Owner = ("@owner", DbType.String);
    private static readonly (string, DbType) Until = ("@until", DbType.Int64);
    private static readonly (string, DbType) Version = ("@version", DbType.Int64);

    private readonly Dictionary<LeaseKind, LeaseStatements> _leases = [];

    public StoreSql(DbContext context)
    {
        TableName c = new(context, typeof(ConversationRow));
        TableName o = new(context, typeof(OutboxRow));
        TableName l = new(context, typeof(LogRow));
        TableName e = new(context, typeof(EventRow));
        TableName v = new(context, typeof(ContextRow));
        string id = c[nameof(ConversationRow.Id)];
        string version = c[nameof(ConversationRow.Version)];
        string state = c[nameof(ConversationRow.State)];
        string due = c[nameof(ConversationRow.DueAt)];
        string changed = c[nameof(ConversationRow.ChangedAt)];
        (string turnOwner, string turnUntil) = (c[nameof(ConversationRow.TurnOwner)], c[nameof(ConversationRow.TurnUntil)]);
        (string deliveryOwner, string deliveryUntil) = (c[nameof(ConversationRow.DeliveryOwner)], c[nameof(ConversationRow.DeliveryUntil)]);
        (string outboxId, string position) = (o[nameof(OutboxRow.ConversationId)], o[nameof(OutboxRow.Position)]);
        (string lease, string effect, string freeAt) = (o[nameof(OutboxRow.Lease)], o[nameof(OutboxRow.Effect)], o[nameof(OutboxRow.FreeAt)]);
        (string uploadOwner, string uploadUntil) = (c[nameof(ConversationRow.UploadOwner)], c[nameof(ConversationRow.UploadUntil)]);
        (string logId, string number, string logAt) = (l[nameof(LogRow.ConversationId)], l[nameof(LogRow.Number)], l[nameof(LogRow.At)]);
        (string eventsId, string eventId, string eventVersion) = (e[nameof(EventRow.ConversationId)], e[nameof(EventRow.EventId)], e[nameof(EventRow.Version)]);
        string eventAt = e[nameof(EventRow.At)];
        string caused = $"{e[nameof(EventRow.Owner)]}, {e[nameof(EventRow.FirstSequence)]}, {e[nameof(EventRow.LastSequence)]}, {e[nameof(EventRow.Writer)]}";
        (string, DbType)[] committed =
            [Id, Version, ("@state", DbType.Binary), ("@due", DbType.Int64), At, Owner, Until, ("@deliverer", DbType.String), ("@delivers", DbType.Int64)];

        Load = new(
            $"SELECT c.{version}, c.{state}, c.{due}, CASE WHEN EXISTS (SELECT 1 FROM {o} o WHERE o.{outboxId} = c.{id} AND o.{lease} = '{StoredWords.Delivery}') THEN 1 ELSE 0 END"
            + $" FROM {c} c WHERE c.{id} = @id",
            Id);
        LoadWithEvent = new(
            $"SELECT c.{version}, c.{state}, c.{due}, CASE WHEN EXISTS (SELECT 1 FROM {o} o WHERE o.{outboxId} = c.{id} AND o.{lease} = '{StoredWords.Delivery}') THEN 1 ELSE 0 END,"
            + $" e.{eventAt}, e.{e[nameof(EventRow.Owner)]}, e.{e[nameof(EventRow.FirstSequence)]}, e.{e[nameof(EventRow.LastSequence)]}, e.{e[nameof(EventRow.Writer)]}"
            + $" FROM {c} c LEFT JOIN {e} e ON e.{eventsId} = c.{id} AND e.{eventId} = @event WHERE c.{id} = @id",
            Id,
            ("@event", DbType.String));
        Insert = new(
            $"INSERT INTO {c} ({id}, {version}, {state}, {due}, {changed}, {turnOwner}, {turnUntil}, {deliveryOwner}, {deliveryUntil})"
            + " VALUES (@id, @version + 1, @state, @due, @at, @owner, @until, @deliverer, @delivers)",
            committed);
        string set = $"UPDATE {c} SET {version} = {version} + 1, {state} = @state, {due} = @due, {changed} = @at, {turnOwner} = @owner, {turnUntil} = @until";
        Update = new($"{set} WHERE {id} = @id AND {version} = @version", committed[..7]);
        UpdateAndDeliver = new($"{set}, {deliveryOwner} = @deliverer, {deliveryUntil} = @delivers WHERE {id} = @id AND {version} = @version", committed);
        ReadVersion = new($"SELECT {version} FROM {c} WHERE {id} = @id", Id);

        ReadOutbox = new($"SELECT {position}, {effect} FROM {o} WHERE {outboxId} = @id ORDER BY {position}", Id);
        Mark = new($"DELETE FROM {o} WHERE {outboxId} = @id AND {position} BETWEEN @first AND @last", Id, ("@first", DbType.Int64), ("@last", DbType.Int64));

        AddToLog = new(
            $"INSERT INTO {l} ({logId}, {number}, {logAt}, {l[nameof(LogRow.Speaker)]}, {l[nameof(LogRow.Text)]}, {l[nameof(LogRow.Message)]})"
            + " VALUES (@id, @number, @at, @speaker, @text, @message)",
            Id,
            ("@number", DbType.Int64),
            At,
            ("@speaker", DbType.String),
            ("@text", DbType.String),
            ("@message", DbType.Binary));

        // What is looked at is what goes, and the first entry that stays.
        ForgetLog = new(
            $"DELETE FROM {l} WHERE {logId} = @id AND {number} <= @number AND {number} < COALESCE((SELECT MIN({number}) FROM {l} WHERE {logId} = @id AND {logAt} >= @at), @number + 1)",
            Id,
            ("@number", DbType.Int64),
            At);

        // The earliest record of an event stays; the conversation's row is locked by now, so nobody adds one in between.
        AddEvent = new(
            $"INSERT INTO {e} ({eventsId}, {eventId}, {eventVersion}, {eventAt}, {caused}) SELECT @id, @event, @version, @at, @owner, @first, @last, @writer"
            + $" WHERE NOT EXISTS (SELECT 1 FROM {e} WHERE {eventsId} = @id AND {eventId} = @event)",
            Id,
            ("@event", DbType.String),
            Version,
            At,
            Owner,
            ("@first", DbType.Int64),
            ("@last", DbType.Int64),
            ("@writer", DbType.String));
        ForgetEvents = new($"DELETE FROM {e} WHERE {eventsId} = @id AND {eventVersion} <= @version AND {eventAt} < @at", Id, Version, At);

        // The conversation first: its row keeps a commit out until all is gone.
        Delete =
        [
            new($"DELETE FROM {c} WHERE {id} = @id", Id),
            new($"DELETE FROM {o} WHERE {outboxId} = @id", Id),
            new($"DELETE FROM {l} WHERE {logId} = @id", Id),
            new($"DELETE FROM {e} WHERE {eventsId} = @id", Id),
            new($"DELETE FROM {v} WHERE {v[nameof(ContextRow.Scope)]} = '{StoredWords.Conversation}' AND {v[nameof(ContextRow.ScopeId)]} = @id", Id),
        ];
        Add(LeaseKind.Turn, turnOwner, turnUntil);
        Add(LeaseKind.Delivery, deliveryOwner, deliveryUntil);
        Add(LeaseKind.Upload, uploadOwner, uploadUntil);

        FreeAll = new(
            $"UPDATE {o} SET {freeAt} = (SELECT CASE {lease} WHEN '{StoredWords.Turn}' THEN {Free(turnUntil)} WHEN '{StoredWords.Delivery}' THEN {Free(deliveryUntil)} ELSE {Free(uploadUntil)} END"
            + $" FROM {c} c WHERE c.{id} = @id) WHERE {outboxId} = @id",
            Id);

        string Free(string until) => $"CASE WHEN c.{until} > c.{changed} THEN c.{until} ELSE c.{changed} END";

        // Written after the conversation's row, whose values it takes.
        void Add(LeaseKind kind, string owner, string until)
        {
            string free = Free(until);
            string word = StoredWords.Of(kind);
            _leases[kind] = new LeaseStatements(
                Take: new($"UPDATE {c} SET {owner} = @owner, {until} = @until WHERE {id} = @id AND ({owner} IS NULL OR {owner} = @owner OR {until} <= @at)", Id, Owner, At, Until),
                Release: new($"UPDATE {c} SET {owner} = NULL, {until} = NULL WHERE {id} = @id AND {owner} = @owner", Id, Owner),
                Free: new($"UPDATE {o} SET {freeAt} = (SELECT {free} FROM {c} c WHERE c.{id} = @id) WHERE {outboxId} = @id AND {lease} = '{word}'", Id),
                AddToOutbox: new(
                    $"INSERT INTO {o} ({outboxId}, {position}, {lease}, {effect}, {freeAt}) SELECT @id, @position, '{word}', @effect, {free} FROM {c} c WHERE c.{id} = @id",
                    Id,
                    ("@position", DbType.Int64),
                    ("@effect", DbType.Binary)));
        }
    }

    public Statement Load { get; }

    public Statement LoadWithEvent { get; }

    public Statement Insert { get; }

    public Statement Update { get; }

    public Statement UpdateAndDeliver { get; }

    public Statement ReadVersion { get; }

    /// <summary>Sets anew from when on the entries of a conversation are free.</summary>
    public Statement FreeAll { get; }

    public Statement ReadOutbox { get; }

    public Statement Mark { get; }

    public Statement AddToLog { get; }

    public Statement ForgetLog { get; }

    public Statement AddEvent { get; }

    public Statement ForgetEvents { get; }

    public IReadOnlyList<Statement> Delete { get; }

    public Statement TakeLease(LeaseKind kind) => _leases[kind].Take;

    public Statement ReleaseLease(LeaseKind kind) => _leases[kind].Release;

    /// <summary>Sets anew from when on the entries under a lease are free.</summary>
    public Statement FreeOutbox(LeaseKind kind) => _leases[kind].Free;

    public Statement AddToOutbox(LeaseKind kind) => _leases[kind].AddToOutbox;

    private sealed record LeaseStatements(Statement Take, Statement Release, Statement Free, Statement AddToOutbox);
}
