using ConversationInteractions.Definitions;
using ConversationInteractions.Model;

namespace ConversationInteractions.Core.Tests.Definitions;

/// <summary>Small definitions to read, written with single quotes.</summary>
internal static class Definition
{
    /// <summary>Reads JSON that is written with single quotes.</summary>
    public static BotReadResult Read(string json) => BotReader.Read(json.Replace('\'', '"'));

    /// <summary>A bot with one dialog that starts on "hello" and has the given further interactions.</summary>
    public static string Bot(string interactions, string more = "") =>
        $"{{ 'name': 'Test', {more} 'dialogs': [ {{ 'name': 'Hello', 'interactions': [ {{ 'type': 'dialogStarter', 'patterns': [ 'hello' ] }}, {interactions} ] }} ] }}";

    /// <summary>A bot as <see cref="Bot"/> makes it, whose further interaction is a question with the given rules.</summary>
    public static string Question(string rules, string more = "") =>
        Bot($"{{ 'type': 'question', 'name': 'Ask', 'message': 'Well?', {more} 'rules': [ {rules} ] }}, {{ 'type': 'statement', 'message': 'Thanks.' }}");

    public static IReadOnlyList<Diagnostic> Errors(string json) =>
        [.. Read(json).Diagnostics.Where(diagnostic => diagnostic.Severity is DiagnosticSeverity.Error)];

    public static IReadOnlyList<Diagnostic> Warnings(string json)
    {
        BotReadResult result = Read(json);
        Assert.That(result.HasErrors, Is.False, () => Describe(result.Diagnostics));
        return result.Diagnostics;
    }

    public static Bot Valid(string json)
    {
        BotReadResult result = Read(json);
        Assert.That(result.Bot, Is.Not.Null, () => Describe(result.Diagnostics));
        return result.Bot!;
    }

    /// <summary>Asserts that reading gives one error, with that code at that path.</summary>
    public static Diagnostic HasOneError(string json, string code, string path) => Single(Errors(json), code, path);

    /// <summary>Asserts that reading gives no error and one warning of that code, at that path.</summary>
    public static Diagnostic HasOneWarning(string json, string code, string path) =>
        Single([.. Warnings(json).Where(diagnostic => diagnostic.Code == code)], code, path);

    public static void HasNoWarning(string json, string code) =>
        Assert.That(Warnings(json).Select(diagnostic => diagnostic.Code), Has.None.EqualTo(code));

    public static string Describe(IReadOnlyList<Diagnostic> diagnostics) => string.Join('\n', diagnostics);

    private static Diagnostic Single(IReadOnlyList<Diagnostic> diagnostics, string code, string path)
    {
        Assert.That(diagnostics, Has.Count.EqualTo(1), () => Describe(diagnostics));
        Assert.That((diagnostics[0].Code, diagnostics[0].Path), Is.EqualTo((code, path)), () => Describe(diagnostics));
        return diagnostics[0];
    }
}
