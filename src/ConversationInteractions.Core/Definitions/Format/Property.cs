namespace ConversationInteractions.Definitions.Format;

/// <summary>A property of an <see cref="ObjectShape"/>.</summary>
/// <param name="Name">The name as written.</param>
/// <param name="Shape">What its value is.</param>
/// <param name="Description">What it means, in a sentence.</param>
internal sealed record Property(string Name, Shape Shape, string Description)
{
    /// <summary>Whether it must be written.</summary>
    public bool IsRequired { get; init; }

    /// <summary>What holds where it is not written, as JSON; <see langword="null"/> for nothing.</summary>
    public string? Default { get; init; }

    /// <summary>Whether <c>null</c> may be written for "not given".</summary>
    public bool MayBeNull { get; init; }
}
