using ConversationInteractions.Model;

namespace ConversationInteractions.Testing;

/// <summary>A bot as a picture needs it: its dialogs with their interactions as rows, and where each row may lead.</summary>
/// <remarks>Shows what is written in the definition; a jump that a script makes is not known. Immutable and equal by value.</remarks>
public sealed record BotGraph
{
    /// <summary>The name of the bot.</summary>
    public required string Bot { get; init; }

    /// <summary>The dialogs in the order of the bot.</summary>
    public required ValueList<GraphDialog> Dialogs { get; init; }

    /// <summary>Reads the graph of a bot. Every bot has one, also a bot with errors: a jump to nowhere is an exit without a target.</summary>
    /// <param name="bot">The bot.</param>
    /// <returns>The graph.</returns>
    public static BotGraph Of(Bot bot)
    {
        ArgumentNullException.ThrowIfNull(bot);
        return GraphReading.Read(bot);
    }

    /// <summary>Draws the graph as an SVG image: dialogs as cards, interactions as rows, jumps as arrows. Follows the reader's light or dark colour scheme.</summary>
    /// <param name="marks">What a conversation has reached; <see langword="null"/> for a picture without marks.</param>
    /// <returns>A complete SVG document. Every text of the bot in it is escaped.</returns>
    public string ToSvg(GraphMarks? marks = null) => new SvgGraph(this, GraphLayout.Of(this), marks, isStandalone: true).Write();

    /// <summary>Writes the graph as a Mermaid flowchart, which code hosts and documentation tools draw.</summary>
    /// <returns>The text.</returns>
    public string ToMermaid() => MermaidGraph.Write(this);

    /// <summary>Writes the graph in the DOT language of Graphviz.</summary>
    /// <returns>The text.</returns>
    public string ToDot() => DotGraph.Write(this);
}

/// <summary>A dialog of a graph.</summary>
public sealed record GraphDialog
{
    /// <summary>The name of the dialog.</summary>
    public required string Name { get; init; }

    /// <summary>What the dialog is for.</summary>
    public DialogKind Kind { get; init; }

    /// <summary>Whether the dialog is switched on.</summary>
    public bool Enabled { get; init; } = true;

    /// <summary>The interactions in order.</summary>
    public ValueList<GraphRow> Rows { get; init; } = [];
}
