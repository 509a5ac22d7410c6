using ConversationInteractions.Language;
using ConversationInteractions.Model;

namespace ConversationInteractions.Interpretation;

/// <summary>Everything that scripts read by name.</summary>
internal static class ScriptVariables
{
    public static ScriptInput Input(Turn turn) => new()
    {
        ConversationId = turn.State.ConversationId,
        UserId = turn.State.UserId,
        Now = turn.At,
        Channel = turn.State.Channel,
        UserMessage = turn.State.UserMessage,
        Payload = turn.State.Payload,
        StarterIntent = turn.State.StarterIntent,
        Variables = Readable(turn),
        Bodies = Bodies(turn),
        Called = turn.State.Calls.Count == 0 ? [] : [.. turn.State.Calls.Select(c => ResponseVariable(turn, c))],
        Environment = turn.Program.Bot.Environment,
        Attributes = turn.State.Attributes,
        CallSucceeded = turn.State.Calls is [.., var latest] ? latest.Result == CallResult.Success : null,
        CallStatus = turn.State.Calls is [.., var call] ? call.Status : null,
        FileName = turn.State.FileName,
        FileType = turn.State.FileType,
    };

    private static ValueMap<Value> Readable(Turn turn)
    {
        if (turn.State.Calls.Count == 0 && turn.RequestVariables.IsEmpty && (turn.Top is null || turn.Top.Variables.IsEmpty))
        {
            return turn.SessionVariables.ToMap();
        }

        OrderedDictionary<string, Value> all = new(StringComparer.Ordinal);
        foreach (CallRecord call in turn.State.Calls)
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
        foreach (CallRecord call in turn.State.Calls)
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
