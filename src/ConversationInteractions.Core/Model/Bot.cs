namespace ConversationInteractions.Model;

/// <summary>A bot as its author wrote it: dialogs, integrations and settings. It does nothing by itself; a compiled program runs it.</summary>
/// <remarks>Immutable and equal by value; may be written in code or read from a definition file.</remarks>
public sealed record Bot
{
    /// <summary>The name, unique among the bots of a host.</summary>
    public required string Name { get; init; }

    /// <summary>The author's version, any text. The content hash identifies a definition anyway.</summary>
    public string? Version { get; init; }

    /// <summary>The language of the texts, such as <c>en-US</c>.</summary>
    public string? Language { get; init; }

    /// <summary>The group whose members hand conversations over to each other (behaviour 12.2); none by default.</summary>
    public string? Group { get; init; }

    /// <summary>What the consumer reads when this bot hands over inside its group (C16). A template; nothing is sent without one.</summary>
    public string? GroupTransferMessage { get; init; }

    /// <summary>Texts, time-outs and limits.</summary>
    public BotSettings Settings { get; init; } = new();

    /// <summary>Values that differ between installations, read as <c>{$env.name}</c>. Data, not templates (C33).</summary>
    public ValueMap<string> Environment { get; init; } = [];

    /// <summary>Session variables as they are when a session begins, read as <c>{$botContext.name}</c>. Data, not templates (C33).</summary>
    public ValueMap<string> Variables { get; init; } = [];

    /// <summary>Script functions that every script of the bot may call. Needs a script engine.</summary>
    public string? GlobalScript { get; init; }

    /// <summary>The calls to the outside that interactions refer to by name.</summary>
    public ValueList<Integration> Integrations { get; init; } = [];

    /// <summary>The dialogs, in the order in which their starters are tried (A3).</summary>
    public ValueList<Dialog> Dialogs { get; init; } = [];
}
