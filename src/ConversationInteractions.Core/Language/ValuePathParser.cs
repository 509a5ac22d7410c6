using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Text;

namespace ConversationInteractions.Language;

/// <summary>Reads one path, segment by segment.</summary>
internal static class ValuePathParser
{
    private const int MaxSegments = 64;
    private const int QuotedLength = 60;

    public static bool TryParse(string text, [NotNullWhen(true)] out ValuePathSegment[]? segments, [NotNullWhen(false)] out string? error)
    {
        segments = null;
        var read = new List<ValuePathSegment>();
        int position = 1;
        error = text.StartsWith('$') ? null : Error(text, 0, "a path starts with \"$\", as in $.account.balance");
        while (error is null && position < text.Length)
        {
            ValuePathSegment segment = default;
            error = read.Count == MaxSegments ? Error(text, position, $"a path has at most {MaxSegments} segments") : text[position] switch
            {
                '.' => ReadName(text, ref position, out segment),
                '[' when position + 1 < text.Length && text[position + 1] == '\'' => ReadQuotedName(text, ref position, out segment),
                '[' => ReadIndex(text, ref position, out segment),
                _ => Error(text, position, "after \"$\", a name or a bracket comes \".\" or \"[\""),
            };
            read.Add(segment);
        }
        segments = error is null ? [.. read] : null;
        return error is null;
    }

    private static string? ReadName(string text, ref int position, out ValuePathSegment segment)
    {
        int start = position + 1;
        int length = text.AsSpan(start).IndexOfAny(".[");
        length = length < 0 ? text.Length - start : length;
        string name = text.Substring(start, length);
        segment = ValuePathSegment.Property(name);
        position = start + length;
        if (name.Length == 0)
        {
            return Error(text, start, "a name is missing after \".\"; remove the \".\" or name a property");
        }
        int odd = name.AsSpan().IndexOfAny("]'\"*");
        return odd < 0 ? null : Error(text, start + odd, "a name with this character is written in quotes: ['name']; all elements are [*]");
    }

    private static string? ReadQuotedName(string text, ref int position, out ValuePathSegment segment)
    {
        int start = position;
        var name = new StringBuilder();
        segment = default;
        for (int i = start + 2; i < text.Length; i++)
        {
            if (text[i] == '\\' && i + 1 < text.Length && text[i + 1] is '\'' or '\\')
            {
                name.Append(text[++i]);
            }
            else if (text[i] != '\'')
            {
                name.Append(text[i]);
            }
            else
            {
                segment = ValuePathSegment.Property(name.ToString());
                position = i + 2;
                return i + 1 < text.Length && text[i + 1] == ']' ? null : Error(text, i + 1, "after the closing quote comes \"]\"");
            }
        }
        return Error(text, start, "the quoted name is never closed; end it with \"']\"");
    }

    private static string? ReadIndex(string text, ref int position, out ValuePathSegment segment)
    {
        int start = position + 1;
        segment = default;
        int length = text.AsSpan(start).IndexOf(']');
        if (length < 0)
        {
            return Error(text, position, "the bracket is never closed; add a \"]\"");
        }
        var inside = text.AsSpan(start, length);
        position = start + length + 1;
        if (inside is "*")
        {
            segment = ValuePathSegment.All;
            return null;
        }
        if (int.TryParse(inside, NumberStyles.None, CultureInfo.InvariantCulture, out int index))
        {
            segment = ValuePathSegment.Element(index);
            return null;
        }
        return Error(text, start, "in brackets stands a number from 0, a \"*\" for all elements, or a name in quotes: ['name']");
    }

    private static string Error(string text, int position, string causeAndCure)
    {
        string quoted = text.Length <= QuotedLength ? text : string.Concat(text.AsSpan(0, QuotedLength), "…");
        return $"Path \"{quoted}\", character {position + 1}: {causeAndCure}.";
    }
}
