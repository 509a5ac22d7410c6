using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace ConversationInteractions.Definitions;

/// <summary>What is said about texts in the small languages. All texts of this layer stand here; those about patterns and paths come with the languages.</summary>
internal static class LanguageTexts
{
    /// <summary>The longest regular expression that is accepted.</summary>
    public const int MaxRegexLength = 2_000;

    public static Finding BadPattern(string message) => Finding.Error(DiagnosticCodes.BadPattern, message);

    public static Finding BadPath(string message) => Finding.Error(DiagnosticCodes.BadPath, message);

    public static Finding BadRegex(string expression, RegexParseError error, int offset) => Finding.Error(
        DiagnosticCodes.BadRegex,
        string.Create(CultureInfo.InvariantCulture, $"{ReadingTexts.Quote(expression)} is no regular expression: {Words(error)} at character {offset}."),
        "To match a sign such as ( or * itself, put a backslash before it.");

    public static Finding UnsupportedRegex(string expression) => Finding.Error(
        DiagnosticCodes.UnsupportedRegex,
        $"The regular expression {ReadingTexts.Quote(expression)} cannot be matched in linear time: it has a look-around, a back-reference, an atomic group or a condition, or repeats far too often.",
        "Write it without, or use a pattern with 'excludes' or a further rule.");

    public static Finding RegexTooLong(string expression) => Finding.Error(
        DiagnosticCodes.BadRegex,
        string.Create(CultureInfo.InvariantCulture, $"The regular expression {ReadingTexts.Quote(expression)} has {expression.Length} characters, more than the {MaxRegexLength} allowed."),
        "Make several rules of it.");

    /// <summary>The name of the error in words: <c>InsufficientClosingParentheses</c> becomes "insufficient closing parentheses".</summary>
    private static string Words(RegexParseError error)
    {
        StringBuilder words = new();
        foreach (char c in error.ToString())
        {
            if (char.IsUpper(c) && words.Length > 0)
            {
                words.Append(' ');
            }

            words.Append(char.ToLowerInvariant(c));
        }

        return words.ToString();
    }
}
