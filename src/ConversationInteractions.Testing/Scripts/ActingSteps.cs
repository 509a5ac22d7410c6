namespace ConversationInteractions.Testing;

/// <summary>The consumer says something.</summary>
/// <param name="Text">What is said; the label of a tapped choice.</param>
public sealed record UserStep(string Text) : ActingStep
{
    /// <summary>The id of the message; a repeated one is a duplicate delivery.</summary>
    public string? Id { get; init; }

    /// <summary>The value of a tapped choice.</summary>
    public string? Payload { get; init; }
}

/// <summary>The consumer drops a file.</summary>
/// <param name="Name">The name as the device gives it.</param>
/// <param name="Content">The kind of file that the leading bytes show, one of <see cref="SampleContent.Kinds"/>.</param>
/// <param name="Bytes">The size.</param>
public sealed record FileStep(string Name, string Content, long Bytes) : ActingStep
{
    /// <summary>The declared media type, if any.</summary>
    public string? MediaType { get; init; }

    /// <summary>The id of the message; a repeated one is a duplicate delivery.</summary>
    public string? Id { get; init; }
}

/// <summary>The oldest pending upload ends.</summary>
/// <param name="Stores">Whether the share stores the file; else it fails.</param>
public sealed record ShareStep(bool Stores) : ActingStep;

/// <summary>The agent's side reports about the latest transfer.</summary>
/// <param name="Act">What is reported.</param>
/// <param name="Text">The agent's words.</param>
public sealed record AgentStep(AgentAct Act, string? Text = null) : ActingStep;

/// <summary>What the agent's side may report.</summary>
public enum AgentAct
{
    /// <summary>An agent takes the conversation.</summary>
    Connects,

    /// <summary>The transfer fails late.</summary>
    Fails,

    /// <summary>The agent gives the conversation back to the bot.</summary>
    Returns,

    /// <summary>The agent closes the conversation.</summary>
    Closes,

    /// <summary>The agent says something.</summary>
    Says,
}

/// <summary>The host raises a system event.</summary>
/// <param name="Name">The host's name for it.</param>
/// <param name="Text">What the starters are matched against.</param>
public sealed record EventStep(string Name, string Text) : ActingStep;

/// <summary>Virtual time passes; timers that become due fire in order.</summary>
/// <param name="Duration">How much.</param>
public sealed record AdvanceStep(TimeSpan Duration) : ActingStep;

/// <summary>The process dies, everything not committed is gone, and a new one starts on the same store.</summary>
public sealed record RestartStep : ActingStep;

/// <summary>As <see cref="RestartStep"/>, with another definition in the place of the bot of the same name.</summary>
/// <param name="Bot">The file of the definition, relative to the script's own.</param>
public sealed record DeployStep(string Bot) : ActingStep;
