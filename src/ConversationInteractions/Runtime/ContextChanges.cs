using ConversationInteractions.Interpretation;

namespace ConversationInteractions.Runtime;

/// <summary>Carries changes to the context store, and sees those that are decided but not yet carried.</summary>
internal static class ContextChanges
{
    public static ValueTask PerformAsync(IContextStore store, string conversationId, ContextChange change, CancellationToken cancellationToken) => change.Kind switch
    {
        ContextChangeKind.Write => store.WriteAsync(ScopeOf(conversationId, change), change.Namespace, change.Name, change.Value, cancellationToken),
        ContextChangeKind.Clear => store.ClearAsync(ScopeOf(conversationId, change), change.Namespace, cancellationToken),
        ContextChangeKind.Register => store.RegisterAsync(change.Namespace, change.TimeToLive, cancellationToken),
        ContextChangeKind.Delete => store.DeleteAsync(change.Namespace, cancellationToken),
        _ => throw new NotSupportedException($"Changes of kind {change.Kind} are not performed."),
    };

    /// <summary>The values of a namespace as they will be once the effects have been performed.</summary>
    public static IReadOnlyDictionary<string, string> Overlay(
        IReadOnlyDictionary<string, string> values, IEnumerable<ConversationEffect> effects, string conversationId, ContextScope scope, string name)
    {
        Dictionary<string, string>? changed = null;
        foreach (ChangeContext effect in effects.OfType<ChangeContext>())
        {
            ContextChange change = effect.Change;
            if (!string.Equals(change.Namespace, name, StringComparison.Ordinal))
            {
                continue;
            }

            bool isDeleted = change.Kind == ContextChangeKind.Delete;
            if (isDeleted || (change.Kind == ContextChangeKind.Clear && ScopeOf(conversationId, change) == scope))
            {
                changed = new Dictionary<string, string>(StringComparer.Ordinal);
            }
            else if (change.Kind == ContextChangeKind.Write && ScopeOf(conversationId, change) == scope)
            {
                changed ??= new Dictionary<string, string>(values, StringComparer.Ordinal);
                if (change.Value is null)
                {
                    changed.Remove(change.Name);
                }
                else
                {
                    changed[change.Name] = change.Value;
                }
            }
        }

        return changed ?? values;
    }

    private static ContextScope ScopeOf(string conversationId, ContextChange change) => change.Scope switch
    {
        ContextScopeKind.Conversation => ContextScope.Conversation(conversationId),
        ContextScopeKind.User => ContextScope.User(change.UserId ?? throw new InvalidOperationException("A change of a user's values names no user.")),
        ContextScopeKind.Global => ContextScope.Global,
        _ => throw new NotSupportedException($"There are no values of scope {change.Scope}."),
    };
}
