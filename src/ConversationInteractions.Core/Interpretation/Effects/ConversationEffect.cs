namespace ConversationInteractions.Interpretation;

/// <summary>Something that the world is asked to do, performed after the step that wants it has been committed. Closed: its kinds are the sealed records beside it.</summary>
public abstract record ConversationEffect
{
    private protected ConversationEffect()
    {
    }

    /// <summary>The idempotency key: the same for the same decision after a replay, a lost race or a crash (B3).</summary>
    public required string Key { get; init; }

    /// <summary>
    /// The W3C <c>traceparent</c> under which the effect was committed, so that whoever performs it later, in whichever process, goes on with the same trace;
    /// <see langword="null"/> where nobody traces. The runtime sets it; interpreters do not.
    /// </summary>
    public string? Trace { get; init; }
}
