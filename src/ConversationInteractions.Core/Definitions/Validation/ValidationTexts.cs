using System.Globalization;
using ConversationInteractions.Language;
using static ConversationInteractions.Definitions.ReadingTexts;

namespace ConversationInteractions.Definitions.Validation;

/// <summary>What validation says about a bot whose parts do not fit together. All texts of this layer stand here.</summary>
internal static class ValidationTexts
{
    /// <summary>The references that name no variable, as they are written inside braces.</summary>
    public static string[] PlainReferences { get; } =
        ["$userMessage", "$query", "$quickReplyPayload", "$conversationId", "$botName", "$channel", "$fileName", "$fileType"];

    public static Finding DuplicateName(string what, string name, string first) => Finding.Error(
        DiagnosticCodes.DuplicateName, $"There is another {what} named {Quote(name)}, at {first}.", "Names are unique in the bot; rename one of them.");

    public static Finding NameIsAddress(string name, string unnamed) => Finding.Error(
        DiagnosticCodes.DuplicateName, $"{Quote(name)} is also the address of the interaction without a name at {unnamed}.", "Choose another name.");

    public static Finding UnknownInteraction(string name, bool isDialog, string? meant) => Finding.Error(
        DiagnosticCodes.UnknownInteraction,
        $"There is no interaction named {Quote(name)}.",
        isDialog ? "There is a dialog of that name: write \"dialog\" in the place of \"goTo\"." : Meant(meant));

    public static Finding UnknownDialog(string name, string? meant) =>
        Finding.Error(DiagnosticCodes.UnknownDialog, $"There is no dialog named {Quote(name)}.", Meant(meant));

    public static Finding UnknownIntegration(string name, string? meant) => Finding.Error(
        DiagnosticCodes.UnknownIntegration, $"There is no integration named {Quote(name)}.", meant is null ? "Add it to the bot's 'integrations'." : DidYouMean(meant));

    public static Finding UnknownChoice(string label, string[] labels) => Finding.Error(
        DiagnosticCodes.UnknownChoice,
        $"There is no choice {Quote(label)} here.",
        labels.Length == 0 ? "Add it to the 'choices' of the question." : Meant(Spelling.Closest(label, labels)) ?? $"The choices are {List(labels, "and")}.");

    public static Finding CurrentNotAllowed() => Finding.Error(
        DiagnosticCodes.CurrentNotAllowed, "'current' stands here for asking again, but nothing is asked.", "Only rules of questions and file uploads may have it.");

    public static Finding StarterNotFirst(string dialog, bool isSecond) => Finding.Error(
        DiagnosticCodes.StarterNotFirst,
        isSecond ? $"The dialog {Quote(dialog)} has a second dialog starter." : "A dialog starter must be the first interaction of its dialog.",
        isSecond ? "Put its patterns and intents into the first one." : "Move it to the beginning.");

    public static Finding SecondDialogOfKind(string kind, string first) => Finding.Error(
        DiagnosticCodes.SecondDialogOfKind, $"There is another dialog of kind '{kind}': {Quote(first)}.", "A bot has at most one; put them together.");

    public static Finding FallbackWithStarter(string dialog) => Finding.Warning(
        DiagnosticCodes.FallbackWithStarter, $"The fallback dialog {Quote(dialog)} has a dialog starter.", "It runs when nothing else fits and needs none; remove the starter.");

    public static Finding ResultOfAnAnswer() => Finding.Error(
        DiagnosticCodes.TestDoesNotFit, "'result' tests a call or a transfer, but this rule judges what the consumer says.", "Use 'pattern', 'equals' or another test of the answer.");

    public static Finding AnswerOfACall(string word) => Finding.Error(
        DiagnosticCodes.TestDoesNotFit, $"'{word}' tests what the consumer says, but this rule judges a call or a transfer.", "Use 'result' or 'variables'.");

    public static Finding ExcludesAlone() => Finding.Error(
        DiagnosticCodes.ExcludesAlone, "'excludes' narrows a pattern or regular expression, but there is none.", "Add 'pattern' or 'regex', or remove it.");

    public static Finding UploadNotFollowed(string? integration) => Finding.Error(
        DiagnosticCodes.UploadNotFollowed,
        integration is null
            ? "The file upload is not followed at once by an integration of type 'file'."
            : $"The file upload is followed by the integration {Quote(integration)}, which is not of type 'file'.",
        "Put an interaction of type 'integration' right after it, whose integration is of type 'file'.");

    public static Finding FileCallWithoutUpload() => Finding.Error(
        DiagnosticCodes.FileCallWithoutUpload, "A file integration is called, but the interaction before is no file upload.", "Put a 'fileUpload' directly before it.");

    public static Finding JumpToFileCall(string name) => Finding.Error(
        DiagnosticCodes.JumpToFileCall, $"{Quote(name)} calls a file integration, which has no file unless its upload ran before.", "Go to the file upload before it.");

    public static Finding UploadRuleToFileCall() => Finding.Error(
        DiagnosticCodes.JumpToFileCall,
        "This rule judges what the consumer types instead of a file, but 'next' leads to the file integration, which would have no file.",
        "Use 'current' to ask again, or a 'goTo'.");

    public static Finding UploadNextNotNext() => Finding.Error(
        DiagnosticCodes.UploadNextNotNext, "After a file upload its file integration always follows, so its own next action can only be 'next'.", "Put the next action on the integration after it.");

    public static Finding UploadCallDisabled() => Finding.Warning(
        DiagnosticCodes.UploadCallDisabled, "The file integration of this upload is disabled, so every upload fails.", "Disable the file upload instead; its integration is then skipped too.");

    public static Finding UnknownFileType(string type) => Finding.Error(
        DiagnosticCodes.UnknownFileType,
        $"{Quote(type)} is no known file type.",
        Meant(Spelling.Closest(type.TrimStart('.'), FileTypes.Words)) ?? $"Known are {List(FileTypes.Words, "and")}.");

    public static Finding BadUrl(string url) => Finding.Error(
        DiagnosticCodes.BadUrl, $"{Quote(url)} is no absolute http or https address.", "Begin it with https:// and a host, or with a reference that holds both.");

    public static Finding BadAllowedHost(string entry) => Finding.Error(
        DiagnosticCodes.BadAllowedHost, $"{Quote(entry)} is no host, so it allows nothing.", "Write a host such as bank.example, bank.example:8443 or *.bank.example.");

    public static Finding BadHeaderName(string name) => Finding.Error(
        DiagnosticCodes.BadHeaderName, $"{Quote(name)} cannot be the name of a header.", "Use letters, digits and hyphens.");

    public static Finding ThresholdOrder(string lower, double lowerValue, string upper, double upperValue) => Finding.Error(
        DiagnosticCodes.ThresholdOrder,
        string.Create(CultureInfo.InvariantCulture, $"'{lower}' ({lowerValue}) is greater than '{upper}' ({upperValue})."),
        "Thresholds descend: veryGood, good, fairPlus, fair.");

    public static Finding UnreachableInteraction(string address) => Finding.Warning(
        DiagnosticCodes.UnreachableInteraction, $"No way leads to {Quote(address)}: the interaction before it never goes on to it, and nothing jumps to it.", "Remove it, or add a 'goTo'.");

    public static Finding DialogNeverStarts(string name) => Finding.Warning(
        DiagnosticCodes.DialogNeverStarts, $"Nothing starts the dialog {Quote(name)}: it has no starter with patterns or intents, and nothing jumps to it.", "Add a starter, or remove the dialog.");

    public static Finding EndlessLoop(string address) => Finding.Warning(
        DiagnosticCodes.EndlessLoop, $"From {Quote(address)} the flow comes back to it without ever waiting, until the loop guard cuts it.", "Ask a question on the way, or end the dialog.");

    public static Finding DuplicatePattern(string pattern, string dialog) => Finding.Warning(
        DiagnosticCodes.DuplicatePattern, $"The pattern {Quote(pattern)} already starts the dialog {Quote(dialog)}, which stands before.", "Remove it from one of them; the first one wins.");

    public static Finding PatternCatchesEvent(string pattern, string text) => Finding.Warning(
        DiagnosticCodes.PatternCatchesEvent,
        $"The pattern {Quote(pattern)} also matches the text of a system event, {Quote(text)}.",
        "Start another dialog with that text before this one, narrow the pattern, or exclude the text.");

    public static Finding UnhandledFailure(string integration) => Finding.Warning(
        DiagnosticCodes.UnhandledFailure,
        $"No rule handles a failure of {Quote(integration)}: the consumer reads the bot's 'apiFailureMessage' and the dialog ends.",
        "Add a rule with \"when\": { \"result\": \"failure\" }.");

    public static Finding UnusedIntegration(string name) =>
        Finding.Warning(DiagnosticCodes.UnusedIntegration, $"No interaction calls the integration {Quote(name)}.", "Remove it, or call it.");

    public static Finding ChoicesWithoutRules() => Finding.Warning(
        DiagnosticCodes.ChoicesWithoutRules, "The question has choices but no rules, so it takes any answer and goes on.", "Add a rule with 'choice' for each.");

    public static Finding UnnamedPlaces(string[] addresses) => Finding.Warning(
        DiagnosticCodes.UnnamedPlaces,
        $"{(addresses.Length == 1 ? "A question or file upload has" : string.Create(CultureInfo.InvariantCulture, $"{addresses.Length} questions or file uploads have"))} no name: {Some(addresses)}.",
        "Name them: conversations that wait there then keep their place when a changed definition is deployed.");

    public static Finding RuleNeverReached(string? before) => Finding.Warning(
        DiagnosticCodes.RuleNeverReached,
        before is null ? "This is the second rule with 'noMatch'; the first one always wins." : $"This rule is never reached: the one at {before} always holds.",
        "Put it first, or narrow the other one.");

    public static Finding UnknownVariable(string name, string? meant) => Finding.Warning(
        DiagnosticCodes.UnknownVariable, $"The variable {Quote(name)} is set nowhere, so it is always empty.", meant is null ? "Set it in a rule or in 'variables'." : DidYouMean(meant));

    public static Finding UnknownEnvironmentValue(Reference reference, string? meant) => Finding.Warning(
        DiagnosticCodes.UnknownEnvironmentValue, $"'environment' has no {Quote(reference.Name)}.", meant is null ? "Add it, be it with an empty text." : DidYouMean(meant));

    public static Finding UnknownField(string integration, string field, string? meant) => Finding.Warning(
        DiagnosticCodes.UnknownField, $"{Quote(integration)} has no field {Quote(field)}, so it is always empty.", meant is null ? "Add it to the 'fields' of the integration." : DidYouMean(meant));

    public static Finding UnknownBody(Reference reference, string? meant) => Finding.Warning(
        DiagnosticCodes.UnknownField, $"{Quote(reference.ToString())} reads the body of {Quote(reference.Name)}, but no integration has that name or response variable.", Meant(meant));

    public static Finding NoReference(string inside, string? meant) => Finding.Warning(
        DiagnosticCodes.NoReference, $"{Quote($"{{{inside}}}")} is no reference; the consumer reads it as it is.", Meant(meant is null ? null : $"{{{meant}}}") ?? "Double the braces if that is meant.");

    public static Finding NeedsScriptEngine() => Finding.Warning(
        DiagnosticCodes.NeedsScriptEngine, "The bot has scripts; they run only where the host has a script engine.", "Register one, or use rules and integrations instead.");

    public static Finding CloseTextIsSaid(string text) => Finding.Warning(
        DiagnosticCodes.CloseTextIsSaid, $"The consumer reads {Quote(text)} as it is.", "Use the next action 'closeConversation' or 'closeDialog', or set 'closeTexts'.");

    public static Finding SkillNotNumeric(string skill) => Finding.Warning(
        DiagnosticCodes.SkillNotNumeric, $"The skill {Quote(skill)} is not a number, so every transfer to it fails.", "Write the number of the skill, or a reference to it.");

    private static string? Meant(string? meant) => meant is null ? null : DidYouMean(meant);

    private static string Some(string[] names) => names.Length <= 5 ? List(names, "and") : $"{string.Join(", ", names[..5].Select(Quote))}, …";
}
