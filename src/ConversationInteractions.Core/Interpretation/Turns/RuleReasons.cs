using ConversationInteractions.Definitions.Format;
using ConversationInteractions.Language;
using ConversationInteractions.Model;

namespace ConversationInteractions.Interpretation;

/// <summary>Tells why a rule does not hold, for a detailed trace.</summary>
internal static class RuleReasons
{
    public static string OfAnswer(Turn turn, ActiveFrame frame, CompiledRule rule, string normalized, ValueList<RecognizedIntent> intents)
    {
        // Looking again must not trace again what templates refer to.
        int traced = turn.Trace.Count;
        string reason = !RuleTests.Answers(turn, frame.Interaction as CompiledQuestion, rule, normalized, intents, frame.Offered.Count) ? Missed(rule.Source.When.Test)
            : Array.FindIndex(rule.Excludes, e => e.IsHit(normalized)) is var excluded and >= 0 ? $"'{rule.Source.When.Excludes[excluded]}' excludes the answer"
            : Variables(turn, rule);
        turn.Trace.RemoveRange(traced, turn.Trace.Count - traced);
        return $"{rule.Title}: {reason}";
    }

    public static string OfResult(Turn turn, CompiledRule rule, CallResult? result)
    {
        int traced = turn.Trace.Count;
        string reason = rule.Source.When.Test switch
        {
            ResultTest test when test.Result == result => Variables(turn, rule),
            ResultTest test => $"it asks for {Words.Write(Words.Results, test.Result)}, the result is {(result is { } known ? Words.Write(Words.Results, known) : "not known yet")}",
            null => Variables(turn, rule),
            _ => "it asks for an answer",
        };
        turn.Trace.RemoveRange(traced, turn.Trace.Count - traced);
        return $"{rule.Title}: {reason}";
    }

    private static string Missed(ConditionTest? test) => test switch
    {
        PatternTest patterns => $"the answer does not fit {string.Join(" or ", patterns.Patterns.Select(p => $"'{p}'"))}",
        RegexTest regex => $"'{regex.Expression}' is not found in the answer",
        EqualsTest equal => $"the answer is not '{equal.Value}'",
        ChoiceTest choice => $"the answer does not pick '{choice.Label}'",
        IntentTest intent => $"intent '{intent.Intent}' was not recognised as good",
        _ => "it asks for a result",
    };

    private static string Variables(Turn turn, CompiledRule rule)
    {
        CompiledVariableCondition? failed = Array.Find(rule.Variables, v => !RuleTests.Holds(turn, v));
        if (failed is null)
        {
            return "it holds";
        }

        string actual = References.TryFind(turn, failed.Reference, out Value value) ? $"is '{value.Joined}'" : "has no value";
        return $"{failed.Source.Name} {actual}, asked is {Words.Write(Words.Operators, failed.Operator)} '{failed.Source.Value}'";
    }
}
