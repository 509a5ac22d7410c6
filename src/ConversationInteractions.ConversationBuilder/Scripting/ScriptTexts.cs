using System.Globalization;
using ConversationInteractions.Interpretation;

namespace ConversationInteractions.ConversationBuilder.Scripting;

/// <summary>What is said about scripts that went wrong.</summary>
internal static class ScriptTexts
{
    private const int LongestMessage = 1_000;

    /// <summary>Where a script stands: <c>dialog/interaction preProcess</c>.</summary>
    public static string Place(RunScript script)
    {
        string word = script.Slot switch
        {
            ScriptSlot.SessionStart => "initConversation",
            ScriptSlot.PreProcess => "preProcess",
            ScriptSlot.PostProcess => "postProcess",
            ScriptSlot.ProcessResponse => "processResponse",
            ScriptSlot.Transform => "transform",
            _ => throw new ArgumentOutOfRangeException(nameof(script), script.Slot, "Unknown slot."),
        };
        return script.Dialog is null ? $"{script.Place} {word}" : $"{script.Dialog}/{script.Place} {word}";
    }

    public static string GlobalPlace(RunScript script) => $"{script.Bot} globalScript";

    public const string NoMessage = "an error without a message";

    public static string Rejected(string reason, int count) =>
        count == 1 ? $"a promise was rejected and nothing catches it: {reason}" : Text($"{count} promises were rejected and nothing catches them, one with: {reason}");

    /// <summary>What scripts throw may be as long as they like; nobody reads more than this.</summary>
    public static string Shortened(string message)
    {
        if (message.Length <= LongestMessage)
        {
            return message;
        }

        int end = char.IsHighSurrogate(message[LongestMessage - 1]) ? LongestMessage - 1 : LongestMessage;
        return Text($"{message[..end]}… ({message.Length} characters)");
    }

    public static string Unsupported(string function) => $"botContext.{function} is not supported and does nothing; use an intent recogniser or an integration instead";

    public static string TooManyStatements(int limit) => Text($"more than {limit} statements were executed; is there a loop without end?");

    public static string TooLong(TimeSpan limit) => Text($"it ran longer than {limit.TotalMilliseconds} ms; do less, or call an integration");

    public static string TooMuchMemory(long limit) => Text($"it took more than {limit} bytes of memory, or an array grew too long");

    public static string TooDeep(int limit) => Text($"calls are nested deeper than {limit}; does a function call itself without end?");

    public static string RegexTooLong(TimeSpan limit) => Text($"a regular expression looked longer than {limit.TotalMilliseconds} ms for a match; make it simpler");

    public static string TextTooLong(int limit) => Text($"the texts that it made are longer than {limit} characters together");

    public static string ResultTooLong(int limit) => Text($"what it stores, says and prints is longer than {limit} characters together");

    public static string TooManyMessages(int limit) => Text($"it sends more than {limit} messages");

    public static string TooManyChanges(int limit) => Text($"it makes more than {limit} changes of one kind");

    public static string TooManyNamespaces(int limit) => Text($"it reads more than {limit} namespaces of the context store");

    public static string NoBigInt() => "BigInt is not supported; use numbers";

    public static string TooDeepValue() => "a value is nested too deeply";

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
