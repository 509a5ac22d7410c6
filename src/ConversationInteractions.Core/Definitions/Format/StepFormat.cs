using static ConversationInteractions.Definitions.Format.Properties;

namespace ConversationInteractions.Definitions.Format;

/// <summary>The table of conversation scripts: the steps, told apart by their first property.</summary>
internal static class StepFormat
{
    /// <summary>The word of an agent who says something, which needs a text.</summary>
    public const string Says = "says";

    private static readonly ObjectShape File = new("file", "A file of the consumer; its leading bytes are those of its content.",
    [
        Required("name", Name, "The file name."),
        Optional("mediaType", Text, "The declared media type."),
        Required("content", new WordShape(["pdf", "jpeg", "png", "gif", "docx", "exe", "text"]), "What the bytes really are."),
        Required("bytes", new IntegerShape(0, long.MaxValue), "The size."),
    ]);

    private static readonly ObjectShape TextMatch = new("textMatch", "What a message must be like.",
    [
        OneOf("contains", Text, "It holds this somewhere."),
        OneOf("matches", new TextShape(TextLanguage.Regex), "This regular expression is found in it."),
    ])
    { Group = new PropertyGroup(["contains", "matches"], IsRequired: true) };

    private static readonly ObjectShape Choice = new("expectedChoice", "A choice.",
    [
        Required("label", Text, "What is written on it."),
        Optional("value", Text, "What it stands for."),
        Optional("image", Text, "The address of its image."),
    ]);

    private static readonly ObjectShape Image = new("expectedImage", "An image.",
    [
        Required("url", Text, "Its address."),
        Optional("caption", Text, "What is written below it."),
    ]);

    private static readonly ObjectShape Button = new("expectedButton", "A button of a card.",
    [
        Required("label", Text, "What is written on it."),
        Optional("value", Text, "What a tap sends."),
        Optional("url", Text, "What a tap opens."),
    ]);

    private static readonly ObjectShape Card = new("expectedCard", "A card.",
    [
        Optional("title", Text, "The headline."),
        Optional("subtitle", Text, "The line below it."),
        Optional("image", Text, "The address of its image."),
        Optional("url", Text, "The address that a tap on it opens."),
        Optional("buttons", new ListShape(Button), "The buttons."),
    ]);

    private static readonly ObjectShape Call = new("expectedCall", "A call; only what is given is compared.",
    [
        Optional("integration", Name, "The name of the integration."),
        Optional("method", Text, "The HTTP method."),
        Optional("url", Text, "The address without the query."),
        Optional("headers", new MapShape(Text), "Headers, by name ignoring case."),
        Optional("query", new MapShape(Text), "Query parameters, decoded."),
        Optional("body", new AnyShape(), "The body, as JSON."),
        Optional("attempts", new IntegerShape(1, 1000), "How often the call was made, the first time included."),
    ]);

    private static readonly ObjectShape Context = new("expectedContext", "What travels with a transfer.",
    [
        Optional("intent", Text, "The intent; null for none."),
        Optional("message", Text, "The message; null for none."),
    ]);

    private static readonly ObjectShape Transfer = new("expectedTransfer", "A transfer request; only what is given is compared.",
    [
        Optional("skillId", Text, "The skill."),
        Optional("agentId", Text, "The agent."),
        Optional("message", Text, "The last words to the consumer; null for none."),
        Optional("context", Context, "What travels with it."),
    ]);

    private static readonly ObjectShape Upload = new("expectedUpload", "An upload; only what is given is compared.",
    [
        Optional("integration", Name, "The name of the file integration."),
        Optional("fileName", Text, "The file name."),
        Optional("mediaType", Text, "The media type."),
        Optional("path", Text, "The path in the share."),
        Optional("bytes", new IntegerShape(0, long.MaxValue), "The size."),
    ]);

    private static readonly ObjectShape State = new("expectedState", "Where the conversation stands; only what is given is compared.",
    [
        Optional("owner", new WordShape(["bot", "pending", "agent", "closed"]), "Who has the conversation."),
        Optional("bot", Text, "The name of the bot."),
        Optional("dialog", Text, "The dialog in which it waits."),
        Optional("interaction", Text, "The interaction at which it waits."),
        Optional("variables", new MapShape(new EitherShape(Text, new NullShape())), "Variables, as {$botContext.x} reads them."),
    ]);

    private static readonly Property Id = Optional("id", Name, "The message id; a repeated one is a duplicate delivery.");

    /// <summary>A step of any kind.</summary>
    public static KeyedShape Step { get; } = new("step",
    [
        Kind("user", Text, "The consumer says this.", Id, Optional("payload", Text, "The value of the tapped choice.")),
        Kind("file", File, "The consumer drops a file.", Id),
        Kind("share", new WordShape(["stores", "fails"]), "The oldest pending upload ends so."),
        Kind("agent", new WordShape(["connects", "fails", "returns", "closes", Says]), "What the agent, or the transfer to one, does.", Optional("text", Text, "What the agent says.")),
        Kind("event", Name, "A system event that the host raises.", Required("text", Name, "The text as which it is matched.")),
        Kind("advance", new DurationShape(TimeSpan.Zero, TimeSpan.FromDays(3660)), "Virtual time passes."),
        Kind("restart", new BooleanShape(Only: true), "The process dies and a new one starts on the same store."),
        Kind("deploy", Name, "As restart, with this definition in the place of the bot of the same name."),
        Kind("bot", new EitherShape(Text, TextMatch), "The next message to the consumer.",
            Optional("choices", new ListShape(new EitherShape(Text, Choice)), "Its choices."),
            Optional("image", new EitherShape(Text, Image), "Its image."),
            Optional("cards", new ListShape(Card), "Its cards."),
            Optional("payload", new AnyShape(), "Its payload.")),
        Kind("silence", new BooleanShape(Only: true), "No message is waiting."),
        Kind("toAgent", Text, "The next message or file name handed to the agent."),
        Kind("call", OrNone(Call), "The next integration call; null: there is none left."),
        Kind("transfer", OrNone(Transfer), "The next transfer request; null: there is none left."),
        Kind("upload", OrNone(Upload), "The next upload; null: there is none left."),
        Kind("state", State, "Where the conversation stands."),
        Kind("closed", new ObjectShape("closed", "How the conversation was closed.", [Optional("survey", new BooleanShape(), "Whether with a survey.")]), "The conversation was closed."),
        Kind("trace", new WordShape(
        [
            "loop-cut", "reference-unresolved", "skill-not-numeric", "call-failed", "call-unknown", "file-refused", "place-lost", "trigger-unknown",
            "script-error", "script-unsupported", "event-duplicate", "text-reserved", "message-too-long", "event-unmatched",
        ]), "A trace event with this code occurred since the last acting step."),
    ]);

    private static ObjectShape Kind(string key, Shape shape, string description, params Property[] more) =>
        new(key, description, [Required(key, shape, description), .. more]);

    private static EitherShape OrNone(ObjectShape shape) => new(shape, new NullShape());
}
