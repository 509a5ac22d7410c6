using static ConversationInteractions.Definitions.Format.Properties;

namespace ConversationInteractions.Definitions.Format;

/// <summary>The table of bot definitions: interactions and what they show.</summary>
internal static class InteractionFormat
{
    public const string DialogStarter = "dialogStarter";
    public const string Statement = "statement";
    public const string Question = "question";
    public const string IntegrationCall = "integration";
    public const string Escalation = "escalation";
    public const string FileUpload = "fileUpload";

    public static string[] Contents { get; } = ["message", "image", "cards", "payload"];

    private static readonly ObjectShape Image = new("image", "An image.",
    [
        Required("url", FullTemplate, "Where the channel finds it. A template."),
        Optional("caption", Template, "What is written below it. A template."),
    ]);

    private static readonly ObjectShape Button = new("button", "A button of a card: it sends a value as the consumer's message or opens an address.",
    [
        Required("label", FullTemplate, "What is written on it. A template."),
        OneOf("value", Template, "What a tap sends; the label where there is neither value nor url. A template."),
        OneOf("url", FullTemplate, "What a tap opens. A template."),
    ])
    { Group = new PropertyGroup(["value", "url"], IsRequired: false) };

    private static readonly ObjectShape Card = new("card", "A card; one whose references name a list repeats once per element.",
    [
        Optional("title", Template, "The headline. A template."),
        Optional("subtitle", Template, "The line below it. A template."),
        Optional("image", Template, "The address of an image. A template."),
        Optional("url", Template, "The address that a tap on the card opens. A template."),
        List("buttons", Button, "The buttons."),
    ]);

    private static readonly ObjectShape ChoiceObject = new("choice", "Something to pick.",
    [
        Required("label", FullTemplate, "What is written on it. A template."),
        Optional("value", Template, "What it stands for, read as {$quickReplyPayload}; the label without it. A template."),
        Optional("image", Template, "The address of an image. A template."),
    ]);

    private static readonly ObjectShape Scripts = new("scripts", "Scripts that run around an interaction. Need a script engine.",
    [
        Optional("preProcess", Text, "Runs before the interaction."),
        Optional("postProcess", Text, "Runs after the message was prepared or the call answered."),
        Optional("processResponse", Text, "Runs on the answer to a question, after its rules."),
    ]);

    private static readonly Property[] Content =
    [
        OneOf("message", Template, "A text to say, alone or above cards. A template; BLANK_MESSAGE says nothing."),
        OneOf("image", Image, "An image to show."),
        OneOf("cards", new ListShape(Card, MinCount: 1), "Cards to show."),
        OneOf("payload", new AnyShape(TextLanguage.Template), "Any JSON for the channel; texts inside are templates."),
    ];

    private static readonly Property Rules = List("rules", RuleFormat.Rule, "What may follow: intent rules first, then the others as listed, then noMatch.");

    private static readonly PropertyGroup OneContent = new(Contents, IsRequired: true) { Pair = ("message", "cards") };

    public static EitherShape Choice { get; } = new(FullTemplate, ChoiceObject);

    /// <summary>An interaction of any kind.</summary>
    public static TaggedShape Interaction { get; } = new("interaction",
    [
        Kind(DialogStarter, "Says which utterances start its dialog. First in the dialog, at most one.",
        [
            List("patterns", Pattern, "Patterns, each for a whole utterance: * is any text, (a|b) are alternates."),
            List("excludes", Keyword, "Keywords or patterns that keep the dialog from starting."),
            List("intents", Name, "Names of intents that start the dialog when recognised as good."),
        ]),
        Kind(Statement, "Says something and goes on without waiting.", Content) with { Group = OneContent },
        Kind(Question, "Says something and waits for one answer, which its rules judge.",
        [
            .. Content,
            List("choices", Choice, "What the consumer may pick from: labels, or objects with label, value and image."),
            Optional("display", new WordShape(Words.Of(Words.Displays)), "buttons", "How a channel should show the choices."),
            Optional("fallbackResponse", Template, "What is said when the answer fits neither a rule nor a starter. A template."),
            Rules,
        ]) with { Group = OneContent },
        Kind(IntegrationCall, "Invokes an integration of the bot.",
        [
            Required("integration", Name, "The name of the integration."),
            Rules,
        ]),
        Kind(Escalation, "Hands the conversation over to a human agent or to another bot.",
        [
            Optional("message", Model.Escalation.DefaultMessage, "The last words to the consumer, which travel with the transfer. A template; BLANK_MESSAGE sends none."),
            Required("skillId", FullTemplate, "The skill to transfer to: a number, or a template that yields one."),
            Optional("agentId", Template, "One certain agent, if that agent has the skill and is free. A template."),
            Optional("transferBotContext", false, "Whether the intent and the last message travel with the transfer."),
            Rules,
        ]),
        Kind(FileUpload, "Asks for a file and waits for it. A call of a file integration must follow at once.",
        [
            Optional("message", Template, "What asks for the file. A template."),
            Required("acceptedTypes", new ListShape(Name, MinCount: 1), $"The types that are accepted: {string.Join(", ", Language.FileTypes.Words)}."),
            Optional("maxBytes", new IntegerShape(1, long.MaxValue), "The largest size accepted here, in bytes; the bot's limit without it."),
            Optional("fallbackResponse", Template, "What is said when the consumer types something that fits neither a rule nor a starter. A template."),
            Optional("inProgressMessage", Model.FileUpload.DefaultInProgressMessage, "What is said when the upload begins. A template."),
            Optional("successMessage", Model.FileUpload.DefaultSuccessMessage, "What is said when the file was stored. A template."),
            Optional("failureMessage", Model.FileUpload.DefaultFailureMessage, "What is said when the file could not be stored or is too large. A template."),
            Optional("validationFailureMessage", Template, "What is said when the type is not accepted; without it a text that lists the accepted types. A template."),
            Rules,
        ]),
    ]);

    private static ObjectShape Kind(string word, string description, Property[] own) => new(word, description,
    [
        Required(TaggedShape.Tag, new WordShape([word]), "The kind of interaction."),
        Optional("name", Name, "The name, unique in the bot; needed only where something refers to it, and to find the place again after a new deployment."),
        Optional("enabled", true, "Whether the interaction runs; a disabled one is skipped."),
        Optional("delay", new DurationShape(TimeSpan.Zero, TimeSpan.FromHours(1)), "How long to wait before the message goes out or the call is made."),
        Optional("comment", Text, "A remark without effect."),
        .. own,
        Optional("scripts", Scripts, "Scripts that run around the interaction."),
        RuleFormat.NextProperty,
    ]);
}
