using ConversationInteractions.Model;

namespace ConversationInteractions.Testing;

/// <summary>An interaction of a graph.</summary>
public sealed record GraphRow
{
    /// <summary>Where it is: its name, or <c>Dialog#1</c> for the first of a dialog. States and traces name it so.</summary>
    public required string Place { get; init; }

    /// <summary>Its name, if it has one.</summary>
    public string? Name { get; init; }

    /// <summary>What it is.</summary>
    public required GraphRowKind Kind { get; init; }

    /// <summary>What it says or does, on one line.</summary>
    public required string Text { get; init; }

    /// <summary>Whether it is switched on.</summary>
    public bool Enabled { get; init; } = true;

    /// <summary>Whether the conversation may go from here to the following row.</summary>
    public bool FallsThrough { get; init; }

    /// <summary>Where it may lead: one exit per rule, and one for a next action of its own that is not <c>next</c>.</summary>
    public ValueList<GraphExit> Exits { get; init; } = [];
}

/// <summary>What a row of a graph is.</summary>
public enum GraphRowKind
{
    /// <summary>A dialog starter.</summary>
    Starter,

    /// <summary>A statement.</summary>
    Statement,

    /// <summary>A question.</summary>
    Question,

    /// <summary>A call of an integration.</summary>
    Call,

    /// <summary>A transfer to agents or another bot.</summary>
    Transfer,

    /// <summary>A request for a file.</summary>
    Upload,
}

/// <summary>A way out of a row.</summary>
public sealed record GraphExit
{
    /// <summary>When it is taken, in words; empty where always.</summary>
    public string Label { get; init; } = "";

    /// <summary>The name of the rule, if it has one.</summary>
    public string? Rule { get; init; }

    /// <summary>What comes next.</summary>
    public required NextAction Next { get; init; }

    /// <summary>Where a jump leads; <see langword="null"/> for what is no jump, and for a jump to nowhere.</summary>
    public GraphTarget? Target { get; init; }
}

/// <summary>Where a jump leads.</summary>
/// <param name="Dialog">The position of the dialog in the graph, from 0.</param>
/// <param name="Row">The position of the row in it, from 0; <see langword="null"/> for the dialog as a whole.</param>
public sealed record GraphTarget(int Dialog, int? Row);
