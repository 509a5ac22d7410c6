using ConversationInteractions.Model;
using static ConversationInteractions.Definitions.Format.Properties;

namespace ConversationInteractions.Definitions.Format;

/// <summary>The table of bot definitions: integrations.</summary>
internal static class IntegrationFormat
{
    public const string Api = "api";
    public const string File = "file";
    public const string AgentEscalation = "agentEscalation";
    public const string Custom = "custom";

    private static readonly TimeSpan DefaultTimeout = new ApiIntegration { Name = Api, Url = "" }.Timeout;

    private static readonly DurationShape Timeout = new(TimeSpan.FromTicks(1), TimeSpan.FromHours(1));

    private static readonly IntegerShape Retries = new(0, 10);

    private static readonly WordShape Method = new(["GET", "POST", "PUT", "PATCH", "DELETE", "HEAD", "OPTIONS"]);

    /// <summary>An integration of any kind.</summary>
    public static TaggedShape Integration { get; } = new("integration",
    [
        Kind(Api, "An HTTP call.",
        [
            Optional("method", Method, "GET", "The HTTP method."),
            Required("url", FullTemplate, "The absolute http or https address. A template; values are percent-encoded."),
            Map("headers", Template, "Request headers. Templates."),
            Map("query", Template, "Query parameters. Templates; values are percent-encoded."),
            Optional("body", new AnyShape(TextLanguage.Template), "The request body: a text is sent as it is, other JSON as JSON; texts inside are templates."),
            Optional("timeout", Timeout, DefaultTimeout, "The time for all attempts together."),
            Optional("retries", Retries, 3, "How often a repeatable call is tried again."),
            Optional("idempotent", new BooleanShape(), "Whether the call may be repeated; by its method without it."),
            Optional("successCodes", new ListShape(new IntegerShape(100, 599), MinCount: 1), "The status codes that count as success; 200 to 299 without it."),
            Optional("credential", Name, "The name of a credential that the host provides."),
        ]),
        Kind(File, "Brings an uploaded file to a file share.",
        [
            Optional("share", Name, "The name of a share that the host registered; the default share without it."),
            new Property("path", FullTemplate, "Where in the share the file goes. A template; every value is one segment.") { Default = JsonText.FromString(FileIntegration.DefaultPath).Text },
            Optional("method", Method, "PUT", "The HTTP method, for HTTP shares."),
            Optional("url", FullTemplate, "The address, for HTTP shares. A template; values are percent-encoded."),
            Map("headers", Template, "Request headers, for HTTP shares. Templates."),
            Map("query", Template, "Query parameters, for HTTP shares. Templates."),
            Optional("credential", Name, "The name of a credential that the host provides."),
            Optional("timeout", Timeout, DefaultTimeout, "How long the upload may make no progress."),
            Optional("retries", Retries, 3, "How often a failed upload is tried again."),
        ]),
        Kind(AgentEscalation, "A transfer as a definition; behaves exactly as an escalation interaction.",
        [
            Optional("skillName", Text, "The skill's name, for display only."),
            Required("skillId", FullTemplate, "The skill to transfer to: a number, or a template that yields one."),
            Optional("agentId", Template, "One certain agent. A template."),
            Optional("message", Escalation.DefaultMessage, "The last words to the consumer, which travel with the request. A template."),
            Optional("transferBotContext", false, "Whether the intent and the last message travel with the transfer."),
        ]),
        Kind(Custom, "A call that a client of the host makes: email, function, knowledge and the like.",
        [
            Required("kind", Name, "The word under which the host registered its client."),
            Optional("settings", new AnyShape(TextLanguage.Template), "What the client needs to know; texts inside are templates."),
        ]),
    ]);

    private static ObjectShape Kind(string word, string description, Property[] own) => new(word, description,
    [
        Required("name", Name, "The name, unique in the bot; prefix of its fields."),
        Required(TaggedShape.Tag, new WordShape([word]), "The kind of integration."),
        .. own,
        Optional("responseVariable", Name, "The name under which body and status are kept; the integration's name without it."),
        Map("fields", new TextShape(TextLanguage.Path), "Values to keep of the response: field name to path, such as $.account.balance. Read as {integration.field}."),
        Optional("transform", Text, "A script that rewrites the response before the fields are read. Needs a script engine."),
    ]);
}
