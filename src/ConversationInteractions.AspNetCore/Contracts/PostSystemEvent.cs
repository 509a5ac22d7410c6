using System.Text.Json.Nodes;

namespace ConversationInteractions.AspNetCore.Contracts;

/// <summary>Something that a system tells the bot (B1).</summary>
public sealed record PostSystemEvent
{
    /// <summary>Recognises a repeat: the same for each attempt, 1 to 150 characters.</summary>
    public string? Id { get; init; }

    /// <summary>The system's name for it, for traces. Not empty.</summary>
    public required string Name { get; init; }

    /// <summary>What the starters are matched against. Not empty; never something that a consumer wrote.</summary>
    public required string Text { get; init; }

    /// <summary>What the conversation needs to know if it begins with this event.</summary>
    public StartFacts? Start { get; init; }
}

/// <summary>Asks for a conversation to be closed, without survey (C38).</summary>
public sealed record PostClose
{
    /// <summary>Recognises a repeat: the same for each attempt, 1 to 150 characters.</summary>
    public string? Id { get; init; }
}

/// <summary>What a conversation needs to know when it begins.</summary>
public sealed record StartFacts
{
    /// <summary>The bot; the first hosted one without it.</summary>
    public string? Bot { get; init; }

    /// <summary>The channel; <c>web</c> without it.</summary>
    public string? Channel { get; init; }

    /// <summary>Whether the channel shows text only (C4).</summary>
    public bool? TextOnly { get; init; }

    /// <summary>The consumer.</summary>
    public string? UserId { get; init; }

    /// <summary>Facts about the conversation.</summary>
    public JsonObject? Attributes { get; init; }
}
