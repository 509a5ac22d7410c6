using ConversationInteractions.Definitions.Format;
using ConversationInteractions.Model;

namespace ConversationInteractions.Definitions.Reading;

/// <summary>Makes rules, conditions and next actions of what a file says. What does not follow the format was reported before and is passed over here.</summary>
internal static class RuleMapping
{
    public static Rule Rule(SourceNode node) => new()
    {
        Name = node.TextOf("name"),
        When = node.Member("when") is { Kind: SourceKind.Object } when ? When(when) : Condition.Always,
        Set = Values.Map(node, "set"),
        Scope = Scope(node.TextOf("scope")),
        Message = node.TextOf("message"),
        Next = Next(node),
    };

    public static NextAction Next(SourceNode owner) => owner.Member("next") switch
    {
        { Kind: SourceKind.Text } word => Words.Find(Words.NextActions, word.Text, NextAction.Next),
        { Kind: SourceKind.Object } jump when jump.TextOf("goTo") is { } interaction => NextAction.GoTo(interaction),
        { Kind: SourceKind.Object } jump when jump.TextOf("dialog") is { } dialog => NextAction.ToDialog(dialog),
        _ => NextAction.Next,
    };

    private static VariableScope Scope(string? word) => word is not null && word.StartsWith(RuleFormat.ContextPrefix, StringComparison.Ordinal)
        ? VariableScope.Context(word[RuleFormat.ContextPrefix.Length..])
        : Words.Find(Words.Scopes, word, VariableScope.Session);

    private static Condition When(SourceNode node)
    {
        Condition condition = new() { Test = Test(node), Excludes = Values.Texts(node, "excludes"), Variables = Values.List(node, "variables", Variable) };
        return condition == Condition.Always ? Condition.Always : condition;
    }

    private static ConditionTest? Test(SourceNode node)
    {
        if (node.Member("pattern") is { } pattern)
        {
            return new PatternTest(pattern.Kind is SourceKind.Text ? [pattern.Text] : Values.Texts(node, "pattern"));
        }

        if (node.TextOf("regex") is { } regex)
        {
            return new RegexTest(regex);
        }

        if (node.TextOf("equals") is { } text)
        {
            return new EqualsTest(text);
        }

        if (node.TextOf("choice") is { } choice)
        {
            return new ChoiceTest(choice);
        }

        if (node.TextOf("intent") is { } intent)
        {
            return new IntentTest(intent);
        }

        if (node.TextOf("result") is { } result)
        {
            return new ResultTest(Words.Find(Words.Results, result, CallResult.Success));
        }

        return node.BooleanOf("noMatch") is true ? new NoMatchTest() : null;
    }

    private static VariableCondition Variable(SourceNode node)
    {
        foreach ((VariableOperator comparison, string word) in Words.Operators)
        {
            if (node.Member(word) is { } value)
            {
                return new VariableCondition(node.TextOf("name") ?? "", comparison, value.Text);
            }
        }

        return new VariableCondition(node.TextOf("name") ?? "", VariableOperator.Exists, "true");
    }
}
