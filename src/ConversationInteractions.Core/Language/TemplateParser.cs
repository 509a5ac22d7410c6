using System.Text;

namespace ConversationInteractions.Language;

/// <summary>Splits a template into literals and references in one pass.</summary>
internal sealed class TemplateParser(string text, Func<string, bool> isIntegration)
{
    private readonly List<TemplatePart> _parts = [];
    private readonly StringBuilder _literal = new();

    // The braces that are open as literal text; true for a doubled one. "}}" closes a doubled brace, but two single ones are two.
    private readonly Stack<bool> _open = new();

    private int _position;

    public IReadOnlyList<TemplatePart> Parse()
    {
        while (_position < text.Length)
        {
            int plain = text.AsSpan(_position).IndexOfAny('{', '}');
            plain = plain < 0 ? text.Length - _position : plain;
            _literal.Append(text, _position, plain);
            _position += plain;
            if (_position < text.Length)
            {
                ReadBrace();
            }
        }
        EndLiteral();
        return _parts;
    }

    private void ReadBrace()
    {
        char brace = text[_position];
        bool doubled = _position + 1 < text.Length && text[_position + 1] == brace;
        if (brace == '{' && !doubled && TryReadReference())
        {
            return;
        }
        if (brace == '{')
        {
            _open.Push(doubled);
        }
        else
        {
            doubled &= !_open.TryPeek(out bool openedDoubled) || openedDoubled;
            if (_open.Count > 0 && doubled == openedDoubled)
            {
                _open.Pop();
            }
        }
        _literal.Append(brace);
        _position += doubled ? 2 : 1;
    }

    private bool TryReadReference()
    {
        int start = _position + 1;
        int length = text.AsSpan(start).IndexOfAny('{', '}');
        if (length <= 0 || text[start + length] != '}' || !Reference.TryParse(text.Substring(start, length), isIntegration, out var reference))
        {
            return false;
        }
        EndLiteral();
        _parts.Add(new TemplatePart(null, reference));
        _position = start + length + 1;
        return true;
    }

    private void EndLiteral()
    {
        if (_literal.Length > 0)
        {
            _parts.Add(new TemplatePart(_literal.ToString(), null));
            _literal.Clear();
        }
    }
}
