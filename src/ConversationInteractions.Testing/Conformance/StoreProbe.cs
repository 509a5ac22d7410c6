using System.Text;
using ConversationInteractions.Interpretation;
using ConversationInteractions.Runtime;

namespace ConversationInteractions.Testing;

/// <summary>What one check of a store works with: the store, conversations of its own, and the words for what is wrong.</summary>
internal sealed class StoreProbe(string name, Func<CancellationToken, ValueTask<IConversationStore>> open, CancellationToken cancellationToken)
{
    /// <summary>The time of all commits that name no other.</summary>
    public static readonly DateTimeOffset Now = new(2026, 3, 1, 12, 0, 0, TimeSpan.Zero);

    private readonly HashSet<string> _conversations = new(StringComparer.Ordinal);
    private readonly string _prefix = Guid.NewGuid().ToString("N")[..12];

    public IConversationStore Store { get; private set; } = null!;

    public CancellationToken Cancellation => cancellationToken;

    public async Task StartAsync() => Store = await OpenAsync().ConfigureAwait(false);

    /// <summary>Opens the store as another process would.</summary>
    public async Task<IConversationStore> OpenAsync() => await open(cancellationToken).ConfigureAwait(false);

    /// <summary>The id of a conversation that nobody else uses.</summary>
    public string Conversation(string suffix = "")
    {
        string id = $"{_prefix}{suffix}";
        _conversations.Add(id);
        return id;
    }

    /// <summary>A commit with a state that names its version, and nothing else.</summary>
    public static ConversationCommit Commit(string conversation, long expectedVersion, string? eventId = null) => new()
    {
        ConversationId = conversation,
        ExpectedVersion = expectedVersion,
        State = State($"{{\"v\":1,\"of\":{expectedVersion + 1}}}"),
        At = Now,
        Event = new EventRecord(eventId ?? $"event-{expectedVersion + 1}", Now, ConversationOwner.Bot, 0, 0),
    };

    /// <summary>Commits what must be taken.</summary>
    public async Task TakeAsync(ConversationCommit commit) =>
        That(await Store.TryCommitAsync(commit, cancellationToken).ConfigureAwait(false), $"a commit on the present version {commit.ExpectedVersion} must stand");

    public static byte[] State(string json) => Encoding.UTF8.GetBytes(json);

    public static OutboxEntry Message(long position, string text = "hello") =>
        new(position, new SendMessage { Key = $"key-{position}", Message = new OutgoingMessage { Sequence = position, Text = text } });

    public static OutboxEntry Upload(long position) => new(position, new StartUpload
    {
        Key = $"key-{position}",
        Integration = "documents",
        File = new StagedFile { Reference = "staged", Name = "a.pdf", Bytes = 1 },
        FileName = "a.pdf",
        MediaType = "application/pdf",
        Path = "a.pdf",
    });

    public void That(bool holds, string rule)
    {
        if (!holds)
        {
            throw new ConformanceException($"{name}: {rule}.");
        }
    }

    public void Same<T>(T expected, T actual, string rule)
    {
        if (!EqualityComparer<T>.Default.Equals(expected, actual))
        {
            throw new ConformanceException($"{name}: {rule}: expected {expected}, found {(actual is null ? "nothing" : actual)}.");
        }
    }

    public void SameList<T>(IEnumerable<T> expected, IEnumerable<T> actual, string rule) =>
        Same($"[{string.Join(", ", expected)}]", $"[{string.Join(", ", actual)}]", rule);

    public async Task CleanUpAsync()
    {
        foreach (string conversation in _conversations)
        {
            await Store.DeleteAsync(conversation, CancellationToken.None).ConfigureAwait(false);
        }
    }
}
