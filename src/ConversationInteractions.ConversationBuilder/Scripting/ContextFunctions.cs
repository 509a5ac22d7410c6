using ConversationInteractions.Interpretation;
using ConversationInteractions.Language;
using Jint;
using Jint.Native;
using Jint.Runtime;

namespace ConversationInteractions.ConversationBuilder.Scripting;

/// <summary>The Conversation Context Service (behaviour 13): values that conversations and bots share, in namespaces. What a script writes it reads at once; it is written when the step is committed.</summary>
internal static class ContextFunctions
{
    public static IEnumerable<(string Name, Func<ScriptCall, JsValue> Function)> All =>
    [
        ("isContextApiEnabled", _ => JsBoolean.True),
        ("registerContextNamespace", Register),
        ("deleteContextNamespace", call => Change(call, ContextChangeKind.Delete, ContextScopeKind.Global)),
        ("getGlobalContextData", call => Get(call, ContextScopeKind.Global)),
        ("setGlobalContextData", call => Set(call, ContextScopeKind.Global)),
        ("deleteGlobalContextData", call => Delete(call, ContextScopeKind.Global)),
        ("getContextDataForUser", call => Get(call, ContextScopeKind.User)),
        ("setContextDataForUser", call => Set(call, ContextScopeKind.User)),
        ("deleteContextDataForUser", call => Delete(call, ContextScopeKind.User)),
        ("deleteAllContextDataForUser", call => Change(call, ContextChangeKind.Clear, ContextScopeKind.User)),
        ("getContextDataForConversation", call => Get(call, ContextScopeKind.Conversation)),
        ("setContextDataForConversation", call => Set(call, ContextScopeKind.Conversation)),
        ("deleteContextDataForConversation", call => Delete(call, ContextScopeKind.Conversation)),
        ("deleteAllContextDataForConversation", call => Change(call, ContextChangeKind.Clear, ContextScopeKind.Conversation)),
    ];

    /// <summary>What was written, as it was.</summary>
    public static JsValue Revive(Engine engine, string kept)
    {
        Value value = ContextText.Read(kept);
        try
        {
            return ScriptValues.ToJs(engine, value);
        }
        catch (JavaScriptException)
        {
            // A text of somebody else's that only looks like an object.
            return new JsString(kept);
        }
    }

    private static JsValue Get(ScriptCall call, ContextScopeKind scope)
    {
        if (!TryNamespace(call, scope, out string name))
        {
            return JsValue.Null;
        }

        IReadOnlyDictionary<string, string> values = call.Run.Read(scope, name);
        if (!call[1].IsUndefined())
        {
            return values.TryGetValue(call.Text(1), out string? value) ? Revive(call.Engine, value) : JsValue.Null;
        }

        if (values.Count == 0)
        {
            return JsValue.Null;
        }

        JsObject all = new(call.Engine);
        foreach ((string key, string value) in values.OrderBy(v => v.Key, StringComparer.Ordinal))
        {
            all.FastSetDataProperty(key, Revive(call.Engine, value));
        }

        return all;
    }

    private static JsBoolean Set(ScriptCall call, ContextScopeKind scope) =>
        Write(call, scope, ScriptValues.ToValue(call.Engine, call.Run, call[2]) is { } value ? ContextText.Write(value) : null);

    private static JsBoolean Delete(ScriptCall call, ContextScopeKind scope) => Write(call, scope, null);

    private static JsBoolean Write(ScriptCall call, ContextScopeKind scope, string? value)
    {
        if (!TryNamespace(call, scope, out string name) || call.OptionalText(1) is not { } key)
        {
            return JsBoolean.False;
        }

        call.Run.Change(new ContextChange(ContextChangeKind.Write, name) { Scope = scope, UserId = UserId(call, scope), Name = key, Value = value });
        return JsBoolean.True;
    }

    private static JsBoolean Change(ScriptCall call, ContextChangeKind kind, ContextScopeKind scope)
    {
        if (!TryNamespace(call, scope, out string name))
        {
            return JsBoolean.False;
        }

        call.Run.Change(new ContextChange(kind, name) { Scope = scope, UserId = UserId(call, scope) });
        return JsBoolean.True;
    }

    private static JsBoolean Register(ScriptCall call)
    {
        if (!TryNamespace(call, ContextScopeKind.Global, out string name))
        {
            return JsBoolean.False;
        }

        double seconds = call.IsNothing(1) ? 0 : TypeConverter.ToNumber(call[1]);
        TimeSpan? lifetime = seconds > 0 && seconds < TimeSpan.MaxValue.TotalSeconds / 2 ? TimeSpan.FromSeconds(seconds) : null;
        call.Run.Change(new ContextChange(ContextChangeKind.Register, name) { TimeToLive = lifetime });
        return JsBoolean.True;
    }

    private static string? UserId(ScriptCall call, ContextScopeKind scope) => scope == ContextScopeKind.User ? call.Run.Input.UserId : null;

    private static bool TryNamespace(ScriptCall call, ContextScopeKind scope, out string name)
    {
        name = call.OptionalText(0) ?? "";
        if (scope == ContextScopeKind.User && call.Run.Input.UserId is null)
        {
            call.Run.Note(TraceCodes.ScriptUnsupported, "values of a user need a user: the host named none when the conversation began");
            return false;
        }

        if (name.StartsWith(ReservedNames.Namespaces, StringComparison.Ordinal))
        {
            call.Run.Note(TraceCodes.ScriptUnsupported, $"namespaces that begin with '{ReservedNames.Namespaces}' hold what bots keep for ever; use setBotVariable, or another name");
            return false;
        }

        return name.Length > 0;
    }
}
