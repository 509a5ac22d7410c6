using System.Globalization;
using ConversationInteractions.Language;

namespace ConversationInteractions.Interpretation;

/// <summary>Whether what was said picks a choice (C4).</summary>
internal static class ChoiceTexts
{
    /// <summary>Compares with the label and the value, and on a text-only channel with the number or letter.</summary>
    /// <param name="normalized">What was said, normalised.</param>
    /// <param name="label">The label.</param>
    /// <param name="value">The value, if it has one.</param>
    /// <param name="index">The place among the choices, from 0; negative where numbers and letters do not count.</param>
    public static bool Picks(string normalized, string label, string? value, int index) =>
        string.Equals(normalized, Utterance.Normalize(label), StringComparison.Ordinal)
        || (value is not null && string.Equals(normalized, Utterance.Normalize(value), StringComparison.Ordinal))
        || (index >= 0 && IsMark(normalized, index));

    /// <summary>Whether the text is the number or letter of a place: "2", "2.", "b", "b)".</summary>
    public static bool IsMark(string normalized, int index)
    {
        string mark = normalized.TrimEnd('.', ')');
        return string.Equals(mark, (index + 1).ToString(CultureInfo.InvariantCulture), StringComparison.Ordinal)
            || (mark.Length == 1 && index < 26 && mark[0] == 'A' + index);
    }
}
