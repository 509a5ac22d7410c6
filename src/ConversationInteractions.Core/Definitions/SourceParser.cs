using System.Runtime.InteropServices;
using System.Text;
using System.Text.Json;
using System.Text.Unicode;

namespace ConversationInteractions.Definitions;

/// <summary>Parses JSON (comments and trailing commas allowed) into <see cref="SourceNode"/>s. Whatever the bytes, it ends with a tree or with diagnostics.</summary>
internal ref struct SourceParser
{
    /// <summary>How deep a file may be nested: any JSON of 64 levels, wherever the formats allow it.</summary>
    public const int MaxDepth = 80;

    private readonly DiagnosticCollector _diagnostics;
    private readonly NameCache _names = new();
    private readonly List<SourceNode> _pending = [];
    private SourceCursor _cursor;
    private Utf8JsonReader _reader;
    private bool _isWhole;

    private SourceParser(ReadOnlySpan<byte> utf8, DiagnosticCollector diagnostics)
    {
        _diagnostics = diagnostics;
        _cursor = new SourceCursor(utf8);
        _reader = new Utf8JsonReader(utf8, new JsonReaderOptions { AllowTrailingCommas = true, CommentHandling = JsonCommentHandling.Skip, MaxDepth = int.MaxValue });
    }

    /// <summary>Parses a file as text.</summary>
    /// <returns>The whole value; <see langword="null"/> when the text is not JSON, which is then reported.</returns>
    public static SourceNode? Parse(string json, DiagnosticCollector diagnostics)
    {
        byte[] utf8 = new byte[Encoding.UTF8.GetMaxByteCount(json.Length)];
        if (Utf8.FromUtf16(json, utf8, out int read, out int written, replaceInvalidSequences: false) != System.Buffers.OperationStatus.Done)
        {
            SourceCursor cursor = new(utf8.AsSpan(0, written));
            cursor.MoveTo(written);
            diagnostics.AddAt("$", cursor.Line, cursor.Column, ReadingTexts.HalfCharacter(read));
            return null;
        }

        return Parse(utf8.AsSpan(0, written), diagnostics);
    }

    /// <summary>Parses a file as UTF-8, with or without byte order mark.</summary>
    /// <inheritdoc cref="Parse(string, DiagnosticCollector)"/>
    public static SourceNode? Parse(ReadOnlySpan<byte> utf8, DiagnosticCollector diagnostics)
    {
        if (utf8.StartsWith("\uFEFF"u8))
        {
            utf8 = utf8[3..];
        }

        if (!Utf8.IsValid(utf8))
        {
            SourceCursor cursor = new(utf8);
            cursor.MoveTo(SourceCursor.FirstInvalidByte(utf8));
            diagnostics.AddAt("$", cursor.Line, cursor.Column, ReadingTexts.NotUtf8());
            return null;
        }

        return new SourceParser(utf8, diagnostics).ParseDocument(utf8);
    }

    private SourceNode? ParseDocument(ReadOnlySpan<byte> utf8)
    {
        try
        {
            _reader.Read();
            SourceNode root = Begin(null);
            return Complete(root, 0) && !_reader.Read() ? root : null;
        }
        catch (JsonException exception)
        {
            // The reader has no way to ask before; the position is its own, counted in bytes of the line.
            SourceCursor cursor = new(utf8);
            cursor.MoveToLine(exception.LineNumber ?? 0, exception.BytePositionInLine ?? 0);
            _diagnostics.AddAt("$", cursor.Line, cursor.Column, ReadingTexts.NotJson(exception.Message));
            return null;
        }
    }

    private SourceNode Begin(SourceNode? parent)
    {
        _cursor.MoveTo((int)_reader.TokenStartIndex);
        SourceKind kind = KindOf(_reader.TokenType);
        return new SourceNode(parent, kind, TextOf(kind, out _isWhole), _cursor.Line, _cursor.Column);
    }

    /// <summary>Reads what a value that was begun holds.</summary>
    /// <returns>Whether the file can be read on.</returns>
    private bool Complete(SourceNode node, int depth)
    {
        if (!_isWhole)
        {
            _diagnostics.Add(node, ReadingTexts.HalfCharacterEscaped());
        }

        if (node.Kind is not (SourceKind.Object or SourceKind.List))
        {
            return true;
        }

        if (depth == MaxDepth)
        {
            _diagnostics.AddAt("$", node.Line, node.Column, ReadingTexts.TooDeep(MaxDepth));
            return false;
        }

        int first = _pending.Count;
        bool isComplete = node.Kind is SourceKind.Object ? ParseMembers(node, depth, first) : ParseElements(node, depth, first);
        node.SetChildren(CollectionsMarshal.AsSpan(_pending)[first..].ToArray());
        _pending.RemoveRange(first, _pending.Count - first);
        return isComplete;
    }

    private bool ParseElements(SourceNode list, int depth, int first)
    {
        while (_reader.Read() && _reader.TokenType is not JsonTokenType.EndArray)
        {
            SourceNode element = Begin(list);
            element.Index = _pending.Count - first;
            if (!Complete(element, depth + 1))
            {
                return false;
            }

            _pending.Add(element);
        }

        return true;
    }

    private bool ParseMembers(SourceNode node, int depth, int first)
    {
        HashSet<string>? seen = null;
        while (_reader.Read() && _reader.TokenType is not JsonTokenType.EndObject)
        {
            _cursor.MoveTo((int)_reader.TokenStartIndex);
            (int line, int column) = (_cursor.Line, _cursor.Column);
            bool isWhole = TryGetName(out string name);
            _reader.Read();
            SourceNode member = Begin(node);
            (member.Name, member.NameLine, member.NameColumn) = (name, line, column);
            if (!Complete(member, depth + 1))
            {
                return false;
            }

            if (!isWhole)
            {
                _diagnostics.AddAtName(member, ReadingTexts.HalfCharacterEscaped());
            }
            else if (IsRepeated(name, first, ref seen))
            {
                _diagnostics.AddAtName(member, ReadingTexts.DuplicateProperty(name));
            }
            else
            {
                _pending.Add(member);
            }
        }

        return true;
    }

    private readonly bool IsRepeated(string name, int first, ref HashSet<string>? seen)
    {
        const int fewMembers = 16;
        if (_pending.Count - first < fewMembers)
        {
            for (int i = first; i < _pending.Count; i++)
            {
                if (string.Equals(_pending[i].Name, name, StringComparison.Ordinal))
                {
                    return true;
                }
            }

            return false;
        }

        seen ??= _pending[first..].Select(member => member.Name!).ToHashSet(StringComparer.Ordinal);
        return !seen.Add(name);
    }

    private bool TryGetName(out string name)
    {
        try
        {
            name = _names.Get(ref _reader);
            return true;
        }
        catch (InvalidOperationException)
        {
            // An escape such as \ud800 that is half a character; the reader tells only by throwing.
            name = "";
            return false;
        }
    }

    private string TextOf(SourceKind kind, out bool isWhole)
    {
        isWhole = true;
        switch (kind)
        {
            case SourceKind.Text:
                try
                {
                    return _reader.GetString()!;
                }
                catch (InvalidOperationException)
                {
                    // As above.
                    isWhole = false;
                    return "";
                }

            case SourceKind.Number:
                return Encoding.UTF8.GetString(_reader.ValueSpan);
            case SourceKind.Boolean:
                return _reader.TokenType is JsonTokenType.True ? "true" : "false";
            default:
                return "";
        }
    }

    private static SourceKind KindOf(JsonTokenType token) => token switch
    {
        JsonTokenType.StartObject => SourceKind.Object,
        JsonTokenType.StartArray => SourceKind.List,
        JsonTokenType.String => SourceKind.Text,
        JsonTokenType.Number => SourceKind.Number,
        JsonTokenType.True or JsonTokenType.False => SourceKind.Boolean,
        _ => SourceKind.Null,
    };
}
