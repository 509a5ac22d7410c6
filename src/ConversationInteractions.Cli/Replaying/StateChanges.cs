using System.Globalization;
using ConversationInteractions.Interpretation;
using ConversationInteractions.Language;

namespace ConversationInteractions.Cli;

/// <summary>What a step changed in the state, in lines with a label.</summary>
internal static class StateChanges
{
    public static IEnumerable<(string Label, string Text)> Between(ConversationState before, ConversationState after)
    {
        Dictionary<string, string> old = Variables(before);
        Dictionary<string, string> now = Variables(after);
        foreach (string name in old.Keys.Union(now.Keys).Order(StringComparer.Ordinal))
        {
            string? was = old.GetValueOrDefault(name);
            string? becomes = now.GetValueOrDefault(name);
            if (!string.Equals(was, becomes, StringComparison.Ordinal))
            {
                yield return ("variable", $"{name}: {(was is null ? "none" : $"'{was}'")} -> {(becomes is null ? "none" : $"'{becomes}'")}");
            }
        }

        if (before.Bot != after.Bot)
        {
            yield return ("bot", $"{before.Bot} -> {after.Bot}");
        }

        if (before.Owner != after.Owner)
        {
            yield return ("owner", $"{before.Owner.ToString().ToLowerInvariant()} -> {after.Owner.ToString().ToLowerInvariant()}");
        }

        if (before.DueAt != after.DueAt)
        {
            yield return ("timer", after.DueAt is { } due ? $"due {Time(due)}" : "stopped");
        }
    }

    /// <summary>Where the conversation is afterwards.</summary>
    public static string Place(ConversationState state) => state.Stack is not [.., var top] ? "in no dialog"
        : $"at '{top.Interaction}' of dialog '{top.Dialog}'{(state.Continuation is null ? "" : ", for the result of a call")}"
            + string.Concat(state.Stack.SkipLast(1).Reverse().Select(f => $", above '{f.Interaction}'"));

    public static string Time(DateTimeOffset time) => time.UtcDateTime.ToString("yyyy-MM-dd HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture);

    private static Dictionary<string, string> Variables(ConversationState state)
    {
        Dictionary<string, string> all = new(StringComparer.Ordinal);
        Add(all, "", state.Variables);
        foreach (DialogFrame frame in state.Stack)
        {
            Add(all, $" (dialog {frame.Dialog})", frame.Variables);
        }

        Add(all, " (request)", state.RequestVariables);
        foreach (CallRecord call in state.Calls)
        {
            all[$"{call.Integration} status"] = call.Status;
            foreach ((string field, Value value) in call.Fields)
            {
                all[$"{call.Integration}.{field}"] = value.Joined;
            }
        }

        return all;
    }

    private static void Add(Dictionary<string, string> all, string scope, IEnumerable<KeyValuePair<string, Value>> variables)
    {
        foreach ((string name, Value value) in variables)
        {
            all[name + scope] = value.Joined;
        }
    }
}
