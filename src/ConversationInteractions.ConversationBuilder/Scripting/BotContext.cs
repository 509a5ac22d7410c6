using Jint;
using Jint.Native;
using Jint.Native.Object;

namespace ConversationInteractions.ConversationBuilder.Scripting;

/// <summary>The object <c>botContext</c>: functions by name. One description serves every engine; the functions of an engine are made when a script first uses them.</summary>
internal static class BotContext
{
    private static readonly JsObjectShape Shape = Describe();

    public static ObjectInstance Create(Engine engine) => Shape.Instantiate(engine);

    private static JsObjectShape Describe()
    {
        JsObjectShape.Builder builder = new();
        foreach ((string name, Func<ScriptCall, JsValue> function) in FlowFunctions.All
            .Concat(SendFunctions.All).Concat(DataFunctions.All).Concat(ConversationFunctions.All).Concat(TransferFunctions.All).Concat(ContextFunctions.All).Concat(RefusedFunctions.All))
        {
            builder.Method(name, (self, arguments) => function(new ScriptCall(self, arguments)));
        }

        builder.Accessor("chatBotId", (self, arguments) => new JsString(new ScriptCall(self, arguments).Run.Script.Bot), null);
        return builder.Build();
    }
}
