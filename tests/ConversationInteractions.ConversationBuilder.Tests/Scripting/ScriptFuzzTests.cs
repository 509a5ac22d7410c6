using System.Text;
using ConversationInteractions.ConversationBuilder.Scripting;
using ConversationInteractions.Definitions;
using ConversationInteractions.Fuzzing;
using ConversationInteractions.Model;

namespace ConversationInteractions.ConversationBuilder.Tests.Scripting;

/// <summary>Sources and entries of any form: they mean something or are told, and never throw.</summary>
public sealed class ScriptFuzzTests
{
    private const string Sound = """
        var a = botContext.getBotVariable('a'), b = { c: [1, 2.5e3, /x+y/gi], "d": `t${a}` };
        function f(n) { for (var i = 0; i < n; i++) { if (i % 2 === 0) { continue; } } return n > 0 ? f(n - 1) : b.c; }
        try { botContext.setBotVariable('x', f(3), true, false); } catch (e) { botContext.printDebugMessage(e); } // done
        """;

    private static readonly string[] Pieces =
        ["(", ")", "{", "}", "[", "]", "function", "var a", "=", "=>", "`", "${", "'", "\"", "/", "/[/", "\\", "\n", ";", "await ", "class A", "0x", "1n", "...", "/*", "*/", "//", "\u2028", "\\u{110000}", "return", "yield", "async ", "#!", "<!--", "?."];

    private static readonly byte[][] Tokens = [.. Pieces.Select(Encoding.UTF8.GetBytes)];

    [Test]
    public void A_spoiled_script_parses_or_is_told_with_its_place() => Fuzz.Run(1_500, random => Encoding.UTF8.GetString(Spoiled.Bytes(Encoding.UTF8.GetBytes(Sound), random, Tokens)), Check);

    [Test]
    public void A_script_of_pieces_parses_or_is_told_with_its_place() => Fuzz.Run(1_500, random => Spoiled.Text(random, 15, Pieces), Check);

    [TestCase("(")]
    [TestCase("[")]
    [TestCase("{")]
    [TestCase("-")]
    [TestCase("a?")]
    [TestCase("`${")]
    public void Deep_nesting_is_told(string opening) => Check(string.Concat(Enumerable.Repeat(opening, 20_000)));

    [Test]
    public void A_spoiled_script_ends_with_an_outcome()
    {
        ScriptBench bench = new();
        Fuzz.Run(200, random => Encoding.UTF8.GetString(Spoiled.Bytes(Encoding.UTF8.GetBytes(Sound), random, Tokens)), source => Assert.That(bench.Run(source), Is.Not.Null));
    }

    [Test]
    public void Hours_of_any_form_are_judged_or_told() => Fuzz.Run(
        3_000,
        random => (Entry: Spoiled.Text(random, 8, "OPEN", "~", "|", "9:00 AM", "17:00", "5 PM", "MONDAY", "12.24.2030", "2.30.2030", " ", "0", "25:99"), Zone: Spoiled.Text(random, 2, "UTC", "Europe/Berlin", "/", "..", "GMT+1")),
        hours =>
        {
            List<string> problems = [];
            string? found = OperatingHours.Find([hours.Entry], hours.Zone.Length == 0 ? null : hours.Zone, new DateTimeOffset(2030, 1, 2, 10, 30, 0, TimeSpan.Zero), TimeZoneInfo.Utc, problems);
            Assert.That(found is null || hours.Entry.Contains(found, StringComparison.Ordinal), Is.True);
            Assert.That(problems, Has.All.Not.Empty);
        });

    private static void Check(string source)
    {
        Bot bot = new() { Name = "Bank", GlobalScript = source };
        foreach (Diagnostic told in ScriptSyntax.Check(bot))
        {
            Assert.That(told.Code, Is.EqualTo(DiagnosticCodes.ScriptSyntax));
            Assert.That(told.Message, Does.Contain("does not parse"));
        }
    }
}
