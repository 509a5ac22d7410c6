using System.Buffers;
using System.Text;

namespace ConversationInteractions.Language;

/// <summary>The one form in which texts are compared with patterns, exclude keywords, exact values and choices (A6, C32).</summary>
/// <remarks>Thread-safe.</remarks>
public static class Utterance
{
    private const int StackLength = 256;

    /// <summary>
    /// Brings a text into Unicode normalisation form C, trims it, makes each run of white space one blank and folds case character by
    /// character as the invariant culture does (A6, C32).
    /// </summary>
    /// <param name="text">Any text; an unpaired surrogate and U+FFFE count as U+FFFD.</param>
    /// <returns>The normalised text; the same instance when there was nothing to change.</returns>
    public static string Normalize(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        if (!text.AsSpan().ContainsAnyExceptInRange(' ', '~') && BlanksAreNormal(text))
        {
            return text.ToUpperInvariant();
        }
        // A capital letter and a mark may have a composed form where the small letter has none, so composition has the last word, too.
        return Ascii.IsValid(text) ? Fold(text) : Compose(Fold(Compose(text)));
    }

    /// <summary>Whether two texts are the same after <see cref="Normalize"/>: the Exact Value of A6.</summary>
    /// <param name="a">One text.</param>
    /// <param name="b">The other text.</param>
    public static bool SameText(string a, string b) => string.Equals(Normalize(a), Normalize(b), StringComparison.Ordinal);

    private static bool BlanksAreNormal(string text) =>
        text.Length == 0 || (text[0] != ' ' && text[^1] != ' ' && !text.Contains("  ", StringComparison.Ordinal));

    // Normalisation throws for what is no character: unpaired surrogates and, oddly, U+FFFE.
    private static string Compose(string text)
    {
        string valid = Surrogates.Repair(text).Replace('\uFFFE', '\uFFFD');
        return valid.IsNormalized(NormalizationForm.FormC) ? valid : valid.Normalize(NormalizationForm.FormC);
    }

    private static string Fold(string text)
    {
        char[]? rented = text.Length > StackLength ? ArrayPool<char>.Shared.Rent(text.Length) : null;
        Span<char> buffer = rented ?? stackalloc char[StackLength];
        int length = 0;
        bool blank = false;
        foreach (char c in text)
        {
            if (char.IsWhiteSpace(c))
            {
                blank = length > 0;
                continue;
            }
            if (blank)
            {
                buffer[length++] = ' ';
                blank = false;
            }
            buffer[length++] = char.ToUpperInvariant(c);
        }
        string folded = buffer[..length].SequenceEqual(text) ? text : buffer[..length].ToString();
        if (rented is not null)
        {
            buffer[..length].Clear();
            ArrayPool<char>.Shared.Return(rented);
        }
        return folded;
    }
}
