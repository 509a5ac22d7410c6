using ConversationInteractions.Definitions.Reading;
using ConversationInteractions.Model;

namespace ConversationInteractions.Definitions.Validation;

/// <summary>Settings that depend on one another.</summary>
internal static class SettingRules
{
    public static void Check(BotOutline outline, DiagnosticCollector diagnostics)
    {
        IntentThresholds thresholds = outline.Bot.Settings.IntentThresholds;
        CheckOrder("good", thresholds.Good, "veryGood", thresholds.VeryGood);
        CheckOrder("fairPlus", thresholds.FairPlus, "good", thresholds.Good);
        CheckOrder("fair", thresholds.Fair, "fairPlus", thresholds.FairPlus);

        void CheckOrder(string lower, double lowerValue, string upper, double upperValue)
        {
            if (lowerValue is >= 0 and <= 1 && upperValue is >= 0 and <= 1 && lowerValue > upperValue && outline.Root.Member("settings")?.Member("intentThresholds") is { } node)
            {
                diagnostics.Add(node.Member(lower) ?? node.Member(upper) ?? node, ValidationTexts.ThresholdOrder(lower, lowerValue, upper, upperValue));
            }
        }
    }
}
