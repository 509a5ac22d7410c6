namespace ConversationInteractions.Model;

/// <summary>What a statement or question shows: a text, an image, cards (perhaps with a text above them) or a payload for the channel.</summary>
public abstract record Content
{
    private protected Content()
    {
    }

    /// <summary>A text.</summary>
    /// <param name="text">A template.</param>
    public static implicit operator Content(string text) => new TextContent(text);
}

/// <summary>A text. <c>BLANK_MESSAGE</c> sends nothing.</summary>
/// <param name="Text">A template.</param>
public sealed record TextContent(string Text) : Content;

/// <summary>An image.</summary>
/// <param name="Url">Where the channel finds it. A template.</param>
/// <param name="Caption">What is written below it. A template.</param>
public sealed record ImageContent(string Url, string? Caption = null) : Content;

/// <summary>Cards; one whose references name a list repeats once per element.</summary>
/// <param name="Cards">The cards, at least one.</param>
/// <param name="Message">The text above them. A template.</param>
public sealed record CardsContent(ValueList<Card> Cards, string? Message = null) : Content;

/// <summary>Anything a channel understands; texts inside are templates.</summary>
/// <param name="Payload">The JSON for the channel. A payload that is one reference is sent as the JSON that it yields (C35).</param>
public sealed record PayloadContent(JsonText Payload) : Content;
