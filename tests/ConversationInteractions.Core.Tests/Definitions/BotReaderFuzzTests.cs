using ConversationInteractions.Definitions;

namespace ConversationInteractions.Core.Tests.Definitions;

public sealed class BotReaderFuzzTests
{
    private const int Files = 100_000;

    [Test]
    public void Whatever_the_bytes_reading_ends_with_a_bot_or_with_errors()
    {
        Random random = new(7);
        int bots = 0;
        int notJson = 0;
        for (int i = 0; i < Files; i++)
        {
            byte[] file = Spoil(Fixtures.Files[i % Fixtures.Files.Length], random);
            BotReadResult result;
            try
            {
                result = BotReader.Read(file);
            }
            catch (Exception exception)
            {
                throw new AssertionException($"Reading file {i} threw: {Convert.ToBase64String(file)}", exception);
            }

            bool hasErrors = result.Diagnostics.Any(diagnostic => diagnostic.Severity is DiagnosticSeverity.Error);
            if (hasErrors != (result.Bot is null) || result.Diagnostics.Any(IsOdd))
            {
                Assert.Fail($"File {i}: {Convert.ToBase64String(file)}\n{Definition.Describe(result.Diagnostics)}");
            }

            bots += hasErrors ? 0 : 1;
            notJson += result.Diagnostics.Any(diagnostic => diagnostic.Code == DiagnosticCodes.NotJson) ? 1 : 0;
        }

        // Each part of the reader must have been tried.
        Assert.That(new[] { bots, notJson, Files - bots - notJson }, Is.All.GreaterThan(Files / 100));
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

    private static byte[] Spoil(byte[] file, Random random)
    {
        List<byte> bytes = [.. file];
        for (int changes = random.Next(1, 4); changes > 0; changes--)
        {
            int at = random.Next(bytes.Count + 1);
            int length = Math.Min(random.Next(1, 30), bytes.Count - at);
            switch (random.Next(8))
            {
                case 0 when at < bytes.Count:
                    bytes[at] ^= (byte)(1 << random.Next(8));
                    break;
                case 1 when changes == 1:
                    bytes.RemoveRange(at, bytes.Count - at);
                    break;
                case 2:
                    bytes.RemoveRange(at, length);
                    break;
                case 3:
                    bytes.InsertRange(random.Next(bytes.Count + 1), bytes.GetRange(at, length));
                    break;
                case 4:
                    SwapLines(bytes, random);
                    break;
                case 5:
                    ReplaceText(bytes, at, random);
                    break;
                default:
                    bytes.InsertRange(at, Fixtures.Tokens[random.Next(Fixtures.Tokens.Length)]);
                    break;
            }
        }

        return [.. bytes];
    }

    /// <summary>Puts another token in the place of a whole text, so that the file stays JSON.</summary>
    private static void ReplaceText(List<byte> bytes, int from, Random random)
    {
        int start = bytes.IndexOf((byte)'"', from);
        int end = start < 0 ? -1 : bytes.IndexOf((byte)'"', start + 1);
        if (end > 0)
        {
            bytes.RemoveRange(start, end - start + 1);
            bytes.InsertRange(start, Fixtures.Tokens[random.Next(Fixtures.Tokens.Length)]);
        }
    }

    private static void SwapLines(List<byte> bytes, Random random)
    {
        int first = bytes.IndexOf((byte)'\n', random.Next(bytes.Count + 1));
        int second = first < 0 ? -1 : bytes.IndexOf((byte)'\n', first + 1);
        int third = second < 0 ? -1 : bytes.IndexOf((byte)'\n', second + 1);
        if (third > 0)
        {
            List<byte> line = bytes.GetRange(first, second - first);
            bytes.RemoveRange(first, second - first);
            bytes.InsertRange(third - (second - first), line);
        }
    }
}
