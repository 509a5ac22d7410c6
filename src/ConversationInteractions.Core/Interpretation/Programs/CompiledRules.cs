using System.Text.RegularExpressions;
using ConversationInteractions.Language;
using ConversationInteractions.Model;

namespace ConversationInteractions.Interpretation;

/// <summary>The rules of an interaction in the order in which they are tried: intents, then all others as listed, then "no match" (format 1.2).</summary>
internal sealed class CompiledRules
{
    public CompiledRules(Compilation compilation, ValueList<Rule> rules)
    {
        AsListed = [.. rules.Select((r, i) => new CompiledRule(compilation, r, i))];
        InOrder = [.. AsListed.OrderBy(r => r.Source.When.Test switch { IntentTest => 0, NoMatchTest => 2, _ => 1 })];
        AsksForIntents = Array.Exists(AsListed, r => r.Source.When.Test is IntentTest);
    }

    public static CompiledRules None { get; } = new(new Compilation(new Bot { Name = "" }), []);

    public CompiledRule[] AsListed { get; }

    public CompiledRule[] InOrder { get; }

    public bool AsksForIntents { get; }
}

internal sealed class CompiledRule
{
    public CompiledRule(Compilation compilation, Rule rule, int index)
    {
        Source = rule;
        Index = index;
        Patterns = rule.When.Test is PatternTest patterns ? [.. patterns.Patterns.Select(Pattern.Parse)] : [];
        Regex = rule.When.Test is RegexTest regex ? Compilation.Regex(regex.Expression) : null;
        Equal = rule.When.Test is EqualsTest equals ? compilation.Template(equals.Value) : null;
        Excludes = [.. rule.When.Excludes.Select(Compilation.Exclude)];
        Variables = [.. rule.When.Variables.Select(v => new CompiledVariableCondition(compilation, v))];
        Set = compilation.Templates(rule.Set);
        Message = compilation.OptionalTemplate(rule.Message);
    }

    public Rule Source { get; }

    /// <summary>The place among the rules as listed.</summary>
    public int Index { get; }

    public Pattern[] Patterns { get; }

    public Regex? Regex { get; }

    public Template? Equal { get; }

    public ExcludeKeyword[] Excludes { get; }

    public CompiledVariableCondition[] Variables { get; }

    public (string Name, Template Value)[] Set { get; }

    public Template? Message { get; }

    public string Title => Source.Name ?? $"rule {Index + 1}";
}

internal sealed class CompiledVariableCondition(Compilation compilation, VariableCondition source)
{
    public VariableCondition Source => source;

    public Reference Reference { get; } = compilation.ConditionReference(source.Name);

    public VariableOperator Operator => source.Operator;

    public Template Value { get; } = compilation.Template(source.Value);

    public Pattern? Pattern { get; } = source.Operator == VariableOperator.Matches ? Pattern.Parse(source.Value) : null;
}
