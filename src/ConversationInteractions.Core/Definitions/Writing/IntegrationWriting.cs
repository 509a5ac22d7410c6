using ConversationInteractions.Definitions.Format;
using ConversationInteractions.Model;

namespace ConversationInteractions.Definitions.Writing;

/// <summary>Writes integrations.</summary>
internal static class IntegrationWriting
{
    private static readonly ApiIntegration ApiDefaults = new() { Name = "", Url = "" };

    private static readonly FileIntegration FileDefaults = new() { Name = "" };

    public static void Write(DefinitionWriter writer, Integration integration)
    {
        writer.Json.WriteStartObject();
        writer.Text("name", integration.Name);
        Own(writer, integration);
        writer.Text("responseVariable", integration.ResponseVariable);
        writer.Map("fields", integration.Fields);
        writer.Text("transform", integration.Transform);
        writer.Json.WriteEndObject();
    }

    private static void Own(DefinitionWriter writer, Integration integration)
    {
        switch (integration)
        {
            case ApiIntegration api:
                Api(writer, api);
                break;
            case FileIntegration file:
                File(writer, file);
                break;
            case AgentEscalationIntegration escalation:
                writer.Text(TaggedShape.Tag, IntegrationFormat.AgentEscalation);
                writer.Text("skillName", escalation.SkillName);
                writer.Text("skillId", escalation.SkillId);
                writer.Text("agentId", escalation.AgentId);
                writer.Text("message", escalation.Message, Escalation.DefaultMessage);
                writer.Boolean("transferBotContext", escalation.TransferBotContext, unless: false);
                break;
            case CustomIntegration custom:
                writer.Text(TaggedShape.Tag, IntegrationFormat.Custom);
                writer.Text("kind", custom.Kind);
                writer.Any("settings", custom.Settings);
                break;
            default:
                throw new ArgumentOutOfRangeException(nameof(integration), integration, $"{integration.GetType().Name} has no place in the format; add a case here.");
        }
    }

    private static void Api(DefinitionWriter writer, ApiIntegration api)
    {
        writer.Text(TaggedShape.Tag, IntegrationFormat.Api);
        writer.Text("method", api.Method, ApiDefaults.Method);
        writer.Text("url", api.Url);
        writer.Map("headers", api.Headers);
        writer.Map("query", api.Query);
        writer.Any("body", api.Body);
        writer.Duration("timeout", api.Timeout, ApiDefaults.Timeout);
        writer.Integer("retries", api.Retries, ApiDefaults.Retries);
        writer.Boolean("idempotent", api.Idempotent);
        if (api.SuccessCodes is { } codes)
        {
            writer.List("successCodes", codes, (list, code) => list.Json.WriteNumberValue(code), evenIfEmpty: true);
        }

        writer.Text("credential", api.Credential);
    }

    private static void File(DefinitionWriter writer, FileIntegration file)
    {
        writer.Text(TaggedShape.Tag, IntegrationFormat.File);
        writer.Text("share", file.Share);
        writer.Text("path", file.Path, FileDefaults.Path);
        writer.Text("method", file.Method, FileDefaults.Method);
        writer.Text("url", file.Url);
        writer.Map("headers", file.Headers);
        writer.Map("query", file.Query);
        writer.Text("credential", file.Credential);
        writer.Duration("timeout", file.Timeout, FileDefaults.Timeout);
        writer.Integer("retries", file.Retries, FileDefaults.Retries);
    }
}
