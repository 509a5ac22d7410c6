using ConversationInteractions.Definitions;

namespace ConversationInteractions.Testing;

/// <summary>Makes what a script expects a message to hold.</summary>
internal static class ContentMapping
{
    public static BotStep Message(SourceNode step, SourceNode text) => new(Text(text))
    {
        Choices = ScriptMapping.Optional(step, "choices", Choice),
        Image = step.Member("image") switch
        {
            null => null,
            { Kind: SourceKind.Text } url => new ExpectedImage(url.Text),
            { } image => new ExpectedImage(image.TextOf("url"), image.TextOf("caption")),
        },
        Cards = ScriptMapping.Optional(step, "cards", Card),
        Payload = step.Member("payload")?.ToJson(),
    };

    private static ExpectedText Text(SourceNode node) =>
        node.TextOf("contains") is { } part ? ExpectedText.Containing(part)
        : node.TextOf("matches") is { } regex ? ExpectedText.Matching(regex)
        : node.Text;

    private static ExpectedChoice Choice(SourceNode node) =>
        node.Kind is SourceKind.Text ? node.Text : new ExpectedChoice(node.TextOf("label") ?? "", node.TextOf("value"), node.TextOf("image"));

    private static ExpectedCard Card(SourceNode node) => new()
    {
        Title = node.TextOf("title"),
        Subtitle = node.TextOf("subtitle"),
        Image = node.TextOf("image"),
        Url = node.TextOf("url"),
        Buttons = ScriptMapping.Optional(node, "buttons", button => new ExpectedButton(button.TextOf("label"), button.TextOf("value"), button.TextOf("url"))),
    };
}
