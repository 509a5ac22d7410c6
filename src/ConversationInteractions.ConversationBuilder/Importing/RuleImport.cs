using System.Globalization;
using ConversationInteractions.Definitions;
using ConversationInteractions.Model;

namespace ConversationInteractions.ConversationBuilder.Importing;

/// <summary>Makes rules and the own next action of an interaction of its <c>responseMatches</c>.</summary>
internal sealed class RuleImport(ExportImport import)
{
    /// <summary>More ways than this in which one rule may hold, each of which becomes a rule, are not written out.</summary>
    private const int MostAlternatives = 1_000;

    private readonly ConditionImport _conditions = new(import);
    private readonly VariableConditionImport _variables = new(import);
    private readonly ActionImport _actions = new(import);
    private readonly StoredImport _stored = new(import);

    private ExportFields Fields => import.Fields;

    /// <summary>The next action of an interaction that has no rules: that of its unconditional rule.</summary>
    public NextAction Next(ExportedInteraction at)
    {
        (List<SourceNode> conditional, SourceNode? unconditional) = Split(at);
        foreach (SourceNode rule in conditional)
        {
            import.Log.Drop(rule, at.Subject, "An interaction that waits for nothing has no conditions to test.");
            Fields.TakeWhole(rule);
        }

        if (unconditional is null)
        {
            return ActionImport.Following(at);
        }

        if (_stored.Of(at, unconditional).Values.Count > 0)
        {
            import.Log.Drop(unconditional, at.Subject, "Only rules of questions and integrations store values.");
        }

        return _actions.Of(at, unconditional, mayRepeat: false);
    }

    /// <summary>The rules of a question: its unconditional one is tried last, and what a rule without a match takes is not left to it.</summary>
    public ImportedRules OfQuestion(ExportedInteraction at, ValueList<Choice> choices)
    {
        (List<SourceNode> conditional, SourceNode? unconditional) = Split(at);
        List<Rule> rules = [.. conditional.SelectMany(rule => Conditional(at, rule, choices))];
        if (unconditional is null)
        {
            return new ImportedRules([.. rules], ActionImport.Following(at));
        }

        bool hasNoMatch = rules.Exists(rule => rule.When is { Test: NoMatchTest, Variables.Count: 0 });
        NextAction next = _actions.Of(at, unconditional, mayRepeat: conditional.Count > 0);
        (ValueMap<string> values, VariableScope scope) = _stored.Of(at, unconditional);
        if (conditional.Count == 0 && values.Count == 0)
        {
            return new ImportedRules([], next);
        }

        if (hasNoMatch)
        {
            import.Log.Drop(unconditional, at.Subject, "The unconditional rule is never reached: the rule without a match takes every other answer.");
            return new ImportedRules([.. rules], NextAction.Next);
        }

        if (unconditional.Line < conditional.LastOrDefault()?.Line)
        {
            import.Log.Change(unconditional, at.Subject, "The unconditional rule stands before others; it is tried last, as it would keep them from ever holding.");
        }

        rules.Add(new Rule { Name = Fields.FullText(unconditional, "name"), Set = values, Scope = scope, Next = next });
        return new ImportedRules([.. rules], NextAction.Next);
    }

    /// <summary>The rules of a call or transfer: its unconditional rule becomes the next action and handles no failure (C35).</summary>
    public ImportedRules OfCall(ExportedInteraction at)
    {
        (List<SourceNode> conditional, SourceNode? unconditional) = Split(at);
        List<Rule> rules = [];
        foreach (Rule rule in conditional.SelectMany(rule => Conditional(at, rule, [])))
        {
            if (rule.When.Test is null or ResultTest)
            {
                rules.Add(rule);
            }
        }

        if (unconditional is null)
        {
            return new ImportedRules([.. rules], ActionImport.Following(at));
        }

        NextAction next = _actions.Of(at, unconditional, mayRepeat: false);
        (ValueMap<string> values, VariableScope scope) = _stored.Of(at, unconditional);
        if (values.Count > 0)
        {
            rules.Add(new Rule { Name = Fields.FullText(unconditional, "name"), When = new ResultTest(CallResult.Success), Set = values, Scope = scope, Next = next });
        }

        return new ImportedRules([.. rules], next);
    }

    /// <summary>The rules of a file upload judge what is typed in the place of a file; the flow after the file is that of its call.</summary>
    public ValueList<Rule> OfUpload(ExportedInteraction at)
    {
        (List<SourceNode> conditional, SourceNode? unconditional) = Split(at);
        if (unconditional is not null && _actions.Of(at, unconditional, mayRepeat: false) != NextAction.Next)
        {
            import.Log.Change(unconditional, at.Subject, "After a file upload its integration always follows; the next action of the upload is not taken.");
        }

        List<Rule> rules = [];
        foreach (Rule rule in conditional.SelectMany(rule => Conditional(at, rule, [])))
        {
            if (rule.When.Test is not ResultTest)
            {
                rules.Add(rule.Next == NextAction.Next ? rule with { Next = NextAction.Current } : rule);
            }
        }

        return [.. rules];
    }

    /// <summary>Tells the first unconditional rule from the others.</summary>
    private (List<SourceNode> Conditional, SourceNode? Unconditional) Split(ExportedInteraction at)
    {
        List<SourceNode> conditional = [];
        SourceNode? unconditional = null;
        foreach (SourceNode rule in Fields.Objects(at.Node, "responseMatches"))
        {
            Fields.Text(rule, "name");
            if (Fields.Objects(rule, "conditions").Count > 0 || Fields.Objects(rule, "contextConditions").Count > 0)
            {
                conditional.Add(rule);
            }
            else if (unconditional is null)
            {
                unconditional = rule;
            }
            else
            {
                import.Log.Drop(rule, at.Subject, "It is the second unconditional rule; the first one always holds.");
                Fields.TakeWhole(rule);
            }
        }

        return (conditional, unconditional);
    }

    private List<Rule> Conditional(ExportedInteraction at, SourceNode rule, ValueList<Choice> choices)
    {
        IReadOnlyList<SourceNode> conditions = Fields.Objects(rule, "conditions");
        ImportedTest?[] tests = conditions.Count == 0 ? [null] : [.. conditions.SelectMany(condition => _conditions.Of(at, condition, choices))];
        IReadOnlyList<ValueList<VariableCondition>> variables = _variables.Of(at, rule);
        if (conditions.Count > 1)
        {
            import.Log.Change(rule, at.Subject, "The rule has several conditions; it holds when one of them does.");
        }

        bool isCall = at.Kind is ExportedKind.Integration or ExportedKind.Escalation;
        bool fits = Array.TrueForAll(tests, test => test is null || test.Test is ResultTest == isCall);
        if (!fits)
        {
            import.Log.Drop(rule, at.Subject, isCall ? "The rule tests what the consumer says, but this interaction does not ask." : "The rule tests the result of a call, but this interaction makes none.");
            Fields.TakeWhole(rule);
            return [];
        }

        (ValueMap<string> values, VariableScope scope) = _stored.Of(at, rule);
        NextAction next = _actions.Of(at, rule, mayRepeat: !isCall);
        long ways = (long)tests.Length * variables.Count;
        if (ways > MostAlternatives)
        {
            import.Log.Drop(rule, at.Subject, string.Create(
                CultureInfo.InvariantCulture,
                $"The rule may hold in {ways} ways, for its {tests.Length} conditions and {variables.Count} of variables are tested together; only the first {MostAlternatives} are kept."));
        }

        Rule Make(ImportedTest? test, ValueList<VariableCondition> together) => new()
        {
            Name = Fields.FullText(rule, "name"),
            When = new Condition { Test = test?.Test, Excludes = test?.Excludes ?? [], Variables = together },
            Set = values,
            Scope = scope,
            Message = test?.Message,
            Next = next,
        };
        return [.. tests.SelectMany(test => variables.Select(together => Make(test, together))).Take(MostAlternatives)];
    }
}

/// <summary>The rules of an interaction and its own next action.</summary>
internal sealed record ImportedRules(ValueList<Rule> Rules, NextAction Next);
