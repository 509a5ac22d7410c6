using ConversationInteractions.Model;
using static ConversationInteractions.Definitions.Format.Properties;

namespace ConversationInteractions.Definitions.Format;

/// <summary>The table of bot definitions (<c>*.bot.json</c>): the bot, its settings and its dialogs.</summary>
internal static class BotFormat
{
    private static readonly BotSettings Defaults = new();

    public static WordShape DialogKinds { get; } = new(Words.Of(Words.DialogKinds));

    public static ObjectShape Limits { get; } = new("limits", "Limits that keep one conversation from running away. None can be switched off.",
    [
        Optional("interactionsPerTurn", new IntegerShape(1, 1_000_000), Defaults.Limits.InteractionsPerTurn, "How many interactions may run before the consumer speaks again."),
        Optional("messageLength", new IntegerShape(1, 10_000_000), Defaults.Limits.MessageLength, "The longest message that is matched, in UTF-16 code units."),
        Optional("uploadBytes", new IntegerShape(1, long.MaxValue), Defaults.Limits.UploadBytes, "The largest file that is accepted, in bytes, unless the interaction has a limit of its own."),
    ]);

    public static ObjectShape IntentThresholds { get; } = new("intentThresholds", "The scores, 0 to 1, from which an intent counts as how good. Each at most the one before.",
    [
        Optional("veryGood", new NumberShape(0, 1), Defaults.IntentThresholds.VeryGood, "From here on an intent is very good."),
        Optional("good", new NumberShape(0, 1), Defaults.IntentThresholds.Good, "From here on an intent is good: it may start a dialog."),
        Optional("fairPlus", new NumberShape(0, 1), Defaults.IntentThresholds.FairPlus, "From here on the disambiguation dialog offers an intent."),
        Optional("fair", new NumberShape(0, 1), Defaults.IntentThresholds.Fair, "From here on an intent is fair."),
    ]);

    public static ObjectShape Escalation { get; } = new("escalationSettings", "How transfers to agents are timed and counted.",
    [
        Optional("fallbackSkillId", Template, "The skill that is tried once when nobody reacts in time. A template."),
        Optional("responseTimeout", new DurationShape(TimeSpan.FromTicks(1), TimeSpan.FromDays(1)), Defaults.Escalation.ResponseTimeout, "How long a requested transfer may stay unanswered."),
        Optional("failureLimit", new IntegerShape(1, 1000), Defaults.Escalation.FailureLimit, "How many failures in a row are told to the bot; the next one stops the escalation."),
        Optional("failedMessage", Defaults.Escalation.FailedMessage, "What the consumer reads when the escalation stops, unless the bot has an error response. A template."),
    ]);

    public static ObjectShape Settings { get; } = new("settings", "Texts, time-outs and limits of the bot.",
    [
        Optional("fallbackMessage", Defaults.FallbackMessage, "What the consumer reads when nothing fits and there is no fallback dialog. A template."),
        Optional("errorResponse", Template, "What the consumer reads when the bot itself fails; without it the fallback message stands in. A template."),
        Optional("apiFailureMessage", Defaults.ApiFailureMessage, "What the consumer reads when a call failed and no rule handles it. A template."),
        Optional("contextSwitching", Defaults.ContextSwitching, "Whether an answer that fits no rule of the pending question may start another dialog."),
        Optional("allowedHosts", new ListShape(Name), "The hosts that API calls may reach; without it those written in the definition."),
        List("sensitive", Name, "Variables whose values never reach logs, traces, journals, transfer contexts or transcripts handed to agents."),
        Optional("sessionTimeout", new DurationShape(TimeSpan.FromTicks(1), TimeSpan.FromDays(366)), Defaults.SessionTimeout, "The idle time after which the next message starts a new session."),
        Optional("autoEscalationThreshold", new IntegerShape(1, 1000), Defaults.AutoEscalationThreshold, "How many fallback responses in a row one question may give before the auto-escalation dialog starts."),
        Object("escalation", Escalation, "How transfers to agents are timed and counted."),
        Object("intentThresholds", IntentThresholds, "From which score an intent counts as how good."),
        Object("limits", Limits, "Limits that keep one conversation from running away."),
        Optional("closeTexts", Defaults.CloseTexts, "Whether the texts LP_CLOSECONVERSATION and LP_CLOSEDIALOG close the conversation. For imported bots."),
        Optional("choiceSendsValue", Defaults.ChoiceSendsValue, "Whether picking a choice says its value rather than its label. For imported bots."),
    ]);

    public static ObjectShape Dialog { get; } = new("dialog", "A named list of interactions; at most one dialog starter, always first.",
    [
        Required("name", Name, "The name, unique in the bot."),
        Optional("kind", DialogKinds, "standard", "What the dialog is for. At most one each of fallback, disambiguation and autoEscalation."),
        Optional("enabled", true, "Whether the dialog can be started."),
        List("interactions", InteractionFormat.Interaction, "The interactions in the order they run."),
    ]);

    public static ObjectShape Bot { get; } = new("bot", "A bot as its author wrote it: dialogs, integrations and settings.",
    [
        Optional("$schema", Text, "The schema of this file, for editors."),
        Required("name", Name, "The name, unique among the bots of a host."),
        Optional("version", Text, "The author's version, any text."),
        Optional("language", Text, "The language of the texts, such as en-US."),
        Optional("group", Name, "The group whose members hand conversations over to each other."),
        Optional("groupTransferMessage", Template, "What the consumer reads when this bot hands over inside its group. A template."),
        Object("settings", Settings, "Texts, time-outs and limits."),
        Map("environment", Text, "Values that differ between installations, read as {$env.name}. Data, not templates."),
        Map("variables", Text, "Session variables as they are when a session begins, read as {$botContext.name}. Data, not templates."),
        Optional("globalScript", Text, "Script functions that every script of the bot may call. Needs a script engine."),
        List("integrations", IntegrationFormat.Integration, "The calls to the outside that interactions refer to by name."),
        List("dialogs", Dialog, "The dialogs, in the order in which their starters are tried."),
    ]);
}
