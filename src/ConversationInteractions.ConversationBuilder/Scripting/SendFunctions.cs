using ConversationInteractions.Interpretation;
using Jint.Native;

namespace ConversationInteractions.ConversationBuilder.Scripting;

/// <summary>What is said, and what is logged (behaviour 13, Send and Log).</summary>
internal static class SendFunctions
{
    private const int MaxQuickReplies = 10;
    private const int MaxDetailLength = 32 * 1024;

    public static IEnumerable<(string Name, Func<ScriptCall, JsValue> Function)> All =>
    [
        ("sendMessage", Send),
        ("sendMessages", Send),
        ("sendMessageWithQuickReplies", SendWithQuickReplies),
        ("sendImmediateReply", SendAndStop),
        ("sendPrivateMessage", call => Print(call, $"private message: {call.Text(0)}")),
        ("printDebugMessage", call => Print(call, call.Text(0))),
        ("logCustomEvent", call => Print(call, $"event {call.Text(1)}: {call.Text(0)} {Shortened(call.OptionalText(2))}".TrimEnd())),
        ("logEscalationEvent", call => Print(call, $"escalation to {call.Text(1)}: {call.Text(0)}")),
    ];

    private static JsValue Send(ScriptCall call)
    {
        foreach (string text in call.Texts(0))
        {
            call.Run.Say(text);
        }

        return JsValue.Undefined;
    }

    private static JsValue SendAndStop(ScriptCall call)
    {
        Send(call);
        throw new ScriptStopped();
    }

    private static JsValue SendWithQuickReplies(ScriptCall call)
    {
        List<string> replies = call.Texts(1);
        if (replies.Count > MaxQuickReplies)
        {
            call.Run.Note(TraceCodes.ScriptUnsupported, $"sendMessageWithQuickReplies takes at most {MaxQuickReplies} replies; the others are left out");
            replies.RemoveRange(MaxQuickReplies, replies.Count - MaxQuickReplies);
        }

        call.Run.Say(call.Text(0), [.. replies.Select(r => QuickReplies.Read(call.Run, r))]);
        return JsValue.Undefined;
    }

    private static JsValue Print(ScriptCall call, string text)
    {
        call.Run.Note(TraceCodes.ScriptPrinted, text);
        return JsValue.Undefined;
    }

    private static string Shortened(string? detail) => detail is null ? "" : detail.Length > MaxDetailLength ? detail[..MaxDetailLength] : detail;
}
