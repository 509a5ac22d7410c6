using ConversationInteractions.Model;

namespace ConversationInteractions.Testing;

/// <summary>What a conversation has reached of a bot, to be marked in its picture.</summary>
public sealed record GraphMarks
{
    /// <summary>The place where the conversation waits, if it does.</summary>
    public string? Current { get; init; }

    /// <summary>The places that have been reached, by <see cref="GraphRow.Place"/>.</summary>
    public ValueList<string> Visited { get; init; } = [];

    /// <summary>The steps from place to place that have been made.</summary>
    public ValueList<GraphStep> Steps { get; init; } = [];
}

/// <summary>A step that a conversation has made.</summary>
/// <param name="From">The place it left.</param>
/// <param name="To">The place it reached.</param>
public sealed record GraphStep(string From, string To);
