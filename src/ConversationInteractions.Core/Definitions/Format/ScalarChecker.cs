namespace ConversationInteractions.Definitions.Format;

/// <summary>Checks single values, and values of any form, against their shape.</summary>
internal sealed class ScalarChecker(DiagnosticCollector diagnostics)
{
    private readonly LanguageChecker _languages = new(diagnostics);

    public void Check(SourceNode node, Shape shape)
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

    /// <summary>Whether a node is of a kind; reports where it is not.</summary>
    public bool Is(SourceNode node, SourceKind kind, string? title = null)
    {
        if (node.Kind != kind)
        {
            diagnostics.Add(node, ReadingTexts.WrongKind(node, kind, title));
            return false;
        }

        return true;
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
}
