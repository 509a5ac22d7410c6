using System.Globalization;
using System.Text.Json;
using ConversationInteractions.Language;
using ConversationInteractions.Model;

namespace ConversationInteractions.Interpretation;

/// <summary>What integrations answered: kept under the integration's name and read under its response variable too (A9).</summary>
internal static class CallRecords
{
    /// <summary>The latest answer under a response variable: <c>api_</c> names always use it (A9).</summary>
    public static CallRecord? FindByVariable(BotProgram program, ValueList<CallRecord> calls, string variable)
    {
        for (int i = calls.Count - 1; i >= 0; i--)
        {
            if (string.Equals(program.Integrations.Find(calls[i].Integration)?.ResponseVariable ?? calls[i].Integration, variable, StringComparison.Ordinal))
            {
                return calls[i];
            }
        }

        return null;
    }

    public static bool TryField(BotProgram program, ValueList<CallRecord> calls, string owner, string field, out Value value)
    {
        value = default;
        return (FindByName(calls, owner) ?? FindByVariable(program, calls, owner))?.Fields.TryGetValue(field, out value) == true;
    }

    /// <summary>Reads <c>api_name</c>, <c>api_nameStatus</c>, <c>integration.field</c> and <c>integration.field.count</c>.</summary>
    public static bool TryRead(BotProgram program, ValueList<CallRecord> calls, string name, out Value value)
    {
        value = default;
        if (calls.Count == 0)
        {
            return false;
        }

        if (name.StartsWith("api_", StringComparison.Ordinal))
        {
            if (name.EndsWith("Status", StringComparison.Ordinal) && FindByVariable(program, calls, name[4..^6]) is { Status.Length: > 0 } answered)
            {
                value = answered.Status;
                return true;
            }

            if (FindByVariable(program, calls, name[4..]) is { Body: { } body })
            {
                value = body.Text;
                return true;
            }

            return false;
        }

        // The longest name of an integration, as in references.
        for (int dot = name.LastIndexOf('.'); dot > 0; dot = name.LastIndexOf('.', dot - 1))
        {
            string field = name[(dot + 1)..];
            if (TryField(program, calls, name[..dot], field, out value))
            {
                return true;
            }

            if (field.EndsWith(".count", StringComparison.Ordinal) && TryField(program, calls, name[..dot], field[..^6], out value))
            {
                value = value.Count.ToString(CultureInfo.InvariantCulture);
                return true;
            }
        }

        return false;
    }

    private static CallRecord? FindByName(ValueList<CallRecord> calls, string integration)
    {
        foreach (CallRecord call in calls.AsSpan())
        {
            if (string.Equals(call.Integration, integration, StringComparison.Ordinal))
            {
                return call;
            }
        }

        return null;
    }

    /// <summary>Finds the call that a name such as <c>integration.field</c> belongs to, under the integration's name or its response variable.</summary>
    public static CallRecord? FindByField(BotProgram program, ValueList<CallRecord> calls, string name, out string field)
    {
        field = "";
        if (calls.Count == 0 || name.StartsWith("api_", StringComparison.Ordinal) || name.EndsWith('.'))
        {
            return null;
        }

        for (int dot = name.LastIndexOf('.'); dot > 0; dot = name.LastIndexOf('.', dot - 1))
        {
            string owner = name[..dot];
            if ((FindByName(calls, owner) ?? FindByVariable(program, calls, owner)) is { } call)
            {
                field = name[(dot + 1)..];
                return call;
            }
        }

        return null;
    }

    /// <summary>Keeps an answer. From now on its names read it: variables that hide it, written by scripts and rules before, are gone (C26, behaviour 7.4).</summary>
    public static void Keep(Turn turn, CompiledIntegration integration, CallRecord record)
    {
        turn.State.Calls = With(turn.State.Calls, record);
        turn.RequestVariables.RemoveWhere(integration, Names);
        turn.SessionVariables.RemoveWhere(integration, Names);
        foreach (ActiveFrame frame in turn.Stack)
        {
            frame.Variables.RemoveWhere(integration, Names);
        }
    }

    /// <summary>Puts a call with other contents in the place of what it was.</summary>
    public static void Replace(Turn turn, CallRecord before, CallRecord after) => turn.State.Calls = [.. turn.State.Calls.Select(c => ReferenceEquals(c, before) ? after : c)];

    /// <summary>Whether a name reads what the integration answers: <c>api_name</c>, <c>api_nameStatus</c>, <c>integration.field</c> or <c>integration.field.count</c>.</summary>
    private static bool Names(CompiledIntegration integration, string name)
    {
        string variable = integration.ResponseVariable;
        if (name.StartsWith("api_", StringComparison.Ordinal))
        {
            ReadOnlySpan<char> rest = name.AsSpan(4);
            return rest.StartsWith(variable, StringComparison.Ordinal) && rest[variable.Length..] is "" or "Status";
        }

        return NamesField(integration, integration.Name, name) || NamesField(integration, variable, name);
    }

    private static bool NamesField(CompiledIntegration integration, string owner, string name)
    {
        if (name.Length <= owner.Length || name[owner.Length] != '.' || !name.StartsWith(owner, StringComparison.Ordinal))
        {
            return false;
        }

        ReadOnlySpan<char> rest = name.AsSpan(owner.Length + 1);
        foreach ((string field, _) in integration.Fields)
        {
            if (rest.StartsWith(field, StringComparison.Ordinal) && rest[field.Length..] is "" or ".count")
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Forgets what the integration answered before (C26).</summary>
    public static ValueList<CallRecord> Without(ValueList<CallRecord> calls, string integration)
    {
        ReadOnlySpan<CallRecord> all = calls.AsSpan();
        for (int i = 0; i < all.Length; i++)
        {
            if (string.Equals(all[i].Integration, integration, StringComparison.Ordinal))
            {
                // Each integration has one record at most.
                return [.. all[..i], .. all[(i + 1)..]];
            }
        }

        return calls;
    }

    /// <summary>Keeps an answer behind all others, in the place of what the integration answered before.</summary>
    public static ValueList<CallRecord> With(ValueList<CallRecord> calls, CallRecord latest)
    {
        ReadOnlySpan<CallRecord> others = Without(calls, latest.Integration).AsSpan();
        CallRecord[] all = new CallRecord[others.Length + 1];
        others.CopyTo(all);
        all[^1] = latest;
        return new ValueList<CallRecord>(all);
    }

    /// <summary>Makes a record of an answer: fields only of a success (C10), the body only where the bot reads it.</summary>
    public static CallRecord From(BotProgram program, CompiledIntegration integration, CallOutcome outcome)
    {
        ValueMap<Value> fields = [];
        JsonText? body = null;
        bool wantsFields = outcome.Result == CallResult.Success && integration.Fields.Length > 0;
        bool wantsBody = program.ReadsBody(integration.ResponseVariable);
        if ((wantsFields || wantsBody) && TryParse(outcome.Body) is { } document)
        {
            using (document)
            {
                fields = wantsFields ? Fields(integration, document.RootElement) : fields;
                body = wantsBody ? Whole(document.RootElement) : null;
            }
        }

        return new CallRecord
        {
            Integration = integration.Name,
            Status = outcome.Status?.ToString(CultureInfo.InvariantCulture) ?? "",
            Result = outcome.Result,
            Fields = fields,
            Body = body,
        };
    }

    private static ValueMap<Value> Fields(CompiledIntegration integration, JsonElement root)
    {
        KeyValuePair<string, Value>[] found = new KeyValuePair<string, Value>[integration.Fields.Length];
        int count = 0;
        foreach ((string name, ValuePath path) in integration.Fields)
        {
            if (path.TryRead(root, out Value value))
            {
                found[count++] = KeyValuePair.Create(name, value);
            }
        }

        return count == 0 ? [] : new ValueMap<Value>(count == found.Length ? found : found[..count]);
    }

    private static JsonText? Whole(JsonElement root)
    {
        try
        {
            return JsonText.From(root);
        }
        catch (InvalidOperationException)
        {
            // It escapes halves of characters, which no text can hold: its fields are read as far as they can be, the raw body is not kept.
            return null;
        }
    }

    private static JsonDocument? TryParse(string body)
    {
        if (body.Length == 0)
        {
            return null;
        }

        try
        {
            return JsonDocument.Parse(body);
        }
        catch (JsonException)
        {
            // A text answer: it has a status, and neither fields nor a raw body (C10).
            return null;
        }
    }
}
