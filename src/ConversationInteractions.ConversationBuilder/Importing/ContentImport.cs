using ConversationInteractions.Definitions;
using ConversationInteractions.Model;

namespace ConversationInteractions.ConversationBuilder.Importing;

/// <summary>Makes what an interaction shows and what can be picked of its tiles.</summary>
internal sealed class ContentImport(ExportImport import)
{
    private const string Blank = "BLANK_MESSAGE";

    private ExportFields Fields => import.Fields;

    /// <summary>The tiles of an interaction; all kinds but structured ones have one.</summary>
    public IReadOnlyList<SourceNode> Tiles(ExportedInteraction at) =>
        Fields.Objects(Fields.Object(Fields.Object(Fields.Object(at.Node, "content"), "results"), "tile"), "tileData");

    public SourceNode? Tile(ExportedInteraction at) => Tiles(at) is [var first, ..] ? first : null;

    /// <summary>The text; nothing is said where there is none.</summary>
    public string Text(ExportedInteraction at) => import.Texts.OfFull(Fields.Text(Tile(at), "text")) ?? Blank;

    public Content Image(ExportedInteraction at)
    {
        SourceNode? tile = Tile(at);
        if (Fields.FirstText(tile, "url", "image", "imageUrl") is { } url)
        {
            return new ImageContent(import.Texts.Of(url), import.Texts.OfFull(Fields.FirstText(tile, "text", "caption")));
        }

        import.Log.Change(at.Node, at.Subject, "The image has no address; nothing is shown.");
        return Text(at);
    }

    /// <summary>The choices of a multiple choice question, without the blanks and line ends around them.</summary>
    public (ValueList<Choice> Choices, ChoiceDisplay Display) MultipleChoice(ExportedInteraction at)
    {
        SourceNode? widget = Fields.Object(Tile(at), "multipleChoice");
        List<Choice> choices = [];
        foreach (SourceNode node in Fields.Elements(widget, "multipleChoices"))
        {
            string? label = node.Kind is SourceKind.Object ? Fields.FirstText(node, "label", "title", "name", "text", "value") : node.Text;
            if (import.Texts.OfFull(label?.Trim()) is { } known)
            {
                choices.Add(known);
            }
        }

        if (Fields.FullText(widget, "textStyle") is { } style && !style.Equals("NUMBERS", StringComparison.OrdinalIgnoreCase))
        {
            import.Log.Change(widget!.Member("textStyle")!, at.Subject, $"Whether {style} or numbers stand before the choices is for a text-only channel to decide (PlainTextMarks); both are understood.");
        }

        return ([.. choices], Display(Fields.Text(widget, "displayChoice")));
    }

    public ValueList<Choice> QuickReplies(ExportedInteraction at)
    {
        List<Choice> choices = [];
        IEnumerable<SourceNode> replies = [.. Fields.Objects(at.Node, "quickReplies"), .. Fields.Objects(Tile(at), "quickReplyList")];
        foreach (SourceNode reply in replies)
        {
            string? title = Fields.FullText(reply, "title");
            string? payload = Fields.FullText(reply, "payload");
            if ((title ?? payload) is not { } label)
            {
                import.Log.Drop(reply, at.Subject, "The quick reply has neither title nor payload.");
                continue;
            }

            choices.Add(new Choice
            {
                Label = import.Texts.Of(label),
                Value = payload is null || payload == label ? null : import.Texts.Of(payload),
                Image = import.Texts.OfFull(Fields.FirstText(reply, "image", "imageUrl", "image_url")),
            });
            if (Fields.FullText(reply, "type") is { } type && !type.Equals("text", StringComparison.OrdinalIgnoreCase))
            {
                import.Log.Change(reply, at.Subject, $"The quick reply \"{label}\" of the type {type} is a choice like any other; what the platform would add, such as the consumer's location, the host gives as a fact of the conversation.");
            }
        }

        return [.. choices];
    }

    /// <summary>A text with buttons: those that say something become choices, those that open an address buttons of a card below the text (C35).</summary>
    public (Content Content, ValueList<Choice> Choices) Buttons(ExportedInteraction at)
    {
        List<Choice> choices = [];
        List<CardButton> links = [];
        foreach (SourceNode node in Fields.Objects(Tile(at), "buttons"))
        {
            if (Button(at, node) is not { } button)
            {
                continue;
            }

            if (button.Url is null)
            {
                choices.Add(new Choice { Label = button.Label, Value = button.Value == button.Label ? null : button.Value });
            }
            else
            {
                links.Add(button);
            }
        }

        string text = Text(at);
        return (links.Count == 0 ? text : new CardsContent([new Card { Buttons = [.. links] }], text), [.. choices]);
    }

    public CardsContent Cards(ExportedInteraction at)
    {
        List<Card> cards = [];
        string? message = null;
        foreach (SourceNode tile in Tiles(at))
        {
            message ??= import.Texts.OfFull(Fields.Text(tile, "text"));
            cards.Add(new Card
            {
                Title = import.Texts.OfFull(Fields.Text(tile, "title")),
                Subtitle = import.Texts.OfFull(Fields.FirstText(tile, "subTitle", "subtitle")),
                Image = import.Texts.OfFull(Fields.FirstText(tile, "image", "imageUrl")),
                Url = import.Texts.OfFull(Fields.FirstText(tile, "itemUrl", "url")),
                Buttons = [.. Fields.Objects(tile, "buttons").Select(button => Button(at, button)).OfType<CardButton>()],
            });
        }

        return new CardsContent(cards.Count == 0 ? [new Card()] : [.. cards], message);
    }

    /// <summary>The JSON of a universal interaction: literal, or a variable that yields it.</summary>
    public Content Universal(ExportedInteraction at)
    {
        SourceNode? node = Fields.TextNode(Fields.Object(Tile(at), "universalWidget"), "leMessageJson");
        if (node is null || string.IsNullOrWhiteSpace(node.Text))
        {
            import.Log.Change(at.Node, at.Subject, "It has no JSON to show; its text is said, if it has one.");
            return Text(at);
        }

        if (JsonTexts.TryParse(node.Text, import.Texts) is { } payload)
        {
            return new PayloadContent(payload);
        }

        string text = node.Text.Trim();
        if (import.Texts.EndOfReference(text, 0) != text.Length - 1)
        {
            import.Log.Change(node, at.Subject, "What it shows is not JSON by itself; the channel gets it as a text.");
        }

        return new PayloadContent(JsonText.FromString(import.Texts.Of(text)));
    }

    public static ChoiceDisplay Display(string? word) => word?.ToUpperInvariant() switch
    {
        "QUICK_REPLY" or "QUICK_REPLIES" or "CHIPS" => ChoiceDisplay.QuickReplies,
        "LIST" => ChoiceDisplay.List,
        _ => ChoiceDisplay.Buttons,
    };

    private CardButton? Button(ExportedInteraction at, SourceNode node)
    {
        string? name = Fields.FirstText(node, "name", "label", "title");
        string? callback = Fields.FirstText(node, "callback", "url", "payload");
        string type = Fields.FullText(node, "type") ?? "postback";
        Fields.Text(node, "target");
        Fields.Text(node, "webviewHeightRatio");
        if ((name ?? callback) is not { } label)
        {
            import.Log.Drop(node, at.Subject, "The button has neither label nor callback.");
            return null;
        }

        CardButton button = new() { Label = import.Texts.Of(label) };
        switch (type.ToLowerInvariant())
        {
            case "postback":
                return button with { Value = import.Texts.OfFull(callback) };
            case "web_url" or "url" or "link" when callback is not null:
                return button with { Url = import.Texts.Of(callback) };
            case "web_url" or "url" or "link":
                import.Log.Change(node, at.Subject, $"The button \"{label}\" has no address; it says its label.");
                return button;
            default:
                import.Log.Change(node, at.Subject, $"The button \"{label}\" of the type {type} says its callback.");
                return button with { Value = import.Texts.OfFull(callback) };
        }
    }
}
