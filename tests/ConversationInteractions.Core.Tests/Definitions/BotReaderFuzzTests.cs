using ConversationInteractions.Definitions;
using ConversationInteractions.Fuzzing;
using ConversationInteractions.Interpretation;

namespace ConversationInteractions.Core.Tests.Definitions;

public sealed class BotReaderFuzzTests
{
    private const int Files = 100_000;

    [Test]
    public void Whatever_the_bytes_reading_ends_with_a_bot_or_with_errors()
    {
        int bots = 0;
        int notJson = 0;
        Fuzz.Run(Files, random => Spoiled.Bytes(Fixtures.Files[random.Next(Fixtures.Files.Length)], random, Fixtures.Tokens), file =>
        {
            BotReadResult result = Read(file);
            bots += result.Bot is null ? 0 : 1;
            notJson += result.Diagnostics.Any(diagnostic => diagnostic.Code == DiagnosticCodes.NotJson) ? 1 : 0;
        });

        // Each part of the reader must have been tried.
        int all = Files * Fuzz.Factor;
        Assert.That(new[] { bots, notJson, all - bots - notJson }, Is.All.GreaterThan(all / 100));
    }

    [Test]
    public void What_is_read_from_a_spoiled_definition_is_written_compiled_and_read_again()
    {
        string sound = BotWriter.Write(FullBot.Bot);
        int bots = 0;
        Fuzz.Run(3_000, random => Spoiled.Json(sound, random), file =>
        {
            if (Read(file).Bot is { } bot)
            {
                bots++;
                Assert.That(BotReader.Read(BotWriter.Write(bot)).Bot, Is.EqualTo(bot));
                Assert.That(() => BotProgram.Compile(bot), Throws.Nothing);
            }
        });
        Assert.That(bots, Is.GreaterThan(10));
    }

    [Test]
    public void Deep_and_wide_files_are_read_in_no_time()
    {
        string deep = string.Concat(Enumerable.Repeat("{\"dialogs\":[", 200_000));
        string wide = $"{{ \"name\": \"Test\", \"variables\": {{ {string.Join(',', Enumerable.Range(0, 50_000).Select(i => $"\"v{i}\": \"x\""))} }} }}";
        string broken = $"{{ \"name\": \"Test\", \"dialogs\": [ {string.Join(',', Enumerable.Range(0, 5_000).Select(i => $"{{ \"name\": \"D{i}\", \"interactions\": [ {{ \"type\": \"statement\", \"message\": \"x\", \"next\": {{ \"goTo\": \"No{i}\" }} }} ] }}"))} ] }}";
        string unknown = wide.Replace("\"variables\": {", "\"settings\": {", StringComparison.Ordinal);
        Assert.Multiple(() =>
        {
            Assert.That(BotReader.Read(unknown).Diagnostics.Count(diagnostic => diagnostic.Code == DiagnosticCodes.UnknownProperty), Is.EqualTo(50_000));
            Assert.That(BotReader.Read(deep).Diagnostics[0].Code, Is.EqualTo(DiagnosticCodes.TooDeep));
            Assert.That(BotReader.Read(wide).Bot?.Variables, Has.Count.EqualTo(50_000));
            Assert.That(BotReader.Read(broken).Diagnostics.Count(diagnostic => diagnostic.Code == DiagnosticCodes.UnknownInteraction), Is.EqualTo(5_000));
        });
    }

    /// <summary>Whether a diagnostic lacks something; CI04xx are warnings and all others errors.</summary>
    private static bool IsOdd(Diagnostic diagnostic) =>
        diagnostic.Line < 1 || diagnostic.Column < 1 || diagnostic.Message.Length == 0 || diagnostic.Path[0] != '$'
        || diagnostic.Code.StartsWith("CI04", StringComparison.Ordinal) != (diagnostic.Severity is DiagnosticSeverity.Warning);

    private static BotReadResult Read(byte[] file)
    {
        BotReadResult result = BotReader.Read(file);
        bool hasErrors = result.Diagnostics.Any(diagnostic => diagnostic.Severity is DiagnosticSeverity.Error);
        if (hasErrors != (result.Bot is null) || result.Diagnostics.Any(IsOdd))
        {
            Assert.Fail(Definition.Describe(result.Diagnostics));
        }

        return result;
    }
}
