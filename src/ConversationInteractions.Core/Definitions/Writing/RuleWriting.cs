using ConversationInteractions.Definitions.Format;
using ConversationInteractions.Model;

namespace ConversationInteractions.Definitions.Writing;

/// <summary>Writes rules, conditions and next actions.</summary>
internal static class RuleWriting
{
    public static void Write(DefinitionWriter writer, Rule rule)
    {
        writer.Json.WriteStartObject();
        writer.Text("name", rule.Name);
        writer.Object("when", rule.When, Condition.Always, When);
        writer.Map("set", rule.Set);
        writer.Text("scope", rule.Scope.Name, VariableScope.Session.Name);
        writer.Text("message", rule.Message);
        Next(writer, rule.Next);
        writer.Json.WriteEndObject();
    }

    public static void Next(DefinitionWriter writer, NextAction next)
    {
        switch (next.Kind)
        {
            case NextActionKind.Next:
                break;
            case NextActionKind.GoTo:
                Jump(writer, "goTo", next);
                break;
            case NextActionKind.ToDialog:
                Jump(writer, "dialog", next);
                break;
            default:
                writer.Text("next", Words.Write(Words.NextActions, next));
                break;
        }
    }

    private static void Jump(DefinitionWriter writer, string word, NextAction next)
    {
        writer.Json.WriteStartObject("next");
        writer.Text(word, next.Target);
        writer.Json.WriteEndObject();
    }

    private static void When(DefinitionWriter writer, Condition condition)
    {
        Test(writer, condition.Test);
        writer.Texts("excludes", condition.Excludes);
        writer.List("variables", condition.Variables, Variable);
    }

    private static void Test(DefinitionWriter writer, ConditionTest? test)
    {
        switch (test)
        {
            case null:
                break;
            case PatternTest { Patterns: [string pattern] }:
                writer.Text("pattern", pattern);
                break;
            case PatternTest patterns:
                writer.Texts("pattern", patterns.Patterns, evenIfEmpty: true);
                break;
            case RegexTest regex:
                writer.Text("regex", regex.Expression);
                break;
            case EqualsTest equals:
                writer.Text("equals", equals.Value);
                break;
            case ChoiceTest choice:
                writer.Text("choice", choice.Label);
                break;
            case IntentTest intent:
                writer.Text("intent", intent.Intent);
                break;
            case ResultTest result:
                writer.Text("result", Words.Write(Words.Results, result.Result));
                break;
            case NoMatchTest:
                writer.Boolean("noMatch", true);
                break;
            default:
                throw new ArgumentOutOfRangeException(nameof(test), test, $"{test.GetType().Name} has no place in the format; add a case here.");
        }
    }

    private static void Variable(DefinitionWriter writer, VariableCondition condition)
    {
        string word = Words.Write(Words.Operators, condition.Operator);
        writer.Json.WriteStartObject();
        writer.Text("name", condition.Name);
        if (condition.Operator is VariableOperator.Exists && bool.TryParse(condition.Value, out bool exists))
        {
            writer.Boolean(word, exists);
        }
        else
        {
            writer.Text(word, condition.Value);
        }

        writer.Json.WriteEndObject();
    }
}
