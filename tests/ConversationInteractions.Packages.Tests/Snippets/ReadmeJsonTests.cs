using System.Text.Json;
using System.Text.RegularExpressions;
using ConversationInteractions.Definitions;
using ConversationInteractions.Model;
using ConversationInteractions.Testing;

namespace ConversationInteractions.Packages.Tests.Snippets;

/// <summary>What a README shows of the file formats can be read, and its scripts pass.</summary>
public sealed partial class ReadmeJsonTests
{
    private static readonly JsonDocumentOptions Lenient = new() { CommentHandling = JsonCommentHandling.Skip, AllowTrailingCommas = true };

    private static IEnumerable<ReadmeSnippet> Pieces => ReadmeSnippet.Of("json", "jsonc");

    [TestCaseSource(nameof(Pieces))]
    public async Task A_definition_is_valid_and_a_script_passes(ReadmeSnippet snippet)
    {
        // Several items of a list are shown without the brackets around them.
        string json = snippet.Code.Contains("},\n{", StringComparison.Ordinal) ? $"[{snippet.Code}]" : snippet.Code;
        using JsonDocument document = JsonDocument.Parse(json, Lenient);
        JsonElement root = document.RootElement;
        if (root.ValueKind == JsonValueKind.Object && root.TryGetProperty("dialogs", out _))
        {
            Assert.That(BotReader.Read(json).Diagnostics.Select(d => d.Message), Is.Empty);
        }
        else if (root.ValueKind == JsonValueKind.Object && root.TryGetProperty("steps", out _))
        {
            ScriptReadResult read = ConversationScriptReader.Read(json);
            Assert.That(read.Diagnostics.Select(d => d.Message), Is.Empty);
            await PassAsync(snippet.File, read.Script!);
        }
    }

    [Test]
    public void Every_piece_of_code_is_marked_with_a_word_that_some_test_knows()
    {
        IEnumerable<string> words = ReadmeSnippet.Readmes().SelectMany(File.ReadLines).Select(line => Fence().Match(line)).Where(match => match.Success).Select(match => match.Groups[1].Value);
        Assert.That(words.Distinct(), Is.SubsetOf(new[] { "csharp", "cs", "json", "jsonc", "mermaid", "sh", "" }));
    }

    private static async Task PassAsync(string readme, ConversationScript script)
    {
        Dictionary<string, Bot> bots = script.Bots.ToDictionary(name => name, name => BotReader.Read(FindBot(readme, name)).Bot!);
        ScriptResult result = await new ScriptRunner().RunAsync(script, bots);
        Assert.That(result.Failure, Is.Null, () => result.Failure!.ToString());
    }

    /// <summary>The bot of a script: shown in the same README, or a file of a sample.</summary>
    private static string FindBot(string readme, string name)
    {
        string[] found =
        [
            .. Pieces.Where(piece => piece.File == readme && piece.Caption == name).Select(piece => piece.Code),
            .. Directory.GetFiles(Repository.PathOf("samples"), name, SearchOption.AllDirectories).Select(File.ReadAllText),
        ];
        Assert.That(found, Is.Not.Empty, $"neither {readme} nor a sample has the bot {name} of its script, so nobody can run it");
        return found[0];
    }

    [GeneratedRegex("^```([a-z]*)", RegexOptions.CultureInvariant)]
    private static partial Regex Fence();
}
