using ConversationInteractions.Interpretation;
using ConversationInteractions.Language;
using ConversationInteractions.Model;

namespace ConversationInteractions.Preview;

/// <summary>The variables of a conversation, and what changed of them.</summary>
internal static class PreviewVariables
{
    private const int LongestValue = 2_000;

    public static IReadOnlyList<VariableView> Of(ConversationState? state, IReadOnlyList<PreviewBot> bots)
    {
        if (state is null)
        {
            return [];
        }

        HashSet<string> sensitive = bots.SelectMany(each => each.Bot.Settings.Sensitive).ToHashSet(StringComparer.Ordinal);
        List<VariableView> all = [];
        Add(state.Variables, "session", "");
        foreach (DialogFrame frame in state.Stack)
        {
            Add(frame.Variables, $"dialog {frame.Dialog}", "");
        }

        Add(state.RequestVariables, "request", "");
        foreach (CallRecord call in state.Calls)
        {
            Add(call.Fields, "integration", $"{call.Integration}.");
            if (call.Status.Length > 0)
            {
                all.Add(new VariableView($"{call.Integration} (status)", "integration", call.Status));
            }
        }

        return all;

        void Add(ValueMap<Value> values, string scope, string prefix)
        {
            foreach ((string name, Value value) in values)
            {
                bool isSecret = sensitive.Contains(name) || sensitive.Contains(prefix + name);
                all.Add(new VariableView(prefix + name, scope, isSecret ? "***" : Shorten(value.Joined)));
            }
        }
    }

    /// <summary>What is new, different or gone.</summary>
    public static IReadOnlyList<ChangeView> Compare(IReadOnlyList<VariableView> before, IReadOnlyList<VariableView> after)
    {
        Dictionary<(string Name, string Scope), string> old = [];
        foreach (VariableView variable in before)
        {
            old[(variable.Name, variable.Scope)] = variable.Value;
        }

        List<ChangeView> changes = [];
        foreach (VariableView variable in after)
        {
            if (!old.Remove((variable.Name, variable.Scope), out string? value) || value != variable.Value)
            {
                changes.Add(new ChangeView(variable.Name, variable.Scope, value, variable.Value));
            }
        }

        changes.AddRange(old.Select(gone => new ChangeView(gone.Key.Name, gone.Key.Scope, gone.Value, null)));
        return changes;
    }

    private static string Shorten(string value) => value.Length <= LongestValue ? value : string.Concat(value.AsSpan(0, LongestValue), "…");
}
