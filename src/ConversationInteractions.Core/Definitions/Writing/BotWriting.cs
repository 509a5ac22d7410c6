using ConversationInteractions.Definitions.Format;
using ConversationInteractions.Model;

namespace ConversationInteractions.Definitions.Writing;

/// <summary>Writes the bot, its settings and its dialogs.</summary>
internal static class BotWriting
{
    private static readonly BotSettings Defaults = new();

    public static void Write(DefinitionWriter writer, Bot bot)
    {
        writer.Json.WriteStartObject();
        writer.Text("name", bot.Name);
        writer.Text("version", bot.Version);
        writer.Text("language", bot.Language);
        writer.Text("group", bot.Group);
        writer.Text("groupTransferMessage", bot.GroupTransferMessage);
        writer.Object("settings", bot.Settings, Defaults, Settings);
        writer.Map("environment", bot.Environment);
        writer.Map("variables", bot.Variables);
        writer.Text("globalScript", bot.GlobalScript);
        writer.List("integrations", bot.Integrations, IntegrationWriting.Write);
        writer.List("dialogs", bot.Dialogs, Dialog);
        writer.Json.WriteEndObject();
    }

    private static void Dialog(DefinitionWriter writer, Dialog dialog)
    {
        writer.Json.WriteStartObject();
        writer.Text("name", dialog.Name);
        writer.Text("kind", Words.Write(Words.DialogKinds, dialog.Kind), "standard");
        writer.Boolean("enabled", dialog.Enabled, unless: true);
        writer.List("interactions", dialog.Interactions, InteractionWriting.Write);
        writer.Json.WriteEndObject();
    }

    private static void Settings(DefinitionWriter writer, BotSettings settings)
    {
        writer.Text("fallbackMessage", settings.FallbackMessage, Defaults.FallbackMessage);
        writer.Text("errorResponse", settings.ErrorResponse);
        writer.Text("apiFailureMessage", settings.ApiFailureMessage, Defaults.ApiFailureMessage);
        writer.Boolean("contextSwitching", settings.ContextSwitching, Defaults.ContextSwitching);
        writer.Texts("allowedHosts", settings.AllowedHosts, evenIfEmpty: true);
        writer.Texts("sensitive", settings.Sensitive);
        writer.Duration("sessionTimeout", settings.SessionTimeout, Defaults.SessionTimeout);
        writer.Integer("autoEscalationThreshold", settings.AutoEscalationThreshold, Defaults.AutoEscalationThreshold);
        writer.Object("escalation", settings.Escalation, Defaults.Escalation, Escalation);
        writer.Object("intentThresholds", settings.IntentThresholds, Defaults.IntentThresholds, Thresholds);
        writer.Object("limits", settings.Limits, Defaults.Limits, Limits);
        writer.Boolean("closeTexts", settings.CloseTexts, Defaults.CloseTexts);
        writer.Boolean("choiceSendsValue", settings.ChoiceSendsValue, Defaults.ChoiceSendsValue);
    }

    private static void Escalation(DefinitionWriter writer, EscalationSettings settings)
    {
        EscalationSettings defaults = Defaults.Escalation;
        writer.Text("fallbackSkillId", settings.FallbackSkillId);
        writer.Duration("responseTimeout", settings.ResponseTimeout, defaults.ResponseTimeout);
        writer.Integer("failureLimit", settings.FailureLimit, defaults.FailureLimit);
        writer.Text("failedMessage", settings.FailedMessage, defaults.FailedMessage);
    }

    private static void Thresholds(DefinitionWriter writer, IntentThresholds thresholds)
    {
        IntentThresholds defaults = Defaults.IntentThresholds;
        writer.Number("veryGood", thresholds.VeryGood, defaults.VeryGood);
        writer.Number("good", thresholds.Good, defaults.Good);
        writer.Number("fairPlus", thresholds.FairPlus, defaults.FairPlus);
        writer.Number("fair", thresholds.Fair, defaults.Fair);
    }

    private static void Limits(DefinitionWriter writer, BotLimits limits)
    {
        BotLimits defaults = Defaults.Limits;
        writer.Integer("interactionsPerTurn", limits.InteractionsPerTurn, defaults.InteractionsPerTurn);
        writer.Integer("messageLength", limits.MessageLength, defaults.MessageLength);
        writer.Integer("uploadBytes", limits.UploadBytes, defaults.UploadBytes);
    }
}
