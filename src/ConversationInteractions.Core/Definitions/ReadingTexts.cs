using System.Globalization;
using ConversationInteractions.Definitions.Format;

namespace ConversationInteractions.Definitions;

/// <summary>What the reader says about a file that does not follow the format. All texts of this layer stand here.</summary>
internal static class ReadingTexts
{
    public static Finding NotJson(string reason)
    {
        int position = reason.IndexOf(" LineNumber:", StringComparison.Ordinal);
        string cause = position < 0 ? reason : reason[..position];
        return Finding.Error(DiagnosticCodes.NotJson, $"This is not JSON: {cause}", "Nothing after this place was read. Correct it and check the file again.");
    }

    public static Finding NotUtf8() =>
        Finding.Error(DiagnosticCodes.NotUtf8, "The file is not UTF-8 text from here on.", "Save the file as UTF-8.");

    public static Finding HalfCharacter(int position) =>
        Finding.Error(DiagnosticCodes.HalfCharacter, string.Create(CultureInfo.InvariantCulture, $"The text holds half a character (a lone surrogate) at position {position}."), "Remove it.");

    public static Finding HalfCharacterEscaped() =>
        Finding.Error(DiagnosticCodes.HalfCharacter, "The text holds an escape such as \\ud83d that is only half a character.", "Write both halves, or the character itself.");

    public static Finding TooDeep(int depth) =>
        Finding.Error(DiagnosticCodes.TooDeep, string.Create(CultureInfo.InvariantCulture, $"The file is nested more than {depth} levels deep here."), "No bot needs that; look for brackets too many.");

    public static Finding DuplicateProperty(string name) =>
        Finding.Error(DiagnosticCodes.DuplicateProperty, $"The property '{name}' is written twice in the same object.", "Remove one of them.");

    public static Finding UnknownProperty(string name, ObjectShape shape, SourceNode node)
    {
        // A property that is there already was hardly meant; looking is not worth it in objects that no author has written by hand.
        const int most = 100;
        string? meant = Spelling.Closest(name, shape.Properties.Select(property => property.Name).Where(known => node.Children.Count > most || !node.Has(known)));
        return Finding.Error(DiagnosticCodes.UnknownProperty, $"Unknown property '{name}' ({shape.Title}).",
            meant is null ? $"It may have {List(shape.Properties.Select(property => property.Name))}." : DidYouMean(meant));
    }

    public static Finding MissingProperty(string title, Property property) =>
        Finding.Error(DiagnosticCodes.MissingProperty, $"The {title} has no '{property.Name}'.", $"Add it: {property.Description}");

    public static Finding MissingTag(TaggedShape shape) =>
        Finding.Error(DiagnosticCodes.MissingProperty, $"The {shape.Title} has no '{TaggedShape.Tag}'.", $"Add one of {List(shape.Variants.Select(variant => variant.Title))}.");

    public static Finding MissingOneOf(string title, string[] names) =>
        Finding.Error(DiagnosticCodes.MissingOneOf, $"The {title} has none of {List(names)}.", "It needs exactly one of them.");

    public static Finding ConflictingProperties(string title, string[] present) =>
        Finding.Error(DiagnosticCodes.ConflictingProperties, $"The {title} has {List(present, "and")}, which exclude one another.", "Keep one of them.");

    public static Finding NoKey(KeyedShape shape, SourceNode node)
    {
        string[] keys = [.. shape.Variants.Select(variant => variant.Properties[0].Name)];
        string? meant = node.Children.Select(member => Spelling.Closest(member.Name!, keys)).FirstOrDefault(key => key is not null);
        return Finding.Error(DiagnosticCodes.MissingOneOf, $"It cannot be told what kind of {shape.Title} this is.", meant is null ? $"It needs one of {List(keys)}." : DidYouMean(meant));
    }

    public static Finding AgentText(string agent) => agent == StepFormat.Says
        ? Finding.Error(DiagnosticCodes.MissingProperty, "The agent says something, but there is no 'text'.", "Add it.")
        : Finding.Error(DiagnosticCodes.UnknownProperty, $"An agent who {agent} has no 'text'.", $"Use \"agent\": \"{StepFormat.Says}\" for words of the agent.");

    public static Finding WrongKind(SourceNode node, SourceKind kind, string? title = null) =>
        Finding.Error(DiagnosticCodes.WrongKind, $"{Subject(node)} must be {Describe(kind, title)}, not {Shown(node)}.", WrongKindHint(node, kind));

    public static Finding WrongKind(SourceNode node, SourceKind[] kinds) =>
        Finding.Error(DiagnosticCodes.WrongKind, $"{Subject(node)} must be {string.Join(" or ", kinds.Select(kind => Describe(kind, null)))}, not {Shown(node)}.");

    public static Finding NullValue(string? name) =>
        Finding.Error(DiagnosticCodes.WrongKind, $"'{name}' must not be null.", "Leave it out instead.");

    public static Finding BlankText(string? name) =>
        Finding.Error(DiagnosticCodes.BlankText, name is null ? "The text is blank." : $"'{name}' is blank.", "Write at least one visible character.");

    public static Finding BlankName(string? owner) =>
        Finding.Error(DiagnosticCodes.BlankText, $"A name in '{owner}' is blank.", "Write at least one visible character.");

    public static Finding EmptyList(string? name) =>
        Finding.Error(DiagnosticCodes.EmptyList, $"'{name}' is empty.", "It needs at least one element.");

    public static Finding OnlyBoolean(string? name, bool only) =>
        Finding.Error(DiagnosticCodes.OutOfRange, $"'{name}' can only be {(only ? "true" : "false")}.", "Leave it out otherwise.");

    public static Finding UnknownWord(SourceNode node, IEnumerable<string> words, string? prefix = null)
    {
        string? meant = Spelling.Closest(node.Text, words);
        string all = List(prefix is null ? words : words.Append($"{prefix}<name>"));
        return Finding.Error(DiagnosticCodes.UnknownWord, $"{Subject(node)} cannot be {Quote(node.Text)}.", meant is null ? $"It is one of {all}." : $"{DidYouMean(meant)} It is one of {all}.");
    }

    public static Finding BadDuration(SourceNode node) =>
        Finding.Error(DiagnosticCodes.BadDuration, $"{Quote(node.Text)} is no duration.", "Write hours, minutes and seconds, such as \"00:03:00\" for three minutes.");

    public static Finding DurationOutOfRange(SourceNode node, DurationShape shape) => Finding.Error(DiagnosticCodes.OutOfRange,
        shape.Min > TimeSpan.Zero
            ? $"{Subject(node)} must be longer than no time and at most {DurationText.Write(shape.Max)}, not {Quote(node.Text)}."
            : $"{Subject(node)} must be between {DurationText.Write(shape.Min)} and {DurationText.Write(shape.Max)}, not {Quote(node.Text)}.");

    public static Finding NumberOutOfRange(SourceNode node, Shape shape)
    {
        string range = shape switch
        {
            IntegerShape { Max: long.MaxValue } integer => string.Create(CultureInfo.InvariantCulture, $"a whole number of at least {integer.Min}"),
            IntegerShape integer => string.Create(CultureInfo.InvariantCulture, $"a whole number between {integer.Min} and {integer.Max}"),
            NumberShape number => string.Create(CultureInfo.InvariantCulture, $"a number between {number.Min} and {number.Max}"),
            _ => "another number",
        };
        return Finding.Error(DiagnosticCodes.OutOfRange, $"{Subject(node)} must be {range}, not {Shorten(node.Text)}.");
    }

    /// <summary>A hint with the word that was probably meant.</summary>
    public static string DidYouMean(string meant) => $"Did you mean '{meant}'?";

    /// <summary>An author's text in quotes, shortened where it is long.</summary>
    public static string Quote(string text) => $"'{Shorten(text)}'";

    /// <summary>Names in quotes, the last one after a conjunction.</summary>
    public static string List(IEnumerable<string> names, string conjunction = "or")
    {
        string[] quoted = [.. names.Select(name => $"'{name}'")];
        return quoted.Length < 2 ? string.Concat(quoted) : $"{string.Join(", ", quoted[..^1])} {conjunction} {quoted[^1]}";
    }

    private static string Shorten(string text)
    {
        const int longest = 200;
        return text.Length <= longest ? text : $"{text.AsSpan(0, char.IsHighSurrogate(text[longest - 1]) ? longest - 1 : longest)}…";
    }

    private static string Subject(SourceNode node) => node switch
    {
        { Name: { } name } => $"'{name}'",
        { Parent: { Name: { } list } } => $"Each element of '{list}'",
        { Parent: null } => "The file",
        _ => "The value",
    };

    private static string? WrongKindHint(SourceNode node, SourceKind kind) => (node.Kind, kind) switch
    {
        (SourceKind.Null, _) => "Leave it out if it is not needed.",
        (SourceKind.Number or SourceKind.Boolean, SourceKind.Text) => $"Write it in quotes: \"{Shorten(node.Text)}\".",
        (SourceKind.Text, SourceKind.Boolean) when node.Text is "true" or "false" => "Write it without quotes.",
        (SourceKind.Text, SourceKind.Number) when double.TryParse(node.Text, CultureInfo.InvariantCulture, out _) => "Write it without quotes.",
        (_, SourceKind.List) => "Write it in brackets: [ … ].",
        _ => null,
    };

    private static string Describe(SourceKind kind, string? title) => (kind, title) switch
    {
        (SourceKind.Object, { } known) => $"an object ({known})",
        (SourceKind.Object, _) => "an object",
        (SourceKind.List, _) => "a list",
        (SourceKind.Text, _) => "a text",
        (SourceKind.Number, _) => "a number",
        (SourceKind.Boolean, _) => "true or false",
        _ => "null",
    };

    private static string Shown(SourceNode node) => node.Kind switch
    {
        SourceKind.Text => $"the text {Quote(node.Text)}",
        SourceKind.Number or SourceKind.Boolean => Shorten(node.Text),
        SourceKind kind => Describe(kind, null),
    };
}
