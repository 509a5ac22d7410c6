using ConversationInteractions.Definitions.Reading;

namespace ConversationInteractions.Definitions.Validation;

/// <summary>Everything that is asked of a bot beyond the format: its parts must fit together.</summary>
internal static class BotRules
{
    private static readonly Action<BotOutline, DiagnosticCollector>[] All =
    [
        NameRules.Check,
        DialogRules.Check,
        JumpRules.Check,
        CallRules.Check,
        TestRules.Check,
        UploadRules.Check,
        AddressRules.Check,
        SettingRules.Check,
        ReachRules.Check,
        LoopRules.Check,
        StarterRules.Check,
        QuestionRules.Check,
        ReferenceRules.Check,
        ScriptRules.Check,
    ];

    /// <summary>Reports everything that is wrong or probably wrong.</summary>
    public static void Check(BotOutline outline, DiagnosticCollector diagnostics)
    {
        foreach (Action<BotOutline, DiagnosticCollector> check in All)
        {
            check(outline, diagnostics);
        }
    }
}
