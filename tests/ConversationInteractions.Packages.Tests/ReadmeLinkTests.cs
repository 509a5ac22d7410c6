using System.IO.Compression;
using System.Text.RegularExpressions;

namespace ConversationInteractions.Packages.Tests;

/// <summary>Links work where they are read: in the checkout, and on the page of a package, which has no neighbours.</summary>
public sealed partial class ReadmeLinkTests
{
    private static readonly string[] Texts =
        [.. Directory.GetFiles(Repository.Root, "*.md").Concat(new[] { "src", "samples", "tests", ".github" }.SelectMany(folder => Directory.GetFiles(Repository.PathOf(folder), "*.md", SearchOption.AllDirectories)))
            .Select(file => Path.GetRelativePath(Repository.Root, file).Replace('\\', '/')).Order(StringComparer.Ordinal)];

    [TestCaseSource(nameof(Texts))]
    public void A_link_in_the_checkout_leads_somewhere(string file)
    {
        string here = Repository.PathOf(file);
        foreach (string target in TargetsOf(File.ReadAllText(here)).Where(target => !IsAbsolute(target)))
        {
            string[] parts = target.Split('#');
            string there = parts[0].Length == 0 ? here : Path.GetFullPath(Path.Combine(Path.GetDirectoryName(here)!, parts[0]));
            Assert.That(Path.Exists(there), Is.True, target);
            Assert.That(parts.Length == 1 || HeadingsOf(File.ReadAllText(there)).Contains(parts[1], StringComparer.Ordinal), Is.True, target);
        }
    }

    [TestCaseSource(typeof(Repository), nameof(Repository.Packages))]
    public async Task A_packed_readme_has_no_relative_link(string package)
    {
        using ZipArchive archive = await PackedPackages.OpenAsync(package);
        string packed = ReadmeOf(archive);
        using (Assert.EnterMultipleScope())
        {
            Assert.That(TargetsOf(packed).Where(target => !IsAbsolute(target) && target[0] != '#'), Is.Empty);
            Assert.That(WithoutTargets(packed), Is.EqualTo(WithoutTargets(SourceOf(package))), "nothing but links was changed");
        }
    }

    [Test]
    public async Task A_relative_link_leads_to_the_packed_commit()
    {
        using ZipArchive archive = await PackedPackages.OpenAsync("ConversationInteractions.ConversationBuilder");
        Assert.That(ReadmeOf(archive), Does.Match($@"\[reference\]\({PackedPackages.RepositoryUrl}/blob/[0-9a-f]{{40}}/src/ConversationInteractions\.Core/README\.md#214-author-scripts\)"));
    }

    [Test]
    public async Task Where_no_repository_is_known_a_relative_link_becomes_its_text()
    {
        const string package = "ConversationInteractions.ConversationBuilder";
        using ZipArchive archive = await PackedPackages.OpenWithoutRepositoryAsync(package);
        string expected = Regex.Replace(SourceOf(package), @"\[([^\]]+)\]\(\.\./[^)]*\)", "$1");
        Assert.That(ReadmeOf(archive), Is.EqualTo(expected));
    }

    private static string SourceOf(string package) => File.ReadAllText(Repository.PathOf("src", package, "README.md"));

    private static string ReadmeOf(ZipArchive archive)
    {
        using StreamReader reader = new(archive.GetEntry("README.md")!.Open());
        return reader.ReadToEnd();
    }

    private static IEnumerable<string> TargetsOf(string text) => Link().Matches(Code().Replace(text, "")).Select(link => link.Groups["target"].Value);

    private static string WithoutTargets(string text) => Link().Replace(text, "]()");

    private static bool IsAbsolute(string target) => target.StartsWith("https://", StringComparison.Ordinal) || target.StartsWith("http://", StringComparison.Ordinal);

    // The anchor that a heading gets: lower case, blanks as hyphens, without punctuation.
    private static IEnumerable<string> HeadingsOf(string text) =>
        Heading().Matches(Fence().Replace(text, "")).Select(heading => Punctuation().Replace(heading.Groups["title"].Value.Trim().ToLowerInvariant(), "").Replace(' ', '-'));

    [GeneratedRegex(@"\]\((?<target>[^)\s]+)\)")]
    private static partial Regex Link();

    [GeneratedRegex("```.*?```|`[^`\n]*`", RegexOptions.Singleline)]
    private static partial Regex Code();

    [GeneratedRegex("```.*?```", RegexOptions.Singleline)]
    private static partial Regex Fence();

    [GeneratedRegex("^#+ (?<title>.+)$", RegexOptions.Multiline)]
    private static partial Regex Heading();

    [GeneratedRegex(@"[^\w\- ]")]
    private static partial Regex Punctuation();
}
