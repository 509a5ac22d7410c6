namespace ConversationInteractions.Definitions.Format;

/// <summary>Finds the texts of a file that are written in one of the small languages.</summary>
internal static class ShapeTexts
{
    /// <summary>Visits them in the order of the file; what does not fit the table is passed over.</summary>
    public static void Visit(SourceNode node, Shape shape, Action<SourceNode, TextLanguage> visit)
    {
        switch (shape)
        {
            case TextShape { Language: not TextLanguage.Plain } text when node.Kind is SourceKind.Text:
                visit(node, text.Language);
                break;
            case AnyShape { Language: not TextLanguage.Plain } any:
                VisitAny(node, any.Language, visit);
                break;
            case ObjectShape known when node.Kind is SourceKind.Object:
                VisitMembers(node, known, visit);
                break;
            case TaggedShape tagged when node.TextOf(TaggedShape.Tag) is { } word && tagged.ByWord.TryGetValue(word, out ObjectShape? variant):
                VisitMembers(node, variant, visit);
                break;
            case ListShape list when node.Kind is SourceKind.List:
                VisitChildren(node, list.Element, visit);
                break;
            case MapShape map when node.Kind is SourceKind.Object:
                VisitChildren(node, map.Value, visit);
                break;
            case EitherShape either when either.For(node.Kind) is { } one:
                Visit(node, one, visit);
                break;
            default:
                break;
        }
    }

    private static void VisitMembers(SourceNode node, ObjectShape shape, Action<SourceNode, TextLanguage> visit)
    {
        foreach (SourceNode member in node.ChildSpan)
        {
            if (shape.ByName.TryGetValue(member.Name!, out Property? property))
            {
                Visit(member, property.Shape, visit);
            }
        }
    }

    private static void VisitChildren(SourceNode node, Shape shape, Action<SourceNode, TextLanguage> visit)
    {
        foreach (SourceNode child in node.ChildSpan)
        {
            Visit(child, shape, visit);
        }
    }

    private static void VisitAny(SourceNode node, TextLanguage language, Action<SourceNode, TextLanguage> visit)
    {
        if (node.Kind is SourceKind.Text)
        {
            visit(node, language);
        }

        foreach (SourceNode child in node.ChildSpan)
        {
            VisitAny(child, language, visit);
        }
    }
}
