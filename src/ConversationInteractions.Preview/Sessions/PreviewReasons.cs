using System.Globalization;
using ConversationInteractions.Interpretation;
using ConversationInteractions.Model;
using ConversationInteractions.Testing;

namespace ConversationInteractions.Preview;

/// <summary>Why a rule held or not: its condition, with the values that decided it.</summary>
internal sealed class PreviewReasons
{
    private readonly Dictionary<string, BotProgram> _programs;
    private readonly Dictionary<(string Bot, string Place, string Rule), Rule> _rules = [];

    public PreviewReasons(IReadOnlyList<Bot> bots)
    {
        _programs = bots.ToDictionary(bot => bot.Name, BotProgram.Compile, StringComparer.Ordinal);
        foreach (Bot bot in bots)
        {
            foreach (Dialog dialog in bot.Dialogs)
            {
                Collect(bot, dialog);
            }
        }
    }

    /// <summary>Tells the name of the rule that an event of the trace is about, and why it held or not.</summary>
    /// <returns>The name and the reason; the detail as it is, without a reason, for an event that is about no rule.</returns>
    public (string? Text, string? Why) Explain(ConversationState state, TraceEvent trace)
    {
        if (trace.Code is not (TraceCodes.RuleMatched or TraceCodes.RuleRejected) || trace is not { Place: { } place, Detail: { } detail })
        {
            return (trace.Detail, null);
        }

        if (_rules.TryGetValue((state.Bot, place, detail), out Rule? rule))
        {
            return (detail, Condition(state, rule));
        }

        // A trace that tells the reason itself has it behind the name, and names may hold colons.
        for (int end = detail.IndexOf(": ", StringComparison.Ordinal); end >= 0; end = detail.IndexOf(": ", end + 1, StringComparison.Ordinal))
        {
            if (_rules.ContainsKey((state.Bot, place, detail[..end])))
            {
                return (detail[..end], detail[(end + 2)..]);
            }
        }

        return (detail, null);
    }

    private string Condition(ConversationState state, Rule rule)
    {
        BotProgram program = _programs[state.Bot];
        IEnumerable<string> values = rule.When.Variables.Select(condition => condition.Name).Where(name => !name.StartsWith('$')).Distinct(StringComparer.Ordinal)
            .Select(name => program.Bot.Settings.Sensitive.Contains(name, StringComparer.Ordinal) ? $"{name} is not shown"
                : StateVariables.TryRead(program, state, name, out string value) ? $"{name} is {value}" : $"{name} has no value");
        return string.Join("; ", [GraphTexts.Condition(rule.When), .. values]);
    }

    private void Collect(Bot bot, Dialog dialog)
    {
        for (int position = 0; position < dialog.Interactions.Count; position++)
        {
            ValueList<Rule> rules = GraphReading.Rules(dialog.Interactions[position]);
            for (int rule = 0; rule < rules.Count; rule++)
            {
                // As the trace names them.
                string name = rules[rule].Name ?? string.Create(CultureInfo.InvariantCulture, $"rule {rule + 1}");
                _rules.TryAdd((bot.Name, GraphReading.Place(dialog, position), name), rules[rule]);
            }
        }
    }
}
