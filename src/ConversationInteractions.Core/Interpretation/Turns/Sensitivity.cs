using System.Text;
using System.Text.Json;
using ConversationInteractions.Language;
using ConversationInteractions.Model;

namespace ConversationInteractions.Interpretation;

/// <summary>Remembers the values of sensitive variables, so that they are recognised in what was said after the variables are gone, and takes them out of what leaves.</summary>
internal static class Sensitivity
{
    /// <summary>How many values a state remembers at most, and how many characters of them. What is dropped has its log entries withheld instead.</summary>
    public const int MostValues = 64;
    public const int MostCharacters = 16_384;

    /// <summary>A sensitive variable is stored: its value counts, and so does what the consumer said or a call answered that it is made of.</summary>
    public static void Note(Turn turn, string name, Value value)
    {
        if (turn.Program.Sensitive.Contains(name))
        {
            (turn.NotedAsSensitive ??= []).AddRange(Texts(value));
        }
    }

    /// <summary>What goes into a sensitive variable beside the author's words is sensitive too.</summary>
    public static void NoteSources(Turn turn, string name, Template template)
    {
        if (template.IsLiteral || !turn.Program.Sensitive.Contains(name))
        {
            return;
        }

        foreach (TemplatePart part in template.Parts)
        {
            if (part.Reference is { Kind: ReferenceKind.UserMessage or ReferenceKind.QuickReplyPayload or ReferenceKind.Field or ReferenceKind.RawBody } source
                && References.TryFind(turn, source, out Value value))
            {
                (turn.NotedAsSensitive ??= []).AddRange(Texts(value));
            }
        }
    }

    /// <summary>The values that sensitive variables, fields and bodies of a state hold now.</summary>
    public static IEnumerable<string> Held(BotProgram program, ConversationState state)
    {
        foreach (string name in program.Sensitive)
        {
            foreach (ValueMap<Value> variables in state.Stack.Select(f => f.Variables).Append(state.Variables).Append(state.RequestVariables))
            {
                foreach (string item in variables.TryGetValue(name, out Value value) ? Texts(value) : [])
                {
                    yield return item;
                }
            }

            foreach (string item in CallRecords.TryRead(program, state.Calls, name, out Value answered) ? Texts(answered) : [])
            {
                yield return item;
            }
        }
    }

    /// <summary>What has to be taken out of texts in the middle of a step.</summary>
    public static Redaction Known(Turn turn) => MayKnow(turn) ? Redaction.Of(Past(turn).Concat(Held(turn.Program, turn.ToState()))) : Redaction.None;

    /// <summary>Remembers what sensitive variables held and hold no more, and takes that and what they hold out of the trace.</summary>
    public static StepResult Settle(Turn turn, StepResult result) => MayKnow(turn) ? SettleKnown(turn, result) : result;

    private static StepResult SettleKnown(Turn turn, StepResult result)
    {
        HashSet<string> held = new(Held(turn.Program, result.State), StringComparer.Ordinal);
        List<string> past = [.. Past(turn).Where(v => !string.IsNullOrWhiteSpace(v) && !held.Contains(v)).Distinct(StringComparer.Ordinal)];
        Redaction redaction = Redaction.Of(past.Concat(held));
        return result with
        {
            State = Remember(result, past),
            Trace = redaction.IsEmpty ? result.Trace : [.. result.Trace.Select(t => Redacted(redaction, t))],
        };
    }

    /// <summary>A trace event without sensitive values. Codes and places are the author's.</summary>
    public static TraceEvent Redacted(Redaction redaction, TraceEvent traced) => traced.Detail is null ? traced : traced with { Detail = redaction.Apply(traced.Detail) };

    /// <summary>The texts of a value; of one that is JSON also those inside, each by itself.</summary>
    private static IEnumerable<string> Texts(Value value) => value.Items.SelectMany(i => i.AsSpan().TrimStart() is ['{' or '[', ..] ? Leaves(i).Prepend(i) : [i]);

    private static List<string> Leaves(string text)
    {
        List<string> leaves = [];
        try
        {
            Utf8JsonReader json = new(Encoding.UTF8.GetBytes(text), new JsonReaderOptions { MaxDepth = 256 });
            while (leaves.Count < MostValues && json.Read())
            {
                if (json.TokenType is JsonTokenType.String or JsonTokenType.Number)
                {
                    leaves.Add(json.TokenType == JsonTokenType.String ? json.GetString()! : Encoding.UTF8.GetString(json.ValueSpan));
                }
            }
        }
        catch (Exception problem) when (problem is JsonException or InvalidOperationException)
        {
            // No JSON, or halves of characters in it: the whole text is looked for all the same.
            return leaves;
        }

        return leaves;
    }

    private static ConversationState Remember(StepResult result, List<string> past)
    {
        ConversationState state = result.State;
        int characters = past.Sum(v => v.Length);
        int dropped = 0;
        while (past.Count - dropped > MostValues || characters > MostCharacters)
        {
            characters -= past[dropped++].Length;
        }

        ValueList<string> values = [.. past.Skip(dropped)];
        return state with
        {
            SensitiveValues = values.Equals(state.SensitiveValues) ? state.SensitiveValues : values,

            // Up to the lines that this step makes.
            WithheldUpTo = dropped > 0 ? state.LastLogNumber : state.WithheldUpTo,
        };
    }

    private static bool MayKnow(Turn turn) =>
        turn.Program.Sensitive.Count > 0 || turn.ProgramBefore.Sensitive.Count > 0 || turn.NotedAsSensitive is not null || turn.Before.SensitiveValues.Count > 0;

    /// <summary>Everything that was sensitive before this step or became so in it, what has been so for longest first.</summary>
    private static IEnumerable<string> Past(Turn turn) => turn.Before.SensitiveValues
        .Concat(Held(turn.ProgramBefore, turn.Before))
        .Concat(turn.NotedAsSensitive ?? [])
        .Concat(turn.Program.Sensitive.SelectMany(turn.ReadContexts));
}
