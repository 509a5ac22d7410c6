namespace ConversationInteractions.Definitions.Format;

/// <summary>Checks a file against a table and reports all that does not fit; single values are left to <see cref="ScalarChecker"/>.</summary>
internal sealed class ShapeChecker(DiagnosticCollector diagnostics)
{
    private readonly ScalarChecker _scalars = new(diagnostics);

    public void Check(SourceNode node, Shape shape)
    {
        switch (shape)
        {
            case ObjectShape known:
                if (_scalars.Is(node, SourceKind.Object, known.Title))
                {
                    CheckObject(node, known);
                }

                break;
            case TaggedShape tagged:
                if (_scalars.Is(node, SourceKind.Object, tagged.Title))
                {
                    CheckTagged(node, tagged);
                }

                break;
            case KeyedShape keyed:
                if (_scalars.Is(node, SourceKind.Object, keyed.Title))
                {
                    CheckKeyed(node, keyed);
                }

                break;
            case ListShape list:
                CheckList(node, list);
                break;
            case MapShape map:
                CheckMap(node, map);
                break;
            case EitherShape either:
                CheckEither(node, either);
                break;
            default:
                _scalars.Check(node, shape);
                break;
        }
    }

    private void CheckObject(SourceNode node, ObjectShape shape)
    {
        foreach (SourceNode member in node.ChildSpan)
        {
            if (!shape.ByName.TryGetValue(member.Name!, out Property? property))
            {
                diagnostics.AddAtName(member, ReadingTexts.UnknownProperty(member.Name!, shape, node));
            }
            else if (member.Kind is not SourceKind.Null || !property.MayBeNull)
            {
                Check(member, property.Shape);
            }
        }

        foreach (Property property in shape.Properties)
        {
            if (property.IsRequired && !node.Has(property.Name))
            {
                diagnostics.Add(node, ReadingTexts.MissingProperty(shape.Title, property));
            }
        }

        if (shape.Group is { } group)
        {
            CheckGroup(node, shape.Title, group);
        }
    }

    private void CheckGroup(SourceNode node, string title, PropertyGroup group)
    {
        int count = 0;
        foreach (string name in group.Names)
        {
            count += node.Has(name) ? 1 : 0;
        }

        if (count > 1)
        {
            string[] present = [.. group.Names.Where(node.Has)];
            if (!group.Allows(present))
            {
                diagnostics.Add(node, ReadingTexts.ConflictingProperties(title, present));
            }
        }
        else if (count == 0 && group.IsRequired)
        {
            diagnostics.Add(node, ReadingTexts.MissingOneOf(title, group.Names));
        }
    }

    private void CheckTagged(SourceNode node, TaggedShape shape)
    {
        SourceNode? tag = node.Member(TaggedShape.Tag);
        if (tag is null)
        {
            diagnostics.Add(node, ReadingTexts.MissingTag(shape));
        }
        else if (tag.Kind is not SourceKind.Text)
        {
            diagnostics.Add(tag, ReadingTexts.WrongKind(tag, SourceKind.Text));
        }
        else if (shape.ByWord.TryGetValue(tag.Text, out ObjectShape? variant))
        {
            CheckObject(node, variant);
        }
        else
        {
            diagnostics.Add(tag, ReadingTexts.UnknownWord(tag, shape.Variants.Select(known => known.Title)));
        }
    }

    private void CheckKeyed(SourceNode node, KeyedShape shape)
    {
        ObjectShape[] variants = [.. shape.Variants.Where(variant => node.Has(variant.Properties[0].Name))];
        switch (variants)
        {
            case [ObjectShape variant]:
                CheckObject(node, variant);
                break;
            case []:
                diagnostics.Add(node, ReadingTexts.NoKey(shape, node));
                break;
            default:
                diagnostics.Add(node, ReadingTexts.ConflictingProperties(shape.Title, [.. variants.Select(variant => variant.Properties[0].Name)]));
                break;
        }
    }

    private void CheckList(SourceNode node, ListShape shape)
    {
        if (!_scalars.Is(node, SourceKind.List))
        {
            return;
        }

        if (node.Children.Count < shape.MinCount)
        {
            diagnostics.Add(node, ReadingTexts.EmptyList(node.Name));
        }

        foreach (SourceNode element in node.ChildSpan)
        {
            Check(element, shape.Element);
        }
    }

    private void CheckMap(SourceNode node, MapShape shape)
    {
        if (!_scalars.Is(node, SourceKind.Object))
        {
            return;
        }

        foreach (SourceNode member in node.ChildSpan)
        {
            if (string.IsNullOrWhiteSpace(member.Name))
            {
                diagnostics.AddAtName(member, ReadingTexts.BlankName(node.Name));
            }

            Check(member, shape.Value);
        }
    }

    private void CheckEither(SourceNode node, EitherShape either)
    {
        if (either.For(node.Kind) is { } shape)
        {
            Check(node, shape);
        }
        else
        {
            diagnostics.Add(node, ReadingTexts.WrongKind(node, [.. either.Shapes.Select(known => known.Kind!.Value)]));
        }
    }
}
