using ConversationInteractions.Interpretation;
using Jint.Native;
using Jint.Runtime;

namespace ConversationInteractions.ConversationBuilder.Scripting;

/// <summary>Where the conversation goes and how fast (behaviour 13, Flow).</summary>
internal static class FlowFunctions
{
    private static readonly TimeSpan LongestDelay = TimeSpan.FromMinutes(10);

    public static IEnumerable<(string Name, Func<ScriptCall, JsValue> Function)> All =>
    [
        ("setTriggerNextMessage", SetTriggerNextMessage),
        ("setMessageDelay", SetMessageDelay),
        ("setAllowMaxTextResponse", _ => JsValue.Undefined),
        ("evaluateOptions", EvaluateOptions),
        ("addQuickReplies", AddQuickReplies),
        ("addQuickReples", AddQuickReplies),
        ("getButtonPayload", call => ScriptCall.Optional(call.Run.Input.Payload)),
    ];

    private static JsValue SetTriggerNextMessage(ScriptCall call)
    {
        if (call.OptionalText(0) is { } name)
        {
            call.Run.Trigger = name;
        }
        else
        {
            call.Run.Note(TraceCodes.TriggerUnknown, call.Text(0));
        }

        return JsValue.Undefined;
    }

    private static JsValue SetMessageDelay(ScriptCall call)
    {
        double milliseconds = TypeConverter.ToNumber(call[0]);
        call.Run.Delay = milliseconds > 0 ? TimeSpan.FromMilliseconds(Math.Min(milliseconds, LongestDelay.TotalMilliseconds)) : TimeSpan.Zero;
        return JsValue.Undefined;
    }

    private static JsValue EvaluateOptions(ScriptCall call) => ScriptCall.Optional(OptionMatching.Find(call.Text(0), call.Texts(1)));

    private static JsValue AddQuickReplies(ScriptCall call)
    {
        foreach (string reply in call.Texts(0))
        {
            call.Run.Offer(QuickReplies.Read(call.Run, reply));
        }

        return JsValue.Undefined;
    }
}
