using System.Text.RegularExpressions;

namespace ConversationInteractions.Testing;

/// <summary>What the text of a message must be. Blanks at line ends do not count.</summary>
/// <param name="Kind">How it is compared.</param>
/// <param name="Text">The text, a part of it, or a regular expression (without back-tracking, culture-invariant, found anywhere).</param>
public sealed record ExpectedText(ExpectedTextKind Kind, string Text)
{
    /// <summary>The whole text.</summary>
    /// <param name="text">The text.</param>
    public static implicit operator ExpectedText(string text) => new(ExpectedTextKind.Whole, text);

    /// <summary>A part of the text.</summary>
    /// <param name="part">The part.</param>
    public static ExpectedText Containing(string part) => new(ExpectedTextKind.Contains, part);

    /// <summary>A regular expression that is found in the text.</summary>
    /// <param name="regex">The regular expression.</param>
    public static ExpectedText Matching(string regex) => new(ExpectedTextKind.Matches, regex);

    /// <summary>Whether a text is as expected.</summary>
    /// <param name="text">The text.</param>
    /// <exception cref="ArgumentException">The regular expression is none.</exception>
    public bool Fits(string text)
    {
        string trimmed = TrimLines(text);
        return Kind switch
        {
            ExpectedTextKind.Contains => trimmed.Contains(TrimLines(Text), StringComparison.Ordinal),
            ExpectedTextKind.Matches => Regex.IsMatch(trimmed, Text, RegexOptions.NonBacktracking | RegexOptions.CultureInvariant),
            _ => string.Equals(trimmed, TrimLines(Text), StringComparison.Ordinal),
        };
    }

    /// <inheritdoc/>
    public override string ToString() => Kind switch
    {
        ExpectedTextKind.Contains => $"a text that contains {Quoted.Text(Text)}",
        ExpectedTextKind.Matches => $"a text that matches {Quoted.Text(Text)}",
        _ => Quoted.Text(Text),
    };

    private static string TrimLines(string text) =>
        string.Join('\n', text.ReplaceLineEndings("\n").Split('\n').Select(line => line.TrimEnd()));
}

/// <summary>How a text is compared.</summary>
public enum ExpectedTextKind
{
    /// <summary>It is the text.</summary>
    Whole,

    /// <summary>It holds the text somewhere, case counts.</summary>
    Contains,

    /// <summary>The regular expression is found in it.</summary>
    Matches,
}
