using static ConversationInteractions.Definitions.Format.Properties;

namespace ConversationInteractions.Definitions.Format;

/// <summary>The table of bot definitions: rules, conditions and next actions.</summary>
internal static class RuleFormat
{
    /// <summary>What stands before the namespace in a scope of the context store.</summary>
    public const string ContextPrefix = "context.";

    public static string[] Tests { get; } = ["pattern", "regex", "equals", "choice", "intent", "result", "noMatch"];

    private static readonly ObjectShape Jump = new("jump", "Goes to a named interaction or dialog.",
    [
        OneOf("goTo", Name, "The name of an interaction, in this or another dialog."),
        OneOf("dialog", Name, "The name of a dialog; it begins after its starter."),
    ])
    { Group = new PropertyGroup(["goTo", "dialog"], IsRequired: true) };

    public static EitherShape Next { get; } = new(new WordShape(Words.Of(Words.NextActions)), Jump);

    public static Property NextProperty { get; } = new("next", Next, "Where the flow goes: next, current (rules of questions and file uploads), end, closeDialog, closeConversation, a goTo or a dialog.") { Default = "\"next\"" };

    public static ObjectShape VariableCondition { get; } = new("variableCondition", "What a rule asks of a variable. Compared as written, case counts.",
    [
        Required("name", new TextShape(TextLanguage.ReferenceName, MayBeBlank: false), "A variable, integration.field, or a reference such as $userMessage."),
        OneOf("equals", Template, "The same text. A template."),
        OneOf("notEquals", Template, "Another text. A template."),
        OneOf("contains", Template, "The variable holds this somewhere. A template."),
        OneOf("notContains", Template, "The variable holds this nowhere. A template."),
        OneOf("startsWith", Template, "The variable begins with this. A template."),
        OneOf("endsWith", Template, "The variable ends with this. A template."),
        OneOf("greaterThan", Template, "The variable is greater; as numbers where both are, else by characters. A template."),
        OneOf("lessThan", Template, "The variable is less; as numbers where both are, else by characters. A template."),
        OneOf("matches", Pattern, "The variable fits this pattern."),
        OneOf("exists", new BooleanShape(), "Whether the variable has a value."),
    ])
    { Group = new PropertyGroup(Words.Of(Words.Operators), IsRequired: true) };

    public static ObjectShape When { get; } = new("condition", "When a rule holds: its test, if any, and all of its variable conditions. Empty: always.",
    [
        OneOf("pattern", new EitherShape(Pattern, new ListShape(Pattern, MinCount: 1)), "The answer fits this pattern, or one of these."),
        OneOf("regex", new TextShape(TextLanguage.Regex), "This regular expression is found in the answer, case-sensitive; without look-around and back-references."),
        OneOf("equals", Template, "The answer is this text, ignoring case. A template."),
        OneOf("choice", Name, "The answer is the choice with this label."),
        OneOf("intent", Name, "This intent was recognised as good."),
        OneOf("result", new WordShape(Words.Of(Words.Results)), "The call or transfer ended this way."),
        OneOf("noMatch", new BooleanShape(Only: true), "No other rule holds; tried last wherever it stands."),
        List("excludes", Keyword, "Keywords or patterns that keep the rule from holding; beside pattern or regex only."),
        List("variables", VariableCondition, "What is asked of variables; all must hold."),
    ])
    { Group = new PropertyGroup(Tests, IsRequired: false) };

    public static ObjectShape Rule { get; } = new("rule", "When its condition holds: stores values, may say something and decides where the flow goes.",
    [
        Optional("name", Text, "A name for traces."),
        Optional("when", When, "When the rule holds; without it always."),
        Map("set", Template, "Values to store, by variable name. Templates."),
        Optional("scope", new WordShape(Words.Of(Words.Scopes), ContextPrefix), "session", "How long the values are kept: request, dialog, session, or context.<namespace> for the context store."),
        Optional("message", Template, "What is said before the next action. A template."),
        NextProperty,
    ]);
}
