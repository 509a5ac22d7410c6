using System.Globalization;
using ConversationInteractions.Language;
using ConversationInteractions.Model;

namespace ConversationInteractions.Interpretation;

/// <summary>Whether rules hold (behaviour 5).</summary>
internal static class RuleTests
{
    /// <summary>Judges an answer.</summary>
    public static bool Holds(Turn turn, CompiledQuestion? question, CompiledRule rule, string normalized, ValueList<RecognizedIntent> intents, int offered) =>
        Answers(turn, question, rule, normalized, intents, offered)
        && !IsExcluded(rule, normalized)
        && VariablesHold(turn, rule);

    /// <summary>Judges a result; <see langword="null"/>: only rules that do not ask for one hold.</summary>
    public static bool Holds(Turn turn, CompiledRule rule, CallResult? result) =>
        rule.Source.When.Test switch
        {
            null => true,
            ResultTest test => test.Result == result,
            _ => false,
        }
        && VariablesHold(turn, rule);

    public static bool Answers(Turn turn, CompiledQuestion? question, CompiledRule rule, string normalized, ValueList<RecognizedIntent> intents, int offered) =>
        rule.Source.When.Test switch
        {
            null or NoMatchTest => true,
            PatternTest => Fits(rule, normalized),
            RegexTest => rule.Regex!.IsMatch(turn.State.UserMessage),
            EqualsTest => string.Equals(normalized, Utterance.Normalize(rule.Equal!.Render(turn)), StringComparison.Ordinal),
            ChoiceTest test => PicksChoice(turn, question, test.Label, normalized, offered),
            IntentTest test => IsFound(test.Intent, intents, turn.Program.Bot.Settings.IntentThresholds.Good),
            ResultTest => false,
            { } other => throw new NotSupportedException($"Tests of type {other.GetType().Name} are not handled."),
        };

    private static bool PicksChoice(Turn turn, CompiledQuestion? question, string label, string normalized, int offered)
    {
        CompiledChoice[] choices = question?.Choices ?? [];
        int index = Array.FindIndex(choices, c => string.Equals(c.WrittenLabel, label, StringComparison.Ordinal));
        if (index < 0)
        {
            return ChoiceTexts.Picks(normalized, label, null, -1);
        }

        // Numbers and letters count only for what is no choice's own text: "1" among "3", "2", "1" is the last.
        bool isText = turn.State.TextOnly && Array.Exists(choices, c => IsText(turn, c, normalized));
        return IsText(turn, choices[index], normalized) || (turn.State.TextOnly && !isText && ChoiceTexts.IsMark(normalized, offered + index));
    }

    private static bool IsText(Turn turn, CompiledChoice choice, string normalized) =>
        ChoiceTexts.Picks(normalized, choice.Label.Render(turn), choice.Value?.Render(turn), -1);

    private static bool IsExcluded(CompiledRule rule, string normalized)
    {
        foreach (ExcludeKeyword exclude in rule.Excludes)
        {
            if (exclude.IsHit(normalized))
            {
                return true;
            }
        }

        return false;
    }

    private static bool Fits(CompiledRule rule, string normalized)
    {
        foreach (Pattern pattern in rule.Patterns)
        {
            if (pattern.IsMatch(normalized))
            {
                return true;
            }
        }

        return false;
    }

    private static bool IsFound(string intent, ValueList<RecognizedIntent> intents, double threshold)
    {
        foreach (RecognizedIntent found in intents.AsSpan())
        {
            if (found.Score >= threshold && string.Equals(found.Name, intent, StringComparison.Ordinal))
            {
                return true;
            }
        }

        return false;
    }

    private static bool VariablesHold(Turn turn, CompiledRule rule)
    {
        foreach (CompiledVariableCondition condition in rule.Variables)
        {
            if (!Holds(turn, condition))
            {
                return false;
            }
        }

        return true;
    }

    public static bool Holds(Turn turn, CompiledVariableCondition condition)
    {
        bool exists = References.TryFind(turn, condition.Reference, out Value found);
        string actual = exists ? found.Joined : "";
        if (condition.Operator == VariableOperator.Exists)
        {
            return exists == string.Equals(condition.Value.Text, "true", StringComparison.OrdinalIgnoreCase);
        }

        if (condition.Operator == VariableOperator.Matches)
        {
            return condition.Pattern!.IsMatch(Utterance.Normalize(actual));
        }

        string expected = condition.Value.Render(turn);
        return condition.Operator switch
        {
            VariableOperator.EqualTo => string.Equals(actual, expected, StringComparison.Ordinal),
            VariableOperator.NotEqualTo => !string.Equals(actual, expected, StringComparison.Ordinal),
            VariableOperator.Contains => actual.Contains(expected, StringComparison.Ordinal),
            VariableOperator.NotContains => !actual.Contains(expected, StringComparison.Ordinal),
            VariableOperator.StartsWith => actual.StartsWith(expected, StringComparison.Ordinal),
            VariableOperator.EndsWith => actual.EndsWith(expected, StringComparison.Ordinal),
            VariableOperator.GreaterThan => Compare(actual, expected) > 0,
            VariableOperator.LessThan => Compare(actual, expected) < 0,
            _ => throw new NotSupportedException($"Operator {condition.Operator} is not handled."),
        };
    }

    /// <summary>As numbers where both are, else ordinal (format 1.2).</summary>
    private static int Compare(string left, string right)
    {
        if (decimal.TryParse(left, NumberStyles.Float, CultureInfo.InvariantCulture, out decimal exactLeft)
            && decimal.TryParse(right, NumberStyles.Float, CultureInfo.InvariantCulture, out decimal exactRight))
        {
            return exactLeft.CompareTo(exactRight);
        }

        return TryNumber(left, out double a) && TryNumber(right, out double b) ? a.CompareTo(b) : string.CompareOrdinal(left, right);
    }

    /// <summary>Words for what is no number, such as "NaN", are texts.</summary>
    private static bool TryNumber(string text, out double number) =>
        double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out number) && double.IsFinite(number);
}
