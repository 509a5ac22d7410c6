using ConversationInteractions.Model;

namespace ConversationInteractions.Core.Tests.Interpretation;

/// <summary>Short forms of what bots in these tests are made of.</summary>
internal static class Bots
{
    public static Bot Of(params Dialog[] dialogs) => new() { Name = "bot", Dialogs = [.. dialogs] };

    /// <summary>A dialog that a pattern starts.</summary>
    public static Dialog On(string pattern, params Interaction[] interactions) =>
        new() { Name = $"on {pattern}", Interactions = [new DialogStarter { Patterns = [pattern] }, .. interactions] };

    /// <summary>A dialog that an intent starts.</summary>
    public static Dialog OnIntent(string intent, params Interaction[] interactions) =>
        new() { Name = $"on intent {intent}", Interactions = [new DialogStarter { Intents = [intent] }, .. interactions] };

    public static Dialog Fallback(params Interaction[] interactions) => new() { Name = "Fallback", Kind = DialogKind.Fallback, Interactions = [.. interactions] };

    public static Statement Say(string text) => new() { Content = text };

    public static Question Ask(string text, params Rule[] rules) => new() { Name = text, Content = text, Rules = [.. rules] };

    public static Escalation ToAgent(string skill = "2000") => new() { Name = "to agent", SkillId = skill };

    public static Rule When(ConditionTest test, NextAction next) => new() { When = test, Next = next };

    public static Rule OnFailure(NextAction next) => When(new ResultTest(CallResult.Failure), next);

    public static Rule OnSuccess(NextAction next) => When(new ResultTest(CallResult.Success), next);
}
