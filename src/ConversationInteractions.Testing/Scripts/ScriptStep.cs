namespace ConversationInteractions.Testing;

/// <summary>A step of a script. Closed: its kinds are <see cref="ActingStep"/> and <see cref="ExpectingStep"/> with the sealed records beside them.</summary>
public abstract record ScriptStep
{
    private protected ScriptStep()
    {
    }

    /// <summary>The line of the file, from 1; 0 for a step written in code.</summary>
    public int Line { get; init; }

    /// <summary>The step as it was written, for messages; <see langword="null"/> for a step written in code.</summary>
    public string? Source { get; init; }
}

/// <summary>A step that does something. Closed.</summary>
public abstract record ActingStep : ScriptStep
{
    private protected ActingStep()
    {
    }
}

/// <summary>A step that expects something. Closed. Each looks at what has happened since the last thing of its kind was consumed, in order.</summary>
public abstract record ExpectingStep : ScriptStep
{
    private protected ExpectingStep()
    {
    }
}
