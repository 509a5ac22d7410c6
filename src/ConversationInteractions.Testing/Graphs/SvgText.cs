using System.Globalization;
using System.Text;

namespace ConversationInteractions.Testing;

/// <summary>Writes SVG. Texts are escaped here and nowhere else: nothing that a bot says can become markup.</summary>
internal sealed class SvgText
{
    private const int Radius = 6;
    private readonly StringBuilder _text = new();

    /// <summary>Begins an element.</summary>
    /// <param name="element">Its name and attributes, which hold no text of a bot.</param>
    /// <param name="label">What it is called, if that is told to those who cannot see it.</param>
    public SvgText Open(string element, string? label = null)
    {
        _text.Append('<').Append(element);
        if (label is not null)
        {
            _text.Append(" aria-label=\"");
            Escape(label);
            _text.Append('"');
        }

        _text.Append('>');
        return this;
    }

    public SvgText Close(string element)
    {
        _text.Append("</").Append(element).Append(">\n");
        return this;
    }

    public SvgText Text(string text)
    {
        Escape(text);
        return this;
    }

    /// <summary>The full text of an element, shown where the pointer rests.</summary>
    public SvgText Title(string text) => Open("title").Text(text).Close("title");

    public SvgText Label(string kind, int x, int y, string text, string? full = null)
    {
        _text.Append(CultureInfo.InvariantCulture, $"<text class=\"{kind}\" x=\"{x}\" y=\"{y}\">");
        if (full is not null && full != text)
        {
            Title(full);
        }

        return Text(text).Close("text");
    }

    public SvgText Rectangle(string kind, int x, int y, int width, int height, int radius)
    {
        _text.Append(CultureInfo.InvariantCulture, $"<rect class=\"{kind}\" x=\"{x}\" y=\"{y}\" width=\"{width}\" height=\"{height}\" rx=\"{radius}\"/>");
        return this;
    }

    public SvgText Path(string kind, string path)
    {
        _text.Append(CultureInfo.InvariantCulture, $"<path class=\"{kind}\" d=\"{path}\"/>");
        return this;
    }

    public SvgText Icon(string kind, int x, int y, string path)
    {
        _text.Append(CultureInfo.InvariantCulture, $"<path class=\"{kind}\" transform=\"translate({x} {y})\" d=\"{path}\"/>");
        return this;
    }

    public override string ToString() => _text.ToString();

    /// <summary>A line with right angles, its corners rounded, that ends where the tip begins.</summary>
    public static string Corners((int X, int Y)[] points)
    {
        StringBuilder path = new();
        path.Append(CultureInfo.InvariantCulture, $"M{points[0].X} {points[0].Y}");
        for (int i = 1; i < points.Length - 1; i++)
        {
            (int X, int Y) corner = points[i];
            int radius = Math.Min(Radius, Math.Min(Distance(points[i - 1], corner), Distance(corner, points[i + 1])) / 2);
            (int X, int Y) before = Toward(corner, points[i - 1], radius);
            (int X, int Y) after = Toward(corner, points[i + 1], radius);
            path.Append(CultureInfo.InvariantCulture, $"L{before.X} {before.Y}Q{corner.X} {corner.Y} {after.X} {after.Y}");
        }

        (int X, int Y) end = Toward(points[^1], points[^2], Radius);
        path.Append(CultureInfo.InvariantCulture, $"L{end.X} {end.Y}");
        return path.ToString();
    }

    /// <summary>The tip of an arrow, which arrives level.</summary>
    public static string Tip((int X, int Y)[] points)
    {
        (int x, int y) = points[^1];
        int back = points[^2].X < x ? x - 8 : x + 8;
        return string.Create(CultureInfo.InvariantCulture, $"M{x} {y}L{back} {y - 4}V{y + 4}Z");
    }

    private static int Distance((int X, int Y) from, (int X, int Y) to) => Math.Abs(from.X - to.X) + Math.Abs(from.Y - to.Y);

    private static (int X, int Y) Toward((int X, int Y) from, (int X, int Y) to, int distance) =>
        (from.X + (Math.Sign(to.X - from.X) * distance), from.Y + (Math.Sign(to.Y - from.Y) * distance));

    private void Escape(string text)
    {
        foreach (Rune rune in text.EnumerateRunes())
        {
            _ = rune.Value switch
            {
                '<' => _text.Append("&lt;"),
                '>' => _text.Append("&gt;"),
                '&' => _text.Append("&amp;"),
                '"' => _text.Append("&quot;"),
                '\t' or '\n' => _text.Append((char)rune.Value),
                // What XML does not allow at all; a single one would make the whole picture unreadable.
                < ' ' or (>= 0x7F and < 0xA0) or 0xFFFE or 0xFFFF => _text.Append('\uFFFD'),
                _ => _text.Append(rune.ToString()),
            };
        }
    }
}
