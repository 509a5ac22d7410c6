using static ConversationInteractions.Definitions.Format.Properties;

namespace ConversationInteractions.Definitions.Format;

/// <summary>The table of conversation scripts (<c>*.convo.json</c>): the script and its stubs.</summary>
internal static class ScriptFormat
{
    private static readonly ObjectShape Answer = new("integrationAnswer", "The answer to one attempt of a call.",
    [
        OneOf("status", new IntegerShape(100, 599), "The status code; 200 where nothing is said."),
        OneOf("error", Text, "The call breaks with this message."),
        OneOf("timeout", new BooleanShape(Only: true), "The call is never answered."),
        Optional("body", new AnyShape(), "The body of the answer, as JSON."),
    ])
    { Group = new PropertyGroup(["status", "error", "timeout"], IsRequired: false) };

    private static readonly ObjectShape Intent = new("intent", "An intent that is recognised.",
    [
        Required("name", Name, "The name of the intent."),
        Required("score", new NumberShape(0, 1), "How sure the recognition is, 0 to 1."),
    ]);

    private static readonly ObjectShape Stubs = new("stubs", "What the outside world answers. In a list the last answer repeats.",
    [
        Map("integrations", new ListShape(Answer, MinCount: 1), "By integration: one answer per attempt. Without it 200 and an empty object."),
        Optional("escalation", new ListShape(new WordShape(["accept", "reject", "silent"]), MinCount: 1), "The answers of the transport, one per request; without it, accept."),
        Optional("files", new ListShape(new WordShape(["store", "fail", "pending"]), MinCount: 1), "The answers of the file share, one per upload; without it, store."),
        Map("intents", new ListShape(Intent), "By utterance: the intents that are recognised in it."),
        Map("credentials", Text, "By name: what is sent as bearer token."),
        Map("attributes", new MapShape(new AnyShape()), "By group: facts that the host knows about the conversation."),
    ]);

    public static ObjectShape Script { get; } = new("script", "A test of one conversation, on virtual time, with the outside world stubbed.",
    [
        Optional("$schema", Text, "The schema of this file, for editors."),
        Optional("description", Text, "What is tested, in a sentence."),
        OneOf("bot", Name, "The definition, or an export, relative to this file."),
        OneOf("bots", new ListShape(Name, MinCount: 1), "Several definitions; the first one has the conversation first."),
        Optional("channel", Name, "The channel of the conversation."),
        Map("skills", Name, "Skill ids that are bots of this script, by skill id."),
        new Property("stubs", Stubs, "What the outside world answers.") { Default = "{}" },
        Required("steps", new ListShape(StepFormat.Step), "What happens and what is expected, in order."),
    ])
    { Group = new PropertyGroup(["bot", "bots"], IsRequired: true) };
}
