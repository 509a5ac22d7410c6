using System.Collections.Frozen;

namespace ConversationInteractions.Definitions.Format;

/// <summary>
/// What a value of a file may be. The tables made of shapes (<see cref="BotFormat"/>, <see cref="ScriptFormat"/>) are what files are checked against and what the
/// JSON Schemas are written from, so the two cannot differ.
/// </summary>
internal abstract record Shape
{
    /// <summary>The only kind of JSON value that fits; <see langword="null"/> if there are several.</summary>
    public SourceKind? Kind => this switch
    {
        TextShape or WordShape or DurationShape => SourceKind.Text,
        IntegerShape or NumberShape => SourceKind.Number,
        BooleanShape => SourceKind.Boolean,
        NullShape => SourceKind.Null,
        ListShape => SourceKind.List,
        ObjectShape or TaggedShape or KeyedShape or MapShape => SourceKind.Object,
        _ => null,
    };
}

/// <summary>A text.</summary>
/// <param name="Language">How the text is read.</param>
/// <param name="MayBeBlank">Whether blanks alone will do.</param>
internal sealed record TextShape(TextLanguage Language = TextLanguage.Plain, bool MayBeBlank = true) : Shape;

/// <summary>One of some words.</summary>
/// <param name="Words">The words.</param>
/// <param name="Prefix">A beginning that makes any longer text a word too, such as <c>context.</c>.</param>
internal sealed record WordShape(string[] Words, string? Prefix = null) : Shape;

/// <summary>A duration as text.</summary>
/// <param name="Min">The shortest.</param>
/// <param name="Max">The longest.</param>
internal sealed record DurationShape(TimeSpan Min, TimeSpan Max) : Shape;

/// <summary>A whole number.</summary>
/// <param name="Min">The least.</param>
/// <param name="Max">The greatest.</param>
internal sealed record IntegerShape(long Min, long Max) : Shape;

/// <summary>A number.</summary>
/// <param name="Min">The least.</param>
/// <param name="Max">The greatest.</param>
internal sealed record NumberShape(double Min, double Max) : Shape;

/// <summary><c>true</c> or <c>false</c>.</summary>
/// <param name="Only">The only one of them that makes sense.</param>
internal sealed record BooleanShape(bool? Only = null) : Shape;

/// <summary>Nothing but <c>null</c>.</summary>
internal sealed record NullShape : Shape;

/// <summary>Any JSON but <c>null</c>.</summary>
/// <param name="Language">How the texts in it are read.</param>
internal sealed record AnyShape(TextLanguage Language = TextLanguage.Plain) : Shape;

/// <summary>A list.</summary>
/// <param name="Element">What each element is.</param>
/// <param name="MinCount">How many there are at least.</param>
internal sealed record ListShape(Shape Element, int MinCount = 0) : Shape;

/// <summary>An object whose property names are the author's own.</summary>
/// <param name="Value">What each value is.</param>
internal sealed record MapShape(Shape Value) : Shape;

/// <summary>One of several shapes, told apart by the kind of JSON value.</summary>
/// <param name="Shapes">The shapes.</param>
internal sealed record EitherShape(params Shape[] Shapes) : Shape
{
    /// <summary>The shape that a value of a kind must have.</summary>
    public Shape? For(SourceKind kind) => Array.Find(Shapes, shape => shape.Kind is null || shape.Kind == kind);
}

/// <summary>An object with known properties.</summary>
/// <param name="Title">What it is called in messages and in the schema, such as <c>rule</c>.</param>
/// <param name="Description">What it is, in a sentence.</param>
/// <param name="Properties">The properties in the order in which they are best written.</param>
internal sealed record ObjectShape(string Title, string Description, Property[] Properties) : Shape
{
    /// <summary>The properties by name.</summary>
    public FrozenDictionary<string, Property> ByName { get; } = Properties.ToFrozenDictionary(property => property.Name, StringComparer.Ordinal);

    /// <summary>Properties that exclude one another.</summary>
    public PropertyGroup? Group { get; init; }
}

/// <summary>Properties of which only one may be written.</summary>
/// <param name="Names">The properties.</param>
/// <param name="IsRequired">Whether one of them must be.</param>
internal sealed record PropertyGroup(string[] Names, bool IsRequired)
{
    /// <summary>The only two of them that may stand together, if there are any.</summary>
    public (string First, string Second)? Pair { get; init; }

    /// <summary>Whether properties may be written together.</summary>
    public bool Allows(string[] present) =>
        present.Length <= 1 || (present.Length == 2 && Pair is { } pair && present.Contains(pair.First) && present.Contains(pair.Second));
}

/// <summary>An object of one of several kinds, told apart by the word in its property <c>type</c>.</summary>
/// <param name="Title">What it is called in messages, such as <c>interaction</c>.</param>
/// <param name="Variants">The kinds; the title of each is its word.</param>
internal sealed record TaggedShape(string Title, ObjectShape[] Variants) : Shape
{
    /// <summary>The property that tells the kinds apart.</summary>
    public const string Tag = "type";

    /// <summary>The kinds by word.</summary>
    public FrozenDictionary<string, ObjectShape> ByWord { get; } = Variants.ToFrozenDictionary(variant => variant.Title, StringComparer.Ordinal);
}

/// <summary>An object of one of several kinds, told apart by which property it has.</summary>
/// <param name="Title">What it is called in messages, such as <c>step</c>.</param>
/// <param name="Variants">The kinds; the first property of each is what tells it.</param>
internal sealed record KeyedShape(string Title, ObjectShape[] Variants) : Shape;
