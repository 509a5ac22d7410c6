using System.Globalization;

namespace ConversationInteractions.Interpretation;

/// <summary>A message in words alone, for channels that show nothing else: cards, images and structured content written out, and a number or letter before all that can be picked.</summary>
/// <remarks>
/// The choices of the message come first, in their order, so that on a channel the host marked as text-only the numbers and letters mean to the interpreter what they show (C4).
/// Buttons of cards and of structured content follow; what they say, a channel finds with <see cref="Find"/>. Immutable and thread-safe.
/// </remarks>
public sealed record PlainText
{
    private PlainText(string body, IReadOnlyList<PlainTextOption> options)
    {
        Body = body;
        Options = options;
    }

    /// <summary>What is said, without the options; empty where there is only something to pick.</summary>
    public string Body { get; }

    /// <summary>What can be picked.</summary>
    public IReadOnlyList<PlainTextOption> Options { get; }

    /// <summary>The whole message: what is said and, a line each, what can be picked.</summary>
    public string Text => string.Join('\n', Options.Select(option => $"{option.Mark}. {option.Label}").Prepend(Body).Where(line => line.Length > 0));

    /// <summary>Writes a message out.</summary>
    /// <param name="message">The message.</param>
    /// <param name="marks">What stands before what can be picked.</param>
    public static PlainText Of(OutgoingMessage message, PlainTextMarks marks = PlainTextMarks.Numbers)
    {
        ArgumentNullException.ThrowIfNull(message);
        List<string> lines = [];
        List<(string Label, string Says, string? Payload)> picks = [.. message.Choices.Select(choice => (choice.Label, choice.Label, choice.Value))];
        Add(lines, message.Text);
        if (message.Image is { } image)
        {
            Add(lines, image.Caption);
            Add(lines, image.Url);
        }

        bool isSeveral = message.Cards.Count > 1;
        foreach (OutgoingCard card in message.Cards)
        {
            Add(lines, card, isSeveral, picks);
        }

        if (message.Payload is { } payload)
        {
            StructuredContent content = StructuredContent.Read(payload);
            lines.AddRange(content.Lines);
            picks.AddRange(content.Picks.Select(pick => (pick.Label, pick.Says, (string?)null)));
        }

        return new PlainText(string.Join('\n', lines), [.. picks.Select((pick, i) => new PlainTextOption(Mark(i, marks), pick.Label, pick.Says, pick.Payload))]);
    }

    /// <summary>The option that a reply picks: by its number or letter, with or without a dot or bracket, or by its label, in any case.</summary>
    /// <param name="reply">What the consumer wrote.</param>
    /// <returns>The option; <see langword="null"/> if the reply is something else.</returns>
    public PlainTextOption? Find(string reply)
    {
        string normalized = Language.Utterance.Normalize(reply);
        return Options.FirstOrDefault(option => ChoiceTexts.Picks(normalized, option.Label, option.Payload, -1))
            ?? Options.Where((_, i) => ChoiceTexts.IsMark(normalized, i)).FirstOrDefault();
    }

    private static void Add(List<string> lines, OutgoingCard card, bool isSeveral, List<(string Label, string Says, string? Payload)> picks)
    {
        if (lines.Count > 0 && (isSeveral || card.Title is { Length: > 0 }))
        {
            lines.Add("");
        }

        Add(lines, card.Title);
        Add(lines, card.Subtitle);
        Add(lines, card.Image);
        Add(lines, card.Url);
        foreach (OutgoingButton button in card.Buttons)
        {
            if (button.Url is { } url)
            {
                lines.Add($"{button.Label}: {url}");
            }
            else
            {
                picks.Add((isSeveral && card.Title is { Length: > 0 } title ? $"{title}: {button.Label}" : button.Label, button.Value ?? button.Label, null));
            }
        }
    }

    private static void Add(List<string> lines, string? line)
    {
        if (line is { Length: > 0 })
        {
            lines.Add(line);
        }
    }

    private static string Mark(int index, PlainTextMarks marks) =>
        marks is PlainTextMarks.Letters && index < 26 ? ((char)('A' + index)).ToString() : (index + 1).ToString(CultureInfo.InvariantCulture);
}

/// <summary>Something that can be picked.</summary>
/// <param name="Mark">The number or letter.</param>
/// <param name="Label">What is written behind it.</param>
/// <param name="Says">What a pick says to the bot.</param>
/// <param name="Payload">What a pick hands over beside it, if anything (C4).</param>
public sealed record PlainTextOption(string Mark, string Label, string Says, string? Payload);

/// <summary>What stands before what can be picked.</summary>
public enum PlainTextMarks
{
    /// <summary>1, 2, 3.</summary>
    Numbers,

    /// <summary>A, B, C; numbers from the 27th on.</summary>
    Letters,
}
