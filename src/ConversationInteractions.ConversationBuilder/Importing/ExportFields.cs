using ConversationInteractions.Definitions;

namespace ConversationInteractions.ConversationBuilder.Importing;

/// <summary>Reads the values of an export, reports those of a wrong kind and remembers which were read, so that what nobody asked for can be told.</summary>
internal sealed class ExportFields(DiagnosticCollector diagnostics)
{
    private readonly HashSet<SourceNode> _read = [];
    private readonly HashSet<SourceNode> _refused = [];

    /// <summary>Whether somebody asked for a value.</summary>
    public bool IsRead(SourceNode node) => _read.Contains(node);

    /// <summary>A value of any kind; <see langword="null"/> where it is absent or <c>null</c>.</summary>
    public SourceNode? Any(SourceNode? owner, string name)
    {
        if (owner?.Member(name) is not { } member)
        {
            return null;
        }

        _read.Add(member);
        return member;
    }

    /// <summary>A text; numbers and booleans are taken as they are written, for exports write both forms.</summary>
    public SourceNode? TextNode(SourceNode? owner, string name)
    {
        SourceNode? member = Any(owner, name);
        if (member is { Kind: SourceKind.Object or SourceKind.List })
        {
            Refuse(member, "a text");
            return null;
        }

        return member;
    }

    /// <inheritdoc cref="TextNode"/>
    public string? Text(SourceNode? owner, string name) => TextNode(owner, name)?.Text;

    /// <summary>A text that is more than blanks.</summary>
    public string? FullText(SourceNode? owner, string name) => Text(owner, name) is { } text && !string.IsNullOrWhiteSpace(text) ? text : null;

    /// <summary>The first of several properties that has a text that is more than blanks.</summary>
    public string? FirstText(SourceNode? owner, params ReadOnlySpan<string> names)
    {
        string? found = null;
        foreach (string name in names)
        {
            found ??= FullText(owner, name);
        }

        return found;
    }

    /// <summary>A switch, written as a boolean or as a text.</summary>
    public bool? Flag(SourceNode? owner, string name) => Text(owner, name)?.Trim() switch
    {
        null => null,
        { } text when text.Equals("true", StringComparison.OrdinalIgnoreCase) => true,
        { } text when text.Equals("false", StringComparison.OrdinalIgnoreCase) => false,
        _ => null,
    };

    /// <summary>An object.</summary>
    public SourceNode? Object(SourceNode? owner, string name)
    {
        SourceNode? member = Any(owner, name);
        if (member is { Kind: not SourceKind.Object })
        {
            Refuse(member, "an object");
            return null;
        }

        return member;
    }

    /// <summary>The objects of a list.</summary>
    public IReadOnlyList<SourceNode> Objects(SourceNode? owner, string name)
    {
        List<SourceNode> objects = [];
        foreach (SourceNode element in Elements(owner, name))
        {
            if (element.Kind is SourceKind.Object)
            {
                objects.Add(element);
            }
            else
            {
                Refuse(element, "an object");
            }
        }

        return objects;
    }

    /// <summary>The texts of a list.</summary>
    public IReadOnlyList<SourceNode> Texts(SourceNode? owner, string name)
    {
        List<SourceNode> texts = [];
        foreach (SourceNode element in Elements(owner, name))
        {
            if (element.Kind is SourceKind.Object or SourceKind.List)
            {
                Refuse(element, "a text");
            }
            else
            {
                texts.Add(element);
            }
        }

        return texts;
    }

    /// <summary>The elements of a list but for those that are <c>null</c>, whatever they are.</summary>
    public IEnumerable<SourceNode> Elements(SourceNode? owner, string name)
    {
        SourceNode? member = Any(owner, name);
        if (member is { Kind: not SourceKind.List })
        {
            Refuse(member, "a list");
        }

        foreach (SourceNode element in member is { Kind: SourceKind.List } ? member.Children : [])
        {
            if (element.Kind is not SourceKind.Null)
            {
                _read.Add(element);
                yield return element;
            }
        }
    }

    /// <summary>The first text, at most eight levels deep, of a property that has one of some names, whatever their case: for kinds of which no export is known.</summary>
    public string? FindText(SourceNode owner, params string[] names) => Find(owner, names, 0)?.Text;

    /// <summary>As <see cref="FindText"/>, any kind of value.</summary>
    public SourceNode? FindAny(SourceNode owner, params string[] names) => Find(owner, names, 0, mayBeList: true);

    private SourceNode? Find(SourceNode owner, string[] names, int depth, bool mayBeList = false)
    {
        foreach (SourceNode child in owner.Children)
        {
            bool fits = child.Kind is SourceKind.Text or SourceKind.Number or SourceKind.Boolean ? !string.IsNullOrWhiteSpace(child.Text) : mayBeList && child.Kind is SourceKind.List;
            if (fits && child.Name is { } name && names.Contains(name, StringComparer.OrdinalIgnoreCase))
            {
                _read.Add(child);
                return child;
            }
        }

        foreach (SourceNode child in depth < 8 ? owner.Children : [])
        {
            if (child.Kind is SourceKind.Object or SourceKind.List && child.Name is not "responseMatches" && Find(child, names, depth + 1, mayBeList) is { } found)
            {
                _read.Add(child);
                return found;
            }
        }

        return null;
    }

    /// <summary>Takes a value and all that is in it as read.</summary>
    public void TakeWhole(SourceNode node)
    {
        _read.Add(node);
        foreach (SourceNode child in node.Children)
        {
            TakeWhole(child);
        }
    }

    private void Refuse(SourceNode node, string expected)
    {
        if (_refused.Add(node))
        {
            diagnostics.Add(
                node,
                DiagnosticSeverity.Error,
                ImportDiagnosticCodes.WrongKind,
                $"{Named(node)} must be {expected}, but is {Word(node.Kind)}.",
                "Export the bot again; if the file was edited by hand, undo the edit.");
        }
    }

    private static string Named(SourceNode node) => node.Name is null ? "The element" : $"'{node.Name}'";

    private static string Word(SourceKind kind) => kind switch
    {
        SourceKind.Null => "null",
        SourceKind.Boolean => "true or false",
        SourceKind.Number => "a number",
        SourceKind.Text => "a text",
        SourceKind.List => "a list",
        _ => "an object",
    };
}
