using ConversationInteractions.Model;

namespace ConversationInteractions.Definitions.Reading;

/// <summary>Makes the settings of what a file says. What does not follow the format was reported before and is passed over here.</summary>
internal static class SettingsMapping
{
    public static BotSettings Settings(SourceNode node)
    {
        BotSettings defaults = new();
        return new BotSettings
        {
            FallbackMessage = node.TextOf("fallbackMessage") ?? defaults.FallbackMessage,
            ErrorResponse = node.TextOf("errorResponse"),
            ApiFailureMessage = node.TextOf("apiFailureMessage") ?? defaults.ApiFailureMessage,
            ContextSwitching = node.BooleanOf("contextSwitching") ?? defaults.ContextSwitching,
            AllowedHosts = Values.Optional(node, "allowedHosts", host => host.Text),
            Sensitive = Values.Texts(node, "sensitive"),
            SessionTimeout = node.DurationOf("sessionTimeout") ?? defaults.SessionTimeout,
            AutoEscalationThreshold = Values.Int(node, "autoEscalationThreshold") ?? defaults.AutoEscalationThreshold,
            Escalation = node.Member("escalation") is { } escalation ? Escalation(escalation, defaults.Escalation) : defaults.Escalation,
            IntentThresholds = node.Member("intentThresholds") is { } thresholds ? Thresholds(thresholds, defaults.IntentThresholds) : defaults.IntentThresholds,
            Limits = node.Member("limits") is { } limits ? Limits(limits, defaults.Limits) : defaults.Limits,
            CloseTexts = node.BooleanOf("closeTexts") ?? defaults.CloseTexts,
            ChoiceSendsValue = node.BooleanOf("choiceSendsValue") ?? defaults.ChoiceSendsValue,
        };
    }

    private static EscalationSettings Escalation(SourceNode node, EscalationSettings defaults) => new()
    {
        FallbackSkillId = node.TextOf("fallbackSkillId"),
        ResponseTimeout = node.DurationOf("responseTimeout") ?? defaults.ResponseTimeout,
        FailureLimit = Values.Int(node, "failureLimit") ?? defaults.FailureLimit,
        FailedMessage = node.TextOf("failedMessage") ?? defaults.FailedMessage,
    };

    private static IntentThresholds Thresholds(SourceNode node, IntentThresholds defaults) => new()
    {
        VeryGood = node.NumberOf("veryGood") ?? defaults.VeryGood,
        Good = node.NumberOf("good") ?? defaults.Good,
        FairPlus = node.NumberOf("fairPlus") ?? defaults.FairPlus,
        Fair = node.NumberOf("fair") ?? defaults.Fair,
    };

    private static BotLimits Limits(SourceNode node, BotLimits defaults) => new()
    {
        InteractionsPerTurn = Values.Int(node, "interactionsPerTurn") ?? defaults.InteractionsPerTurn,
        MessageLength = Values.Int(node, "messageLength") ?? defaults.MessageLength,
        UploadBytes = node.IntegerOf("uploadBytes") ?? defaults.UploadBytes,
    };
}
