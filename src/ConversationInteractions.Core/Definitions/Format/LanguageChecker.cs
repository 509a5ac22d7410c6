using System.Text.RegularExpressions;
using ConversationInteractions.Language;

namespace ConversationInteractions.Definitions.Format;

/// <summary>Checks texts that are written in one of the small languages.</summary>
internal sealed class LanguageChecker(DiagnosticCollector diagnostics)
{
    private readonly Dictionary<string, Finding?> _expressions = new(StringComparer.Ordinal);

    public void Check(SourceNode node, TextLanguage language)
    {
        switch (language)
        {
            case TextLanguage.Pattern when !Pattern.TryParse(node.Text, out _, out PatternError? error):
                diagnostics.Add(node, LanguageTexts.BadPattern(error.Message));
                break;
            case TextLanguage.Keyword when !ExcludeKeyword.TryParse(node.Text, out _, out PatternError? error):
                diagnostics.Add(node, LanguageTexts.BadPattern(error.Message));
                break;
            case TextLanguage.Path when !ValuePath.TryParse(node.Text, out _, out string? error):
                diagnostics.Add(node, LanguageTexts.BadPath(error));
                break;
            case TextLanguage.Regex when FindingOf(node.Text) is { } finding:
                diagnostics.Add(node, finding);
                break;
            default:
                // Templates take any text.
                break;
        }
    }

    private Finding? FindingOf(string expression)
    {
        // Building one is slow, and large bots repeat them.
        if (!_expressions.TryGetValue(expression, out Finding? finding))
        {
            finding = Build(expression);
            _expressions.Add(expression, finding);
        }

        return finding;
    }

    private static Finding? Build(string expression)
    {
        if (expression.Length > LanguageTexts.MaxRegexLength)
        {
            return LanguageTexts.RegexTooLong(expression);
        }

        try
        {
            _ = new Regex(expression, RegexOptions.NonBacktracking | RegexOptions.CultureInvariant);
            return null;
        }
        catch (RegexParseException exception)
        {
            return LanguageTexts.BadRegex(expression, exception.Error, exception.Offset);
        }
        catch (NotSupportedException)
        {
            return LanguageTexts.UnsupportedRegex(expression);
        }
    }
}
