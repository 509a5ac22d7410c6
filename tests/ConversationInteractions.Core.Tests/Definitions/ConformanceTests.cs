using System.Text.Json;
using ConversationInteractions.Definitions;

namespace ConversationInteractions.Core.Tests.Definitions;

public sealed class ConformanceTests
{
    private static readonly string[] Ignored = [""];

    private static IEnumerable<string> Bots => Names("", "*.bot.json");

    private static IEnumerable<string> InvalidBots => Names("invalid", "*.bot.json");

    [TestCaseSource(nameof(Bots))]
    public void A_conformance_bot_has_no_errors(string name)
    {
        BotReadResult result = Read(name);
        Assert.That(result.Bot, Is.Not.Null, () => Definition.Describe(result.Diagnostics));
    }

    [TestCaseSource(nameof(Bots))]
    public void A_conformance_bot_is_equal_after_writing_and_reading(string name)
    {
        BotReadResult result = Read(name);
        Assert.That(BotReader.Read(BotWriter.Write(result.Bot!)).Bot, Is.EqualTo(result.Bot));
    }

    [TestCaseSource(nameof(InvalidBots))]
    public void An_invalid_bot_is_diagnosed_as_expected(string name)
    {
        BotReadResult result = Read(name);
        List<Diagnostic> unexpected = [.. result.Diagnostics.Where(diagnostic => diagnostic.Severity is DiagnosticSeverity.Error)];
        using JsonDocument expectations = JsonDocument.Parse(File.ReadAllBytes(Path.Combine(Conformance.Folder!, name.Replace(".bot.json", ".expected.json", StringComparison.Ordinal))));
        foreach (JsonElement expectation in expectations.RootElement.EnumerateArray())
        {
            Assert.That(result.Diagnostics.Any(diagnostic => Meets(diagnostic, expectation)), () => $"{expectation} is not among\n{Definition.Describe(result.Diagnostics)}");
            unexpected.RemoveAll(diagnostic => StandsAt(diagnostic, expectation));
        }

        Assert.That(unexpected, Is.Empty, () => Definition.Describe(unexpected));
    }

    private static string[] Names(string subfolder, string pattern)
    {
        string[] names = [.. Conformance.Files(subfolder, pattern).Select(file => Path.Combine(subfolder, Path.GetFileName(file)))];
        return names.Length > 0 ? names : Ignored;
    }

    private static BotReadResult Read(string name)
    {
        if (name.Length == 0)
        {
            Assert.Ignore(Conformance.WhyIgnored);
        }

        return BotReader.Read(File.ReadAllBytes(Path.Combine(Conformance.Folder!, name)));
    }

    private static bool Meets(Diagnostic diagnostic, JsonElement expectation) =>
        string.Equals(diagnostic.Severity.ToString(), expectation.GetProperty("severity").GetString(), StringComparison.OrdinalIgnoreCase)
        && StandsAt(diagnostic, expectation)
        && expectation.GetProperty("mentions").EnumerateArray().All(mention => $"{diagnostic.Message} {diagnostic.Hint}".Contains(mention.GetString()!, StringComparison.OrdinalIgnoreCase));

    private static bool StandsAt(Diagnostic diagnostic, JsonElement expectation)
    {
        string path = expectation.GetProperty("path").GetString()!;
        return diagnostic.Path.StartsWith(path, StringComparison.Ordinal) && (diagnostic.Path.Length == path.Length || diagnostic.Path[path.Length] is '.' or '[');
    }
}
