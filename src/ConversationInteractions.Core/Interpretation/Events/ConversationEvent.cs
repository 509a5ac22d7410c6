namespace ConversationInteractions.Interpretation;

/// <summary>A fact that enters a conversation. Closed: its kinds are the sealed records beside it.</summary>
public abstract record ConversationEvent
{
    private protected ConversationEvent()
    {
    }

    /// <summary>The id by which a repeat is recognised (B3); unique in the conversation.</summary>
    public required string Id { get; init; }

    /// <summary>When it arrived. Timers and session expiry are judged by it.</summary>
    public required DateTimeOffset At { get; init; }
}
