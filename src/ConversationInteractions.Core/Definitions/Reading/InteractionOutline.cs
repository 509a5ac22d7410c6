using System.Globalization;
using ConversationInteractions.Model;

namespace ConversationInteractions.Definitions.Reading;

/// <summary>An interaction beside its place in the file.</summary>
internal sealed class InteractionOutline
{
    public InteractionOutline(SourceNode node, DialogOutline dialog, int index)
    {
        (Node, Dialog, Index, Name) = (node, dialog, index, node.TextOf("name"));
        IReadOnlyList<SourceNode> nodes = node.ListOf("rules");
        Rules = nodes.Count == 0 ? [] : new RuleOutline[nodes.Count];
        for (int i = 0; i < nodes.Count; i++)
        {
            Rules[i] = new RuleOutline(RuleMapping.Rule(nodes[i]), nodes[i]);
        }

        Value = InteractionMapping.Interaction(node, Values.Readable(Rules, rule => rule.Value));
    }

    /// <summary>The interaction; <see langword="null"/> if its kind could not be told.</summary>
    public Interaction? Value { get; }

    public SourceNode Node { get; }

    public DialogOutline Dialog { get; }

    /// <summary>The zero-based position in the dialog.</summary>
    public int Index { get; }

    public string? Name { get; }

    public RuleOutline[] Rules { get; }

    /// <summary>The name, or <c>Dialog#position</c> without one.</summary>
    public string Address => Name ?? string.Create(CultureInfo.InvariantCulture, $"{Dialog.Name}#{Index + 1}");
}

/// <summary>A rule beside its place in the file.</summary>
internal sealed record RuleOutline(Rule Value, SourceNode Node);
