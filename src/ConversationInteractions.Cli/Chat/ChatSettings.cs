namespace ConversationInteractions.Cli;

/// <summary>What the command line of a chat says.</summary>
internal sealed record ChatSettings
{
    public required IReadOnlyList<string> Bots { get; init; }

    public required string Channel { get; init; }

    public required IReadOnlyDictionary<string, string> Environment { get; init; }

    /// <summary>Facts about the conversation, by <c>group.name</c>.</summary>
    public required IReadOnlyDictionary<string, string> Facts { get; init; }

    /// <summary>The environment variables that hold bearer tokens, by the name of the credential.</summary>
    public required IReadOnlyDictionary<string, string> Credentials { get; init; }

    public required IReadOnlyDictionary<string, string> Skills { get; init; }

    public required IReadOnlyList<string> Hosts { get; init; }

    public required string Uploads { get; init; }
}
