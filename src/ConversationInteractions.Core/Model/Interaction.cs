namespace ConversationInteractions.Model;

/// <summary>One step that an author places in a dialog. Closed: its kinds are the sealed records beside it.</summary>
public abstract record Interaction
{
    private protected Interaction()
    {
    }

    /// <summary>The name, unique in the bot; needed only where something refers to it.</summary>
    public string? Name { get; init; }

    /// <summary>Whether the interaction runs; a disabled one is skipped. On by default.</summary>
    public bool Enabled { get; init; } = true;

    /// <summary>How long to wait before the interaction's message goes out or its call is made. None by default; holds back this conversation only (C22).</summary>
    public TimeSpan? Delay { get; init; }

    /// <summary>A remark without effect.</summary>
    public string? Comment { get; init; }

    /// <summary>Where the flow goes afterwards, unless a rule says otherwise.</summary>
    public NextAction Next { get; init; } = NextAction.Next;

    /// <summary>Scripts that run around the interaction. Need a script engine.</summary>
    public InteractionScripts? Scripts { get; init; }
}
