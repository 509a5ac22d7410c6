using ConversationInteractions.Definitions.Reading;
using ConversationInteractions.Language;
using ConversationInteractions.Model;

namespace ConversationInteractions.Definitions.Validation;

/// <summary>A file upload and the file integration after it belong together (A35, A36, C18, C19).</summary>
internal static class UploadRules
{
    public static void Check(BotOutline outline, DiagnosticCollector diagnostics)
    {
        foreach (DialogOutline dialog in outline.Dialogs)
        {
            for (int i = 0; i < dialog.Interactions.Length; i++)
            {
                InteractionOutline interaction = dialog.Interactions[i];
                if (interaction.Value is FileUpload upload)
                {
                    CheckTypes(interaction.Node, diagnostics);
                    CheckNext(interaction, upload, diagnostics);
                    CheckFollower(outline, interaction, i + 1 < dialog.Interactions.Length ? dialog.Interactions[i + 1] : null, diagnostics);
                }
                else if (outline.IsFileCall(interaction) && (i == 0 || dialog.Interactions[i - 1].Value is not (FileUpload or null)))
                {
                    diagnostics.Add(interaction.Node.Member("integration") ?? interaction.Node, ValidationTexts.FileCallWithoutUpload());
                }
            }
        }
    }

    private static void CheckTypes(SourceNode upload, DiagnosticCollector diagnostics)
    {
        foreach (SourceNode type in upload.ListOf("acceptedTypes"))
        {
            if (type.Kind is SourceKind.Text && !string.IsNullOrWhiteSpace(type.Text) && !FileTypes.IsKnown(type.Text))
            {
                diagnostics.Add(type, ValidationTexts.UnknownFileType(type.Text));
            }
        }
    }

    private static void CheckNext(InteractionOutline interaction, FileUpload upload, DiagnosticCollector diagnostics)
    {
        if (upload.Next != NextAction.Next && interaction.Node.Member("next") is { } next)
        {
            diagnostics.Add(next, ValidationTexts.UploadNextNotNext());
        }

        foreach (RuleOutline rule in interaction.Rules)
        {
            // A next action that could not be read was reported and stands in the model as "next".
            if (rule.Value.Next == NextAction.Next && rule.Node.Member("next") is null or { Text: "next" })
            {
                diagnostics.Add(rule.Node.Member("next") ?? rule.Node, ValidationTexts.UploadRuleToFileCall());
            }
        }
    }

    private static void CheckFollower(BotOutline outline, InteractionOutline upload, InteractionOutline? follower, DiagnosticCollector diagnostics)
    {
        IntegrationOutline? integration = follower?.Value is IntegrationCall call ? outline.FindIntegration(call.Integration) : null;
        if (follower is null || follower.Value is not (IntegrationCall or null) || integration?.Value is not (FileIntegration or null))
        {
            diagnostics.Add(upload.Node, ValidationTexts.UploadNotFollowed(integration?.Name));
        }
        else if (integration is not null && follower.Node.Member("enabled") is { } enabled && follower.Value is { Enabled: false })
        {
            diagnostics.Add(enabled, ValidationTexts.UploadCallDisabled());
        }
    }
}
