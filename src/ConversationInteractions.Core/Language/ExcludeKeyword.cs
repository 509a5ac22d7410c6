using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Text;

namespace ConversationInteractions.Language;

/// <summary>
/// A word that keeps a dialog from starting: with an operator (<c>*</c>, <c>(</c>, <c>|</c>) it is a <see cref="Pattern"/>, without one
/// it is looked for as whole words anywhere in the text (A4).
/// </summary>
/// <remarks>Immutable and thread-safe.</remarks>
public sealed class ExcludeKeyword
{
    private readonly Pattern? _pattern;
    private readonly string _words;

    private ExcludeKeyword(string text, string words, Pattern? pattern)
    {
        Text = text;
        _words = words;
        _pattern = pattern;
    }

    /// <summary>The keyword as written.</summary>
    public string Text { get; }

    /// <summary>Reads an exclude keyword.</summary>
    /// <param name="text">The keyword as written.</param>
    /// <param name="keyword">The keyword, if it can be read.</param>
    /// <param name="error">Otherwise why it cannot: a pattern with an error, or a blank text, which would exclude nothing or all.</param>
    /// <returns>Whether it can be read.</returns>
    public static bool TryParse(string text, [NotNullWhen(true)] out ExcludeKeyword? keyword, [NotNullWhen(false)] out PatternError? error)
    {
        ArgumentNullException.ThrowIfNull(text);
        keyword = null;
        if (text.AsSpan().ContainsAny("*(|)"))
        {
            if (Pattern.TryParse(text, out Pattern? pattern, out error))
            {
                keyword = new ExcludeKeyword(text, "", pattern);
            }
            return keyword is not null;
        }
        string words = Utterance.Normalize(text);
        error = words.Length == 0 ? new PatternError("An exclude keyword is blank; write a word or remove it.", 0) : null;
        keyword = error is null ? new ExcludeKeyword(text, words, null) : null;
        return error is null;
    }

    /// <summary>Whether a text holds the words or fits the pattern.</summary>
    /// <param name="normalized">A text as <see cref="Utterance.Normalize"/> returned it.</param>
    public bool IsHit(string normalized)
    {
        ArgumentNullException.ThrowIfNull(normalized);
        return _pattern is not null ? _pattern.IsMatch(normalized) : HoldsWords(normalized);
    }

    /// <summary>The keyword as written.</summary>
    public override string ToString() => Text;

    private bool HoldsWords(ReadOnlySpan<char> text)
    {
        int start = 0;
        while (text[start..].IndexOf(_words, StringComparison.Ordinal) is >= 0 and var found)
        {
            start += found;
            if (!EndsInWord(text[..start]) && !BeginsInWord(text[(start + _words.Length)..]))
            {
                return true;
            }
            start++;
        }
        return false;
    }

    private static bool EndsInWord(ReadOnlySpan<char> text)
    {
        _ = Rune.DecodeLastFromUtf16(text, out Rune last, out _);
        return text.Length > 0 && IsWordPart(last);
    }

    private static bool BeginsInWord(ReadOnlySpan<char> text)
    {
        _ = Rune.DecodeFromUtf16(text, out Rune first, out _);
        return text.Length > 0 && IsWordPart(first);
    }

    // Marks belong to the letter before them: many scripts write vowels so.
    private static bool IsWordPart(Rune rune) => Rune.IsLetterOrDigit(rune)
        || Rune.GetUnicodeCategory(rune) is UnicodeCategory.NonSpacingMark or UnicodeCategory.SpacingCombiningMark;
}
