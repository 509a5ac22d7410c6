using System.Globalization;
using ConversationInteractions.Model;

namespace ConversationInteractions.Definitions.Format;

/// <summary>Short ways to write the properties of the tables.</summary>
internal static class Properties
{
    public static TextShape Text { get; } = new();

    public static TextShape Name { get; } = new(MayBeBlank: false);

    public static TextShape Template { get; } = new(TextLanguage.Template);

    /// <summary>A template that is not blank.</summary>
    public static TextShape FullTemplate { get; } = new(TextLanguage.Template, MayBeBlank: false);

    public static TextShape Pattern { get; } = new(TextLanguage.Pattern);

    public static TextShape Keyword { get; } = new(TextLanguage.Keyword);

    /// <summary>A property that must be written.</summary>
    public static Property Required(string name, Shape shape, string description) => new(name, shape, description) { IsRequired = true };

    /// <summary>A property that stands for nothing where it is absent or <c>null</c>.</summary>
    public static Property Optional(string name, Shape shape, string description) => new(name, shape, description) { MayBeNull = true };

    /// <summary>A property of a group that excludes one another: absent or with a value.</summary>
    public static Property OneOf(string name, Shape shape, string description) => new(name, shape, description);

    public static Property Optional(string name, string defaultTemplate, string description) =>
        new(name, Template, description) { Default = JsonText.FromString(defaultTemplate).Text };

    public static Property Optional(string name, bool defaultValue, string description) =>
        new(name, new BooleanShape(), description) { Default = defaultValue ? "true" : "false" };

    public static Property Optional(string name, IntegerShape shape, long defaultValue, string description) =>
        new(name, shape, description) { Default = defaultValue.ToString(CultureInfo.InvariantCulture) };

    public static Property Optional(string name, NumberShape shape, double defaultValue, string description) =>
        new(name, shape, description) { Default = defaultValue.ToString("0.0###", CultureInfo.InvariantCulture) };

    public static Property Optional(string name, DurationShape shape, TimeSpan defaultValue, string description) =>
        new(name, shape, description) { Default = $"\"{DurationText.Write(defaultValue)}\"" };

    public static Property Optional(string name, WordShape shape, string defaultWord, string description) =>
        new(name, shape, description) { Default = $"\"{defaultWord}\"" };

    public static Property List(string name, Shape element, string description) => new(name, new ListShape(element), description) { Default = "[]" };

    public static Property Map(string name, Shape value, string description) => new(name, new MapShape(value), description) { Default = "{}" };

    public static Property Object(string name, ObjectShape shape, string description) => new(name, shape, description) { Default = "{}" };
}
