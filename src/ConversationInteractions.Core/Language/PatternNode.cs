namespace ConversationInteractions.Language;

/// <summary>A part of a parsed pattern.</summary>
internal abstract class PatternNode
{
    private protected PatternNode()
    {
    }
}

/// <summary>Characters that stand for themselves.</summary>
internal sealed class LiteralNode(string text) : PatternNode
{
    public string Text { get; } = text;
}

/// <summary><c>*</c></summary>
internal sealed class WildcardNode : PatternNode;

/// <summary><c>( | )</c>: each alternate is a sequence of nodes, possibly empty.</summary>
internal sealed class GroupNode(IReadOnlyList<IReadOnlyList<PatternNode>> alternates) : PatternNode
{
    public IReadOnlyList<IReadOnlyList<PatternNode>> Alternates { get; } = alternates;
}
