using ConversationInteractions.Model;

namespace ConversationInteractions.Testing;

/// <summary>A test of one conversation as data (<c>*.convo.json</c>): what people do and what must come of it, on virtual time, with the outside world stubbed.</summary>
/// <remarks>Immutable and equal by value. Read by <see cref="ConversationScriptReader"/> or written in code; run by <see cref="ScriptRunner"/>.</remarks>
public sealed record ConversationScript
{
    /// <summary>What the script shows, in a sentence.</summary>
    public string? Description { get; init; }

    /// <summary>The files of the bots, relative to the script's own; the first one has the conversation first.</summary>
    public required ValueList<string> Bots { get; init; }

    /// <summary>The channel, such as <c>web</c> or <c>sms</c>.</summary>
    public string? Channel { get; init; }

    /// <summary>Skill ids that are bots of this script, with the names of the bots.</summary>
    public ValueMap<string> Skills { get; init; } = [];

    /// <summary>How the outside world answers.</summary>
    public ScriptStubs Stubs { get; init; } = new();

    /// <summary>What happens and what is expected, in order.</summary>
    public required ValueList<ScriptStep> Steps { get; init; }
}
