using ConversationInteractions.Language;
using ConversationInteractions.Model;

namespace ConversationInteractions.Interpretation;

/// <summary>What a statement or question shows, with its templates parsed. Exactly one of the properties is set, but for a text above cards.</summary>
internal sealed class CompiledContent
{
    public CompiledContent(Compilation compilation, Content content)
    {
        switch (content)
        {
            case TextContent text:
                Text = compilation.Template(text.Text);
                break;
            case ImageContent image:
                Image = (compilation.Template(image.Url), compilation.OptionalTemplate(image.Caption));
                break;
            case CardsContent cards:
                Text = compilation.OptionalTemplate(cards.Message);
                Cards = [.. cards.Cards.Select(c => new CompiledCard(compilation, c))];
                break;
            case PayloadContent payload:
                Payload = new JsonTemplate(compilation, payload.Payload);
                break;
            default:
                throw new NotSupportedException($"Content of type {content.GetType().Name} cannot be compiled.");
        }
    }

    public Template? Text { get; }

    public (Template Url, Template? Caption)? Image { get; }

    public CompiledCard[]? Cards { get; }

    public JsonTemplate? Payload { get; }

    public bool IsText => Text is not null && Cards is null;
}

internal sealed class CompiledChoice(Compilation compilation, Choice source)
{
    public string WrittenLabel => source.Label;

    public Template Label { get; } = compilation.Template(source.Label);

    public Template? Value { get; } = compilation.OptionalTemplate(source.Value);

    public Template? Image { get; } = compilation.OptionalTemplate(source.Image);
}

internal sealed class CompiledCard
{
    public CompiledCard(Compilation compilation, Card card)
    {
        Title = compilation.OptionalTemplate(card.Title);
        Subtitle = compilation.OptionalTemplate(card.Subtitle);
        Image = compilation.OptionalTemplate(card.Image);
        Url = compilation.OptionalTemplate(card.Url);
        Buttons = [.. card.Buttons.Select(b => (compilation.Template(b.Label), compilation.OptionalTemplate(b.Value), compilation.OptionalTemplate(b.Url)))];
        References = [.. new[] { Title, Subtitle, Image, Url }
            .Concat(Buttons.SelectMany(b => new[] { b.Label, b.Value, b.Url }))
            .OfType<Template>()
            .SelectMany(t => t.Parts)
            .Select(p => p.Reference)
            .OfType<Reference>()
            .Distinct()];
    }

    public Template? Title { get; }

    public Template? Subtitle { get; }

    public Template? Image { get; }

    public Template? Url { get; }

    public (Template Label, Template? Value, Template? Url)[] Buttons { get; }

    /// <summary>Everything that the card refers to: a list among it makes the card repeat.</summary>
    public Reference[] References { get; }
}
