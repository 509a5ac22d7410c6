using ConversationInteractions.Interpretation;

namespace ConversationInteractions.Runtime;

/// <summary>Values that bots share on purpose, in namespaces with a time to live.</summary>
/// <remarks>Thread-safe. The last write wins.</remarks>
public interface IContextStore
{
    /// <summary>Reads a namespace.</summary>
    /// <param name="scope">Whose values.</param>
    /// <param name="name">The namespace.</param>
    /// <param name="cancellationToken">Cancels the read.</param>
    /// <returns>The values by name; empty where there is no such namespace.</returns>
    ValueTask<IReadOnlyDictionary<string, string>> ReadAsync(ContextScope scope, string name, CancellationToken cancellationToken);

    /// <summary>Writes a value; a namespace that does not exist is created (C35).</summary>
    /// <param name="scope">Whose value.</param>
    /// <param name="name">The namespace.</param>
    /// <param name="key">The value's name.</param>
    /// <param name="value">The value; <see langword="null"/> removes it.</param>
    /// <param name="cancellationToken">Cancels the write.</param>
    ValueTask WriteAsync(ContextScope scope, string name, string key, string? value, CancellationToken cancellationToken);

    /// <summary>Creates a namespace or changes how long it lives. Values that have outlived the time that held before stay gone.</summary>
    /// <param name="name">The namespace.</param>
    /// <param name="timeToLive">How long its values are kept after the last write; <see langword="null"/>: until they are removed.</param>
    /// <param name="cancellationToken">Cancels the write.</param>
    ValueTask RegisterAsync(string name, TimeSpan? timeToLive, CancellationToken cancellationToken);

    /// <summary>Removes the values of one scope in a namespace.</summary>
    /// <param name="scope">Whose values.</param>
    /// <param name="name">The namespace.</param>
    /// <param name="cancellationToken">Cancels the removal.</param>
    ValueTask ClearAsync(ContextScope scope, string name, CancellationToken cancellationToken);

    /// <summary>Removes a namespace: everybody's values in it and how long it lives.</summary>
    /// <param name="name">The namespace.</param>
    /// <param name="cancellationToken">Cancels the removal.</param>
    ValueTask DeleteAsync(string name, CancellationToken cancellationToken);

    /// <summary>Removes what has outlived the time of its namespace. Nobody reads it any more, it only takes up room; the runtime asks for it every hour.</summary>
    /// <param name="cancellationToken">Cancels the removal.</param>
    /// <returns>How many values were removed; 0 from a store that does not keep such values, which is the default.</returns>
    ValueTask<int> DeleteExpiredAsync(CancellationToken cancellationToken) => ValueTask.FromResult(0);
}

/// <summary>Whose values a namespace holds: those of a conversation, of a user, or everybody's.</summary>
/// <param name="Kind">The kind.</param>
/// <param name="Id">The conversation or user; empty for everybody.</param>
public readonly record struct ContextScope(ContextScopeKind Kind, string Id)
{
    /// <summary>Everybody's values.</summary>
    public static ContextScope Global => new(ContextScopeKind.Global, "");

    /// <summary>The values of a conversation.</summary>
    /// <param name="id">Its id.</param>
    public static ContextScope Conversation(string id) => new(ContextScopeKind.Conversation, id);

    /// <summary>The values of a user.</summary>
    /// <param name="id">The user's id.</param>
    public static ContextScope User(string id) => new(ContextScopeKind.User, id);
}
