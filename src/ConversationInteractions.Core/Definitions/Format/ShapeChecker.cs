namespace ConversationInteractions.Definitions.Format;

/// <summary>Checks a file against a table and reports all that does not fit.</summary>
internal sealed class ShapeChecker(DiagnosticCollector diagnostics)
{
    private readonly LanguageChecker _languages = new(diagnostics);

    public void Check(SourceNode node, Shape shape)
    {
        switch (shape)
        {
            case ObjectShape known:
                if (Is(node, SourceKind.Object, known.Title))
                {
                    CheckObject(node, known);
                }

                break;
            case TaggedShape tagged:
                if (Is(node, SourceKind.Object, tagged.Title))
                {
                    CheckTagged(node, tagged);
                }

                break;
            case KeyedShape keyed:
                if (Is(node, SourceKind.Object, keyed.Title))
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
                CheckScalar(node, shape);
                break;
        }
    }

    private void CheckScalar(SourceNode node, Shape shape)
    {
        switch (shape)
        {
            case TextShape text:
                CheckText(node, text);
                break;
            case WordShape words:
                CheckWord(node, words);
                break;
            case DurationShape duration:
                CheckDuration(node, duration);
                break;
            case IntegerShape or NumberShape:
                CheckNumber(node, shape);
                break;
            case BooleanShape boolean:
                if (Is(node, SourceKind.Boolean) && boolean.Only is { } only && only != (node.Text == "true"))
                {
                    diagnostics.Add(node, ReadingTexts.OnlyBoolean(node.Name, only));
                }

                break;
            case NullShape:
                Is(node, SourceKind.Null);
                break;
            case AnyShape:
                CheckAny(node);
                break;
            default:
                throw new ArgumentOutOfRangeException(nameof(shape), shape, $"{shape.GetType().Name} has no check; add a case here.");
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
        if (!Is(node, SourceKind.List))
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
        if (!Is(node, SourceKind.Object))
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

    private void CheckText(SourceNode node, TextShape shape)
    {
        if (!Is(node, SourceKind.Text))
        {
            return;
        }

        if (!shape.MayBeBlank && string.IsNullOrWhiteSpace(node.Text))
        {
            diagnostics.Add(node, ReadingTexts.BlankText(node.Name));
        }
        else
        {
            _languages.Check(node, shape.Language);
        }
    }

    private void CheckWord(SourceNode node, WordShape shape)
    {
        if (Is(node, SourceKind.Text) && Array.IndexOf(shape.Words, node.Text) < 0
            && !(shape.Prefix is { } prefix && node.Text.StartsWith(prefix, StringComparison.Ordinal) && !string.IsNullOrWhiteSpace(node.Text[prefix.Length..])))
        {
            diagnostics.Add(node, ReadingTexts.UnknownWord(node, shape.Words, shape.Prefix));
        }
    }

    private void CheckDuration(SourceNode node, DurationShape shape)
    {
        if (!Is(node, SourceKind.Text))
        {
            return;
        }

        if (node.AsDuration() is not { } duration)
        {
            diagnostics.Add(node, ReadingTexts.BadDuration(node));
        }
        else if (duration < shape.Min || duration > shape.Max)
        {
            diagnostics.Add(node, ReadingTexts.DurationOutOfRange(node, shape));
        }
    }

    private void CheckNumber(SourceNode node, Shape shape)
    {
        if (!Is(node, SourceKind.Number))
        {
            return;
        }

        bool isInside = shape switch
        {
            IntegerShape integer => node.AsInteger() is { } value && value >= integer.Min && value <= integer.Max,
            NumberShape number => node.AsNumber() is { } value && value >= number.Min && value <= number.Max,
            _ => false,
        };
        if (!isInside)
        {
            diagnostics.Add(node, ReadingTexts.NumberOutOfRange(node, shape));
        }
    }

    private void CheckAny(SourceNode node)
    {
        if (node.Kind is SourceKind.Null)
        {
            diagnostics.Add(node, ReadingTexts.NullValue(node.Name));
        }
        else if (SourceJson.Depth(node) > SourceJson.MaxDepth)
        {
            diagnostics.Add(node, ReadingTexts.TooDeep(SourceJson.MaxDepth));
        }
    }

    private bool Is(SourceNode node, SourceKind kind, string? title = null)
    {
        if (node.Kind != kind)
        {
            diagnostics.Add(node, ReadingTexts.WrongKind(node, kind, title));
            return false;
        }

        return true;
    }
}
