using ConversationInteractions.Language;
using ConversationInteractions.Model;

namespace ConversationInteractions.Interpretation;

/// <summary>Everything that scripts read by name.</summary>
internal static class ScriptVariables
{
    public static ScriptInput Input(Turn turn) => new()
    {
        ConversationId = turn.ConversationId,
        UserId = turn.UserId,
        Now = turn.At,
        Channel = turn.Channel,
        UserMessage = turn.UserMessage,
        Payload = turn.Payload,
        StarterIntent = turn.StarterIntent,
        Variables = Readable(turn),
        Bodies = Bodies(turn),
        Called = turn.Calls.Count == 0 ? [] : [.. turn.Calls.Select(c => ResponseVariable(turn, c))],
        Environment = turn.Program.Bot.Environment,
        Attributes = turn.Attributes,
        CallSucceeded = turn.Calls is [.., var latest] ? latest.Result == CallResult.Success : null,
        CallStatus = turn.Calls is [.., var call] ? call.Status : null,
        FileName = turn.FileName,
        FileType = turn.FileType,
    };

    private static ValueMap<Value> Readable(Turn turn)
    {
        if (turn.Calls.Count == 0 && turn.RequestVariables.IsEmpty && (turn.Top is null || turn.Top.Variables.IsEmpty))
        {
            return turn.SessionVariables.ToMap();
        }

        OrderedDictionary<string, Value> all = new(StringComparer.Ordinal);
        foreach (CallRecord call in turn.Calls)
        {
            string variable = ResponseVariable(turn, call);
            all[$"api_{variable}Status"] = call.Status;
            foreach ((string field, Value value) in call.Fields)
            {
                all[$"{call.Integration}.{field}"] = value;
                all[$"{variable}.{field}"] = value;
            }
        }

        foreach ((string name, Value value) in turn.SessionVariables.All.Concat(turn.Top?.Variables.All ?? []).Concat(turn.RequestVariables.All))
        {
            all[name] = value;
        }

        return ValueMap.Create<Value>([.. all]);
    }

    private static ValueMap<JsonText> Bodies(Turn turn)
    {
        List<KeyValuePair<string, JsonText>> bodies = [];
        foreach (CallRecord call in turn.Calls)
        {
            if (call.Body is { } body)
            {
                bodies.Add(KeyValuePair.Create(ResponseVariable(turn, call), body));
            }
        }

        return ValueMap.Create<JsonText>([.. bodies]);
    }

    private static string ResponseVariable(Turn turn, CallRecord call) => turn.Program.Integrations.Find(call.Integration)?.ResponseVariable ?? call.Integration;
}
