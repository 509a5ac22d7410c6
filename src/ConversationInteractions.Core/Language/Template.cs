namespace ConversationInteractions.Language;

/// <summary>
/// A text with references in braces (format 1.4). <c>{{</c> and <c>}}</c> are literal braces; text in braces that is no reference stays as
/// it is, braces in it included, so that JSON can be written plainly.
/// </summary>
/// <remarks>Immutable and thread-safe.</remarks>
public sealed class Template
{
    private readonly string? _literal;
    private readonly TemplatePart[] _parts;

    private Template(string text, IReadOnlyList<TemplatePart> parts)
    {
        Text = text;
        _parts = [.. parts];
        _literal = parts switch
        {
            [] => "",
            [{ Literal: { } literal }] => literal,
            _ => null,
        };
        SingleReference = parts is [{ Reference: { } reference }] ? reference : null;
        IsBlank = _literal is not null && _literal.AsSpan().Trim() is ReservedText.Blank;
    }

    /// <summary>The template as written.</summary>
    public string Text { get; }

    /// <summary>Whether there is no reference in it.</summary>
    public bool IsLiteral => _literal is not null;

    /// <summary>Whether it is the text <see cref="ReservedText.Blank"/>, surrounding blanks aside, which sends nothing (C21).</summary>
    public bool IsBlank { get; }

    /// <summary>The literals and references in order; no two literals follow one another, and none is empty.</summary>
    public IReadOnlyList<TemplatePart> Parts => _parts;

    /// <summary>The reference that is the whole text; null when there is more or none.</summary>
    public Reference? SingleReference { get; }

    /// <summary>The <see cref="Parts"/>, to be gone through without an enumerator.</summary>
    internal ReadOnlySpan<TemplatePart> PartsAsSpan() => _parts;

    /// <summary>Reads a template, which never fails.</summary>
    /// <param name="text">The template as written.</param>
    /// <param name="isIntegration">Whether a name is that of an integration or response variable of the bot: <c>{a.b}</c> is a reference
    /// only then (C33).</param>
    public static Template Parse(string text, Func<string, bool> isIntegration)
    {
        ArgumentNullException.ThrowIfNull(text);
        ArgumentNullException.ThrowIfNull(isIntegration);
        if (text.Length == 0)
        {
            return new Template(text, []);
        }
        return text.AsSpan().ContainsAny('{', '}')
            ? new Template(text, new TemplateParser(text, isIntegration).Parse())
            : new Template(text, [new TemplatePart(text, null)]);
    }

    /// <summary>
    /// Writes the text with the values of its references. A reference without a value is nothing; of a list the first element is taken,
    /// but all, joined with ", ", where the reference is the whole text (A10). Braces in values mean nothing (B6).
    /// </summary>
    /// <param name="source">Where the values are.</param>
    /// <param name="encoding">How values, not literals, are encoded.</param>
    /// <returns>The text; for a literal always the same instance.</returns>
    public string Render(IReferenceSource source, ValueEncoding encoding = ValueEncoding.None)
    {
        ArgumentNullException.ThrowIfNull(source);
        if (_literal is not null)
        {
            return _literal;
        }
        if (SingleReference is not null && encoding is ValueEncoding.None)
        {
            return source.TryGet(SingleReference, out Value whole) ? whole.Joined : "";
        }
        var builder = new TextBuilder(stackalloc char[256]);
        try
        {
            foreach (TemplatePart part in _parts)
            {
                if (part.Literal is not null)
                {
                    builder.Append(part.Literal);
                }
                else if (part.Reference is not null)
                {
                    // Nothing is encoded too: a path must not lose a segment, nor begin at the root, for want of a value.
                    Value value = source.TryGet(part.Reference, out Value found) ? found : default;
                    ValueEncoder.Append(ref builder, SingleReference is null ? value.First : value.Joined, encoding);
                }
            }
            return builder.ToString();
        }
        finally
        {
            builder.Dispose();
        }
    }

    /// <summary>The template as written.</summary>
    public override string ToString() => Text;
}
