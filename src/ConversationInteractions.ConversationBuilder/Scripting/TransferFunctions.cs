using Jint.Native;

namespace ConversationInteractions.ConversationBuilder.Scripting;

/// <summary>What the next transfer hands over (A30).</summary>
internal static class TransferFunctions
{
    public static IEnumerable<(string Name, Func<ScriptCall, JsValue> Function)> All =>
    [
        ("setBotTransferUserMessage", call => Set(() => call.Run.TransferMessage = call.OptionalText(0))),
        ("setBotTransferIntentId", call => Set(() => call.Run.TransferIntent = call.OptionalText(0))),
        ("setBotTransferIntentbyDomain", call => Set(() => call.Run.TransferIntent = call.OptionalText(0))),
        ("setBotTransferIntentByDomain", call => Set(() => call.Run.TransferIntent = call.OptionalText(0))),
    ];

    private static JsValue Set(Action set)
    {
        set();
        return JsValue.Undefined;
    }
}
