namespace ConversationInteractions.Interpretation;

/// <summary>Something that the world is asked to do, performed after the step that wants it has been committed. Closed: its kinds are the sealed records beside it.</summary>
public abstract record ConversationEffect
{
    private protected ConversationEffect()
    {
    }

    /// <summary>The idempotency key: the same for the same decision after a replay, a lost race or a crash (B3).</summary>
    public required string Key { get; init; }
}
