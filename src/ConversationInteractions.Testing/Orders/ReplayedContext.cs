using ConversationInteractions.Interpretation;
using ConversationInteractions.Runtime;

namespace ConversationInteractions.Testing;

/// <summary>The context store as it is when every change is written at once, in the order of the commits.</summary>
internal sealed class ReplayedContext : TimeProvider, IContextReader
{
    private readonly InMemoryContextStore _values;

    public ReplayedContext() => _values = new InMemoryContextStore(this);

    /// <summary>The time of the event that is decided again.</summary>
    public DateTimeOffset Now { get; set; }

    public override DateTimeOffset GetUtcNow() => Now;

    public ValueTask<IReadOnlyDictionary<string, string>> ReadAsync(ContextScope scope, string name, CancellationToken cancellationToken) => _values.ReadAsync(scope, name, cancellationToken);

    public ValueTask ChangeAsync(ContextChange change, CancellationToken cancellationToken)
    {
        ContextScope scope = change.Scope switch
        {
            ContextScopeKind.User => ContextScope.User(change.UserId ?? ""),
            ContextScopeKind.Global => ContextScope.Global,
            _ => ContextScope.Conversation(TestedConversation.Id),
        };
        return change.Kind switch
        {
            ContextChangeKind.Clear => _values.ClearAsync(scope, change.Namespace, cancellationToken),
            ContextChangeKind.Register => _values.RegisterAsync(change.Namespace, change.TimeToLive, cancellationToken),
            ContextChangeKind.Delete => _values.DeleteAsync(change.Namespace, cancellationToken),
            _ => _values.WriteAsync(scope, change.Namespace, change.Name, change.Value, cancellationToken),
        };
    }
}
