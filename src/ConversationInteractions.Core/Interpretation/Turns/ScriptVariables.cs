using ConversationInteractions.Language;
using ConversationInteractions.Model;

namespace ConversationInteractions.Interpretation;

/// <summary>Everything that scripts read by name.</summary>
internal static class ScriptVariables
{
    public static ValueMap<Value> Readable(Turn turn)
    {
        OrderedDictionary<string, Value> all = new(StringComparer.Ordinal);
        foreach (CallRecord call in turn.Calls)
        {
            string variable = turn.Program.Integrations.Find(call.Integration)?.ResponseVariable ?? call.Integration;
            all[$"api_{variable}Status"] = call.Status;
            if (call.Body is not null)
            {
                all[$"api_{variable}"] = call.Body.Text;
            }

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
}
