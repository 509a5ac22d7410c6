using ConversationInteractions.Interpretation;
using Jint.Native;

namespace ConversationInteractions.ConversationBuilder.Scripting;

/// <summary>Functions of services that there are none of here: refused by name, never silently absent.</summary>
internal static class RefusedFunctions
{
    private static readonly string[] Names = ["getNamedEntities", "getNlpResponse", "getSentiment", "askMaven"];

    public static IEnumerable<(string Name, Func<ScriptCall, JsValue> Function)> All => Names.Select(name => (name, Refuse(name)));

    private static Func<ScriptCall, JsValue> Refuse(string name) => call =>
    {
        call.Run.Note(TraceCodes.ScriptUnsupported, ScriptTexts.Unsupported(name));
        return JsValue.Null;
    };
}
