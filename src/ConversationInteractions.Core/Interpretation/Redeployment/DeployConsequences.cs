namespace ConversationInteractions.Interpretation;

/// <summary>What consumers notice of a lost place, said in a sentence. What happens is decided by <see cref="Places"/> and the turn that follows.</summary>
internal static class DeployConsequences
{
    public const string LostBelow = "When the dialog above it ends, it is not asked again.";

    public static string NotHosted(string bot) =>
        $"No bot '{bot}' is hosted any more: conversations go on at the starters of the bot they were opened with; those opened with '{bot}' fail until it is hosted again.";

    /// <summary>The top place is lost: all dialogs end, and what was waited for finds none.</summary>
    public static string Lost(CompiledInteraction waiting, BotProgram host) => waiting.Awaits switch
    {
        AwaitedInput.Answer => $"All dialogs end; the answer is matched against the starters. If none fits, {Fallback(host)}.",
        AwaitedInput.File => $"All dialogs end; the file is refused and {Fallback(host)}. A text is matched against the starters.",
        AwaitedInput.CallResult => "All dialogs end; the answer of the call is dropped and nothing more is said. The next message is matched against the starters.",
        _ => "All dialogs end; when the agent returns the conversation, nothing is said. The next message is matched against the starters.",
    };

    public static string Replaced(CompiledInteraction waiting, CompiledInteraction found, BotProgram host) => waiting.Awaits switch
    {
        AwaitedInput.CallResult => $"It is {Kind(found)} now: the answer of the call is dropped and {Kind(found)} runs instead.",
        AwaitedInput.Agent => $"It is {Kind(found)} now: when the agent returns the conversation, {Kind(found)} runs instead.",
        AwaitedInput.File => $"It is {Kind(found)} now: the file is refused and {Fallback(host)}. A text is judged by the rules of {Kind(found)}.",
        _ => $"It is {Kind(found)} now, whose rules judge the answer. If none holds, {(host.Bot.Settings.ContextSwitching ? "the starters are tried, then " : "")}"
            + $"{(found is CompiledUpload { FallbackResponse: { } own } ? $"\"{own.Text}\" is said" : Fallback(host))}.",
    };

    public static string ReplacedBelow(CompiledInteraction found) => $"When the dialog above it ends, {Kind(found)} runs instead.";

    private static string Fallback(BotProgram host) => host.Fallback is { } dialog ? $"dialog '{dialog.Name}' answers" : $"\"{host.FallbackMessage.Text}\" is said";

    private static string Kind(CompiledInteraction interaction) => interaction switch
    {
        CompiledStarter => "a dialog starter",
        CompiledStatement => "a statement",
        CompiledQuestion => "a question",
        CompiledCall => "a call",
        CompiledFileCall => "the call of a file upload",
        CompiledTransfer => "an escalation",
        CompiledUpload => "a file upload",
        _ => throw new NotSupportedException($"Interactions of type {interaction.GetType().Name} have no name."),
    };
}
