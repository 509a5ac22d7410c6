using System.Text.Json;
using ConversationInteractions.Interpretation;
using ConversationInteractions.Model;

namespace ConversationInteractions.Testing;

/// <summary>Compares what a message shows.</summary>
internal static class ContentComparison
{
    public static Mismatch? Compare(BotStep expected, OutgoingMessage message) => new Comparison()
        .Add(expected.Text.Fits(message.Text), "the text", expected.Text.ToString(), Quoted.Text(message.Text))
        .Add(expected.Choices is null || Fit(expected.Choices, message.Choices, Fits), "the choices", Show(expected.Choices, Show), Show(message.Choices, ContentText.Of))
        .Add(Fits(expected.Image, message.Image), "the image", $"{expected.Image?.Url} {Quoted.OrNone(expected.Image?.Caption)}",
            message.Image is { } image ? $"{image.Url} {Quoted.OrNone(image.Caption)}" : "none")
        .Add(expected.Cards is null || Fit(expected.Cards, message.Cards, Fits), "the cards", Show(expected.Cards, Show), Show(message.Cards, ContentText.Of))
        .Add(expected.Payload is null || JsonEquals(expected.Payload, message.Payload), "the payload", $"{expected.Payload}", message.Payload?.Text ?? "none")
        .Of("the next message");

    /// <summary>Whether two JSON values are equal, whatever the order of properties and the way numbers are written.</summary>
    public static bool JsonEquals(JsonText expected, JsonText? actual) =>
        actual is not null && JsonElement.DeepEquals(expected.ToElement(), actual.ToElement());

    private static bool Fit<TExpected, TActual>(ValueList<TExpected> expected, ValueList<TActual> actual, Func<TExpected, TActual, bool> fits) =>
        expected.Count == actual.Count && expected.Zip(actual).All(pair => fits(pair.First, pair.Second));

    private static bool Fits(ExpectedChoice expected, OutgoingChoice actual) =>
        Same(expected.Label, actual.Label) && Same(expected.Value, actual.Value) && Same(expected.Image, actual.Image);

    private static bool Fits(ExpectedImage? expected, OutgoingImage? actual) =>
        expected is null || (actual is not null && Same(expected.Url, actual.Url) && Same(expected.Caption, actual.Caption));

    private static bool Fits(ExpectedCard expected, OutgoingCard actual) =>
        Same(expected.Title, actual.Title) && Same(expected.Subtitle, actual.Subtitle) && Same(expected.Image, actual.Image) && Same(expected.Url, actual.Url)
        && (expected.Buttons is null || Fit(expected.Buttons, actual.Buttons, Fits));

    private static bool Fits(ExpectedButton expected, OutgoingButton actual) =>
        Same(expected.Label, actual.Label) && Same(expected.Value, actual.Value) && Same(expected.Url, actual.Url);

    private static bool Same(string? expected, string? actual) => expected is null || string.Equals(expected, actual, StringComparison.Ordinal);

    private static string Show(ExpectedChoice choice) => choice.Value is null ? choice.Label : $"{choice.Label} = {choice.Value}";

    private static string Show(ExpectedCard card)
    {
        IEnumerable<string?> buttons = (card.Buttons ?? []).Select(button => $"<{button.Label}: {button.Url ?? button.Value ?? button.Label}>");
        IEnumerable<string?> parts = [card.Title, card.Subtitle, card.Image, card.Url, .. buttons];
        return $"(card {string.Join(" / ", parts.Where(part => part is not null))})";
    }

    private static string Show<T>(ValueList<T>? items, Func<T, string> show) => $"[{string.Join(" | ", (items ?? []).Select(show))}]";
}
