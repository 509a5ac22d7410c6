namespace ConversationInteractions.Model;

/// <summary>A card with an optional image, link and buttons. Every text is a template.</summary>
public sealed record Card
{
    /// <summary>The headline.</summary>
    public string? Title { get; init; }

    /// <summary>The line below it.</summary>
    public string? Subtitle { get; init; }

    /// <summary>The address of an image.</summary>
    public string? Image { get; init; }

    /// <summary>The address that a tap on the card opens.</summary>
    public string? Url { get; init; }

    /// <summary>The buttons.</summary>
    public ValueList<CardButton> Buttons { get; init; } = [];
}

/// <summary>A button of a card: it sends its value as the consumer's message or opens an address. Every text is a template.</summary>
public sealed record CardButton
{
    /// <summary>What is written on it.</summary>
    public required string Label { get; init; }

    /// <summary>What a tap sends; excludes <see cref="Url"/>.</summary>
    public string? Value { get; init; }

    /// <summary>What a tap opens; excludes <see cref="Value"/>.</summary>
    public string? Url { get; init; }
}
