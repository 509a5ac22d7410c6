using System.Text;
using ConversationInteractions.Model;

namespace ConversationInteractions.Interpretation;

/// <summary>Finds the first difference between a recorded decision and another one.</summary>
internal static class JournalDifference
{
    public static string? Find(JournalStep recorded, StepResult decided) => Effects(recorded.Effects, decided.Effects) ?? States(recorded.State, Comparable(decided.State, recorded.State));

    private static string? Effects(IReadOnlyList<ConversationEffect> recorded, IReadOnlyList<ConversationEffect> decided)
    {
        for (int i = 0; i < Math.Max(recorded.Count, decided.Count); i++)
        {
            ConversationEffect? before = i < recorded.Count ? recorded[i] : null;
            ConversationEffect? now = i < decided.Count ? decided[i] : null;
            if (!Same(before, now))
            {
                return (before, now) switch
                {
                    (null, _) => $"now also {Told(now!)}",
                    (_, null) => $"no more {Told(before)}",
                    _ => $"recorded was {Told(before)}, now it is {Told(now)}",
                };
            }
        }

        return null;
    }

    /// <summary>Whether a request holds a sensitive value decides only how it is logged; after masking it cannot be told.</summary>
    private static bool Same(ConversationEffect? recorded, ConversationEffect? decided) => (recorded, decided) switch
    {
        (InvokeIntegration { Request: ApiRequest a } before, InvokeIntegration { Request: ApiRequest b } now) =>
            (before with { Request = a with { HoldsSensitive = false } }).Equals(now with { Request = b with { HoldsSensitive = false } }),
        (StartUpload { Request: { } a } before, StartUpload { Request: { } b } now) =>
            (before with { Request = a with { HoldsSensitive = false } }).Equals(now with { Request = b with { HoldsSensitive = false } }),
        _ => Equals(recorded, decided),
    };

    /// <summary>An effect in a few words.</summary>
    private static string Told(ConversationEffect effect) => effect switch
    {
        SendMessage { Message: var message } => message.Text.Length > 0 ? $"message \"{message.Text}\"" : $"message {Json(effect)}",
        InvokeIntegration { Request: ApiRequest api } => $"call of '{api.Integration}': {api.Method} {api.Url} {api.Body}".TrimEnd(),
        RequestTransfer transfer => $"transfer to skill {transfer.SkillId}{(transfer.Message is null ? "" : $" with \"{transfer.Message}\"")}",
        CloseConversation => "the close of the conversation",
        _ => Json(effect),
    };

    private static string Json(ConversationEffect effect) => Encoding.UTF8.GetString(ConversationEffectJson.Write(effect));

    /// <summary>What only a commit knows is taken from the record; hashes tell of the definition, not of what happened.</summary>
    private static ConversationState Comparable(ConversationState decided, ConversationState recorded) => decided with
    {
        LastOutboxPosition = recorded.LastOutboxPosition,
        LastLogNumber = recorded.LastLogNumber,
        Transfer = decided.Transfer is { } transfer && transfer.Id == recorded.Transfer?.Id ? transfer with { Deadline = recorded.Transfer.Deadline } : decided.Transfer,
    };

    private static string? States(ConversationState recorded, ConversationState decided) =>
        recorded.Bot != decided.Bot ? $"recorded was bot '{recorded.Bot}', now it is '{decided.Bot}'"
        : recorded.Owner != decided.Owner ? $"recorded was owner {recorded.Owner}, now it is {decided.Owner}"
        : Places(recorded) != Places(decided) ? $"recorded was that it waits at {Places(recorded)}, now it is {Places(decided)}"
        : Variables(recorded.Variables, decided.Variables)
            ?? Variables(recorded.RequestVariables, decided.RequestVariables)
            ?? recorded.Stack.Zip(decided.Stack, (a, b) => Variables(a.Variables, b.Variables)).FirstOrDefault(d => d is not null)
            ?? (Plain(recorded).Equals(Plain(decided)) ? null : $"recorded was {Property(recorded, decided, isRecorded: true)}, now it is {Property(recorded, decided, isRecorded: false)}");

    private static string Places(ConversationState state) =>
        state.Stack.Count == 0 ? "no dialog" : string.Join(" above ", state.Stack.Reverse().Select(f => $"'{f.Interaction}'"));

    private static string? Variables(ValueMap<Language.Value> recorded, ValueMap<Language.Value> decided)
    {
        foreach (string name in recorded.Keys.Concat(decided.Keys).Distinct(StringComparer.Ordinal))
        {
            string before = recorded.TryGetValue(name, out Language.Value value) ? $"'{value.Joined}'" : "without value";
            string now = decided.TryGetValue(name, out value) ? $"'{value.Joined}'" : "without value";
            if (!string.Equals(before, now, StringComparison.Ordinal))
            {
                return $"recorded was variable {name} {before}, now it is {now}";
            }
        }

        return null;
    }

    private static ConversationState Plain(ConversationState state) => state with
    {
        DefinitionHash = null,
        SensitiveValues = [],
        WithheldUpTo = 0,
        Stack = [.. state.Stack.Select(f => f with { ContentHash = null })],
    };

    /// <summary>The first property of the JSON form that differs, for what has no words of its own.</summary>
    private static string Property(ConversationState recorded, ConversationState decided, bool isRecorded)
    {
        string a = Encoding.UTF8.GetString(ConversationStateJson.Write(Plain(recorded)));
        string b = Encoding.UTF8.GetString(ConversationStateJson.Write(Plain(decided)));
        int same = a.AsSpan().CommonPrefixLength(b);
        int from = Math.Max(0, a.AsSpan(0, same).LastIndexOf(','));
        string shown = isRecorded ? a[from..] : b[from..];
        return $"state {(shown.Length > 200 ? $"{shown[..200]}…" : shown)}";
    }
}
