using System.Globalization;
using ConversationInteractions.Interpretation;
using ConversationInteractions.Language;
using ConversationInteractions.Model;
using Jint.Native;
using Jint.Runtime;

namespace ConversationInteractions.ConversationBuilder.Scripting;

/// <summary>Variables, fields and what integrations answered (behaviour 13, Data and Integration).</summary>
internal static class DataFunctions
{
    private const string CountSuffix = ".count";

    public static IEnumerable<(string Name, Func<ScriptCall, JsValue> Function)> All =>
    [
        ("getBotVariable", GetBotVariable),
        ("setBotVariable", SetBotVariable),
        ("getEnvVariable", call => ScriptCall.Optional(call.Run.Input.Environment.GetValueOrDefault(call.Text(0)))),
        ("isApiExecutionSuccessful", call => call.Run.Input.CallSucceeded == true ? JsBoolean.True : JsBoolean.False),
        ("getApiStatusCode", call => ScriptCall.Optional(call.Run.Input.CallStatus)),
        ("getFileCaption", _ => new JsString(ReservedNames.NoCaption)),
        ("getFileType", call => ScriptCall.Optional(call.Run.Input.FileType)),
    ];

    private static JsValue GetBotVariable(ScriptCall call)
    {
        string name = call.Text(0);
        if (call.Run.TryWritten(name, out Value? written))
        {
            return written is { } value ? ScriptValues.ToJs(call.Engine, value) : JsValue.Null;
        }

        if (Find(call.Run.Input, name) is { } found)
        {
            return ScriptValues.ToJs(call.Engine, found);
        }

        if (name.StartsWith(ReservedNames.Body, StringComparison.Ordinal) && call.Run.Input.Bodies.TryGetValue(name[ReservedNames.Body.Length..], out JsonText? body))
        {
            JsObject holder = new(call.Engine);
            holder.Set(ReservedNames.JsonProperty, new JsString($"{{{JsonText.FromString(name).Text}:{body.Text}}}"));
            return holder;
        }

        return call.Run.Input.UserId is null ? JsValue.Null
            : ScriptCall.Optional(call.Run.Read(ContextScopeKind.User, ReservedNames.Forever(call.Run.Script.Bot)).GetValueOrDefault(name)) is JsString kept ? ContextFunctions.Revive(call.Engine, kept.ToString())
            : JsValue.Null;
    }

    private static Value? Find(ScriptInput input, string name)
    {
        if (input.Variables.TryGetValue(name, out Value value))
        {
            return value;
        }

        return name.EndsWith(CountSuffix, StringComparison.Ordinal) && input.Variables.TryGetValue(name[..^CountSuffix.Length], out Value counted)
            ? Value.FromText(counted.Count.ToString(CultureInfo.InvariantCulture))
            : default(Value?);
    }

    private static JsValue SetBotVariable(ScriptCall call)
    {
        string name = call.Text(0);
        Value? value = ScriptValues.ToValue(call.Engine, call.Run, call[1]);
        bool isForever = TypeConverter.ToBoolean(call[3]);
        VariableScope scope = isForever || TypeConverter.ToBoolean(call[2]) ? VariableScope.Session : VariableScope.Request;
        bool isBody = name.StartsWith(ReservedNames.Body, StringComparison.Ordinal) && call.Run.Input.Called.Contains(name[ReservedNames.Body.Length..]);
        Value? stored = isBody && value is { IsJson: true } json ? ScriptValues.Body(name, json) : value;
        call.Run.Store(name, value, stored, scope);
        if (isForever && call.Run.Input.UserId is { } user)
        {
            string kept = ReservedNames.Forever(call.Run.Script.Bot);
            call.Run.Change(new ContextChange(ContextChangeKind.Register, kept) { TimeToLive = TimeSpan.FromDays(180) });
            call.Run.Change(new ContextChange(ContextChangeKind.Write, kept)
            {
                Scope = ContextScopeKind.User,
                UserId = user,
                Name = name,
                Value = value is { } written ? ContextText.Write(written) : null,
            });
        }

        return JsValue.Undefined;
    }
}
