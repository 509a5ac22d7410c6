using ConversationInteractions.Model;

namespace ConversationInteractions.Testing;

/// <summary>A choice. Only what is given is compared.</summary>
/// <param name="Label">What is written on it.</param>
/// <param name="Value">What a tap sends beside it.</param>
/// <param name="Image">The address of an image.</param>
public sealed record ExpectedChoice(string Label, string? Value = null, string? Image = null)
{
    /// <summary>A choice of which only the label is compared.</summary>
    /// <param name="label">The label.</param>
    public static implicit operator ExpectedChoice(string label) => new(label);
}

/// <summary>An image. Only what is given is compared.</summary>
/// <param name="Url">Where the channel finds it.</param>
/// <param name="Caption">What is written below it.</param>
public sealed record ExpectedImage(string? Url = null, string? Caption = null);

/// <summary>A card. Only what is given is compared.</summary>
public sealed record ExpectedCard
{
    /// <summary>The headline.</summary>
    public string? Title { get; init; }

    /// <summary>The line below it.</summary>
    public string? Subtitle { get; init; }

    /// <summary>The address of an image.</summary>
    public string? Image { get; init; }

    /// <summary>The address that a tap on the card opens.</summary>
    public string? Url { get; init; }

    /// <summary>The buttons, all of them in order.</summary>
    public ValueList<ExpectedButton>? Buttons { get; init; }
}

/// <summary>A button. Only what is given is compared.</summary>
/// <param name="Label">What is written on it.</param>
/// <param name="Value">What a tap sends.</param>
/// <param name="Url">What a tap opens.</param>
public sealed record ExpectedButton(string? Label = null, string? Value = null, string? Url = null);

/// <summary>The last words of a transfer.</summary>
/// <param name="Text">The words; <see langword="null"/> for none.</param>
public sealed record ExpectedOptionalText(string? Text);

/// <summary>What travels with a transfer for a receiving bot.</summary>
/// <param name="IsAbsent">Whether nothing travels; then the rest does not count.</param>
/// <param name="Intent">The intent, if it is compared.</param>
/// <param name="Message">The consumer's last message, if it is compared.</param>
public sealed record ExpectedContext(bool IsAbsent, ExpectedOptionalText? Intent = null, ExpectedOptionalText? Message = null);
