using ConversationInteractions.Definitions.Format;
using ConversationInteractions.Model;

namespace ConversationInteractions.Definitions.Writing;

/// <summary>Writes interactions and what they show.</summary>
internal static class InteractionWriting
{
    public static void Write(DefinitionWriter writer, Interaction interaction)
    {
        writer.Json.WriteStartObject();
        writer.Text(TaggedShape.Tag, KindOf(interaction));
        writer.Text("name", interaction.Name);
        writer.Boolean("enabled", interaction.Enabled, unless: true);
        writer.Duration("delay", interaction.Delay);
        writer.Text("comment", interaction.Comment);
        Own(writer, interaction);
        writer.Object("scripts", interaction.Scripts, null, Scripts);
        RuleWriting.Next(writer, interaction.Next);
        writer.Json.WriteEndObject();
    }

    private static string KindOf(Interaction interaction) => interaction switch
    {
        DialogStarter => InteractionFormat.DialogStarter,
        Statement => InteractionFormat.Statement,
        Question => InteractionFormat.Question,
        IntegrationCall => InteractionFormat.IntegrationCall,
        Escalation => InteractionFormat.Escalation,
        FileUpload => InteractionFormat.FileUpload,
        _ => throw Unknown(interaction),
    };

    private static void Own(DefinitionWriter writer, Interaction interaction)
    {
        switch (interaction)
        {
            case DialogStarter starter:
                writer.Texts("patterns", starter.Patterns);
                writer.Texts("excludes", starter.Excludes);
                writer.Texts("intents", starter.Intents);
                break;
            case Statement statement:
                Content(writer, statement.Content);
                break;
            case Question question:
                WriteQuestion(writer, question);
                break;
            case IntegrationCall call:
                writer.Text("integration", call.Integration);
                writer.List("rules", call.Rules, RuleWriting.Write);
                break;
            case Escalation escalation:
                writer.Text("message", escalation.Message, Escalation.DefaultMessage);
                writer.Text("skillId", escalation.SkillId);
                writer.Text("agentId", escalation.AgentId);
                writer.Boolean("transferBotContext", escalation.TransferBotContext, unless: false);
                writer.List("rules", escalation.Rules, RuleWriting.Write);
                break;
            case FileUpload upload:
                WriteUpload(writer, upload);
                break;
            default:
                throw Unknown(interaction);
        }
    }

    private static void WriteQuestion(DefinitionWriter writer, Question question)
    {
        Content(writer, question.Content);
        writer.List("choices", question.Choices, Choice);
        writer.Text("display", Words.Write(Words.Displays, question.Display), "buttons");
        writer.Text("fallbackResponse", question.FallbackResponse);
        writer.List("rules", question.Rules, RuleWriting.Write);
    }

    private static void WriteUpload(DefinitionWriter writer, FileUpload upload)
    {
        writer.Text("message", upload.Message);
        writer.Texts("acceptedTypes", upload.AcceptedTypes, evenIfEmpty: true);
        writer.Integer("maxBytes", upload.MaxBytes);
        writer.Text("fallbackResponse", upload.FallbackResponse);
        writer.Text("inProgressMessage", upload.InProgressMessage, FileUpload.DefaultInProgressMessage);
        writer.Text("successMessage", upload.SuccessMessage, FileUpload.DefaultSuccessMessage);
        writer.Text("failureMessage", upload.FailureMessage, FileUpload.DefaultFailureMessage);
        writer.Text("validationFailureMessage", upload.ValidationFailureMessage);
        writer.List("rules", upload.Rules, RuleWriting.Write);
    }

    private static void Content(DefinitionWriter writer, Content content)
    {
        switch (content)
        {
            case TextContent text:
                writer.Text("message", text.Text);
                break;
            case ImageContent image:
                writer.Object("image", image, null, Image);
                break;
            case CardsContent cards:
                writer.Text("message", cards.Message);
                writer.List("cards", cards.Cards, Card, evenIfEmpty: true);
                break;
            case PayloadContent payload:
                writer.Any("payload", payload.Payload);
                break;
            default:
                throw new ArgumentOutOfRangeException(nameof(content), content, $"{content.GetType().Name} has no place in the format; add a case here.");
        }
    }

    private static void Image(DefinitionWriter writer, ImageContent image)
    {
        writer.Text("url", image.Url);
        writer.Text("caption", image.Caption);
    }

    private static void Card(DefinitionWriter writer, Card card)
    {
        writer.Json.WriteStartObject();
        writer.Text("title", card.Title);
        writer.Text("subtitle", card.Subtitle);
        writer.Text("image", card.Image);
        writer.Text("url", card.Url);
        writer.List("buttons", card.Buttons, Button);
        writer.Json.WriteEndObject();
    }

    private static void Button(DefinitionWriter writer, CardButton button)
    {
        writer.Json.WriteStartObject();
        writer.Text("label", button.Label);
        writer.Text("value", button.Value);
        writer.Text("url", button.Url);
        writer.Json.WriteEndObject();
    }

    private static void Choice(DefinitionWriter writer, Choice choice)
    {
        if (choice is { Value: null, Image: null })
        {
            writer.Json.WriteStringValue(choice.Label);
            return;
        }

        writer.Json.WriteStartObject();
        writer.Text("label", choice.Label);
        writer.Text("value", choice.Value);
        writer.Text("image", choice.Image);
        writer.Json.WriteEndObject();
    }

    private static void Scripts(DefinitionWriter writer, InteractionScripts scripts)
    {
        writer.Text("preProcess", scripts.PreProcess);
        writer.Text("postProcess", scripts.PostProcess);
        writer.Text("processResponse", scripts.ProcessResponse);
    }

    private static ArgumentOutOfRangeException Unknown(Interaction interaction) =>
        new(nameof(interaction), interaction, $"{interaction.GetType().Name} has no place in the format; add a case here.");
}
