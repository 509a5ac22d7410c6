using ConversationInteractions.Definitions.Format;
using ConversationInteractions.Model;

namespace ConversationInteractions.Definitions.Reading;

/// <summary>Makes integrations of what a file says. What does not follow the format was reported before and is passed over here.</summary>
internal static class IntegrationMapping
{
    /// <summary>The integration, or <see langword="null"/> if its kind cannot be told.</summary>
    public static Integration? Integration(SourceNode node)
    {
        string name = node.TextOf("name") ?? "";
        Integration? integration = node.TextOf(TaggedShape.Tag) switch
        {
            IntegrationFormat.Api => Api(node, name),
            IntegrationFormat.File => File(node, name),
            IntegrationFormat.AgentEscalation => new AgentEscalationIntegration
            {
                Name = name,
                SkillName = node.TextOf("skillName"),
                SkillId = node.TextOf("skillId") ?? "",
                AgentId = node.TextOf("agentId"),
                Message = node.TextOf("message") ?? Escalation.DefaultMessage,
                TransferBotContext = node.BooleanOf("transferBotContext") ?? false,
            },
            IntegrationFormat.Custom => new CustomIntegration { Name = name, Kind = node.TextOf("kind") ?? "", Settings = node.Member("settings")?.ToJson() },
            _ => null,
        };
        return integration is null ? null : integration with
        {
            ResponseVariable = node.TextOf("responseVariable"),
            Fields = Values.Map(node, "fields"),
            Transform = node.TextOf("transform"),
        };
    }

    private static ApiIntegration Api(SourceNode node, string name)
    {
        ApiIntegration api = new() { Name = name, Url = node.TextOf("url") ?? "" };
        return api with
        {
            Method = node.TextOf("method") ?? api.Method,
            Headers = Values.Map(node, "headers"),
            Query = Values.Map(node, "query"),
            Body = node.Member("body")?.ToJson(),
            Timeout = node.DurationOf("timeout") ?? api.Timeout,
            Retries = Values.Int(node, "retries") ?? api.Retries,
            Idempotent = node.BooleanOf("idempotent"),
            SuccessCodes = Values.Optional(node, "successCodes", code => Values.Int(code) ?? 0),
            Credential = node.TextOf("credential"),
        };
    }

    private static FileIntegration File(SourceNode node, string name)
    {
        FileIntegration file = new() { Name = name };
        return file with
        {
            Share = node.TextOf("share"),
            Path = node.TextOf("path") ?? file.Path,
            Method = node.TextOf("method") ?? file.Method,
            Url = node.TextOf("url"),
            Headers = Values.Map(node, "headers"),
            Query = Values.Map(node, "query"),
            Credential = node.TextOf("credential"),
            Timeout = node.DurationOf("timeout") ?? file.Timeout,
            Retries = Values.Int(node, "retries") ?? file.Retries,
        };
    }
}
