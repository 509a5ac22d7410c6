using ConversationInteractions.Definitions.Format;
using ConversationInteractions.Model;

namespace ConversationInteractions.Definitions.Reading;

/// <summary>Makes interactions of what a file says. What does not follow the format was reported before and is passed over here.</summary>
internal static class InteractionMapping
{
    /// <summary>The interaction, or <see langword="null"/> if its kind cannot be told.</summary>
    public static Interaction? Interaction(SourceNode node, ValueList<Rule> rules)
    {
        Interaction? interaction = node.TextOf(TaggedShape.Tag) switch
        {
            InteractionFormat.DialogStarter => new DialogStarter
            {
                Patterns = Values.Texts(node, "patterns"),
                Excludes = Values.Texts(node, "excludes"),
                Intents = Values.Texts(node, "intents"),
            },
            InteractionFormat.Statement => new Statement { Content = Content(node) },
            InteractionFormat.Question => new Question
            {
                Content = Content(node),
                Choices = Values.List(node, "choices", Choice),
                Display = Words.Find(Words.Displays, node.TextOf("display"), ChoiceDisplay.Buttons),
                FallbackResponse = node.TextOf("fallbackResponse"),
                Rules = rules,
            },
            InteractionFormat.IntegrationCall => new IntegrationCall { Integration = node.TextOf("integration") ?? "", Rules = rules },
            InteractionFormat.Escalation => new Escalation
            {
                Message = node.TextOf("message") ?? Escalation.DefaultMessage,
                SkillId = node.TextOf("skillId") ?? "",
                AgentId = node.TextOf("agentId"),
                TransferBotContext = node.BooleanOf("transferBotContext") ?? false,
                Rules = rules,
            },
            InteractionFormat.FileUpload => FileUpload(node, rules),
            _ => null,
        };
        return interaction is null ? null : interaction with
        {
            Name = node.TextOf("name"),
            Enabled = node.BooleanOf("enabled") ?? true,
            Delay = node.DurationOf("delay"),
            Comment = node.TextOf("comment"),
            Next = RuleMapping.Next(node),
            Scripts = node.Member("scripts") is { } scripts ? Scripts(scripts) : null,
        };
    }

    private static FileUpload FileUpload(SourceNode node, ValueList<Rule> rules) => new()
    {
        Message = node.TextOf("message"),
        AcceptedTypes = Values.Texts(node, "acceptedTypes"),
        MaxBytes = node.IntegerOf("maxBytes"),
        FallbackResponse = node.TextOf("fallbackResponse"),
        InProgressMessage = node.TextOf("inProgressMessage") ?? Model.FileUpload.DefaultInProgressMessage,
        SuccessMessage = node.TextOf("successMessage") ?? Model.FileUpload.DefaultSuccessMessage,
        FailureMessage = node.TextOf("failureMessage") ?? Model.FileUpload.DefaultFailureMessage,
        ValidationFailureMessage = node.TextOf("validationFailureMessage"),
        Rules = rules,
    };

    private static Content Content(SourceNode node)
    {
        if (node.Member("image") is { } image)
        {
            return new ImageContent(image.TextOf("url") ?? "", image.TextOf("caption"));
        }

        if (node.Has("cards"))
        {
            return new CardsContent(Values.List(node, "cards", Card), node.TextOf("message"));
        }

        return node.Member("payload")?.ToJson() is { } payload ? new PayloadContent(payload) : new TextContent(node.TextOf("message") ?? "");
    }

    private static Card Card(SourceNode node) => new()
    {
        Title = node.TextOf("title"),
        Subtitle = node.TextOf("subtitle"),
        Image = node.TextOf("image"),
        Url = node.TextOf("url"),
        Buttons = Values.List(node, "buttons", button => new CardButton
        {
            Label = button.TextOf("label") ?? "",
            Value = button.TextOf("value"),
            Url = button.TextOf("url"),
        }),
    };

    private static Choice Choice(SourceNode node) => node.Kind is SourceKind.Text
        ? node.Text
        : new Choice { Label = node.TextOf("label") ?? "", Value = node.TextOf("value"), Image = node.TextOf("image") };

    private static InteractionScripts Scripts(SourceNode node) => new()
    {
        PreProcess = node.TextOf("preProcess"),
        PostProcess = node.TextOf("postProcess"),
        ProcessResponse = node.TextOf("processResponse"),
    };
}
