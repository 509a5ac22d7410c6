using System.IO.Compression;
using System.Reflection;
using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;
using System.Text;
using System.Text.Json;
using System.Xml.Linq;

namespace ConversationInteractions.Packages.Tests;

/// <summary>Every package has what its users look for.</summary>
public sealed class PackageContentTests
{
    private static readonly Guid SourceLink = new("CC110556-A091-4D38-9FEC-25AB9A351A6A");

    [TestCaseSource(typeof(Repository), nameof(Repository.Packages))]
    public async Task A_package_has_readme_licence_icon_and_documentation(string package)
    {
        using ZipArchive archive = await PackedPackages.OpenAsync(package);
        string[] files = [.. archive.Entries.Select(entry => entry.FullName)];
        XElement metadata = Metadata(archive, package);
        using (Assert.EnterMultipleScope())
        {
            Assert.That(files, Does.Contain("README.md"));
            Assert.That(files, Does.Contain("icon.png"));
            Assert.That(files, Has.Some.EndsWith($"{package}.xml").Or.Some.EndsWith("convo.dll").Or.Some.EndsWith("ConversationInteractions.Cli.dll"));
            Assert.That(Text(metadata, "license"), Is.EqualTo("MIT"));
            Assert.That(Text(metadata, "icon"), Is.EqualTo("icon.png"));
            Assert.That(Text(metadata, "readme"), Is.EqualTo("README.md"));
            Assert.That(Text(metadata, "description"), Has.Length.GreaterThan(40));
            Assert.That(Text(metadata, "copyright"), Does.Contain("ConversationInteractions contributors"));
            Assert.That(Text(metadata, "projectUrl"), Is.EqualTo(PackedPackages.RepositoryUrl));
            Assert.That(Text(metadata, "releaseNotes"), Does.Match($"^See {PackedPackages.RepositoryUrl}/blob/[0-9a-f]{{40}}/CHANGELOG.md$"));
            XElement repository = metadata.Elements().Single(element => element.Name.LocalName == "repository");
            Assert.That((string?)repository.Attribute("type"), Is.EqualTo("git"));
            Assert.That((string?)repository.Attribute("url"), Is.EqualTo($"{PackedPackages.RepositoryUrl}.git"));
            Assert.That((string?)repository.Attribute("commit"), Does.Match("^[0-9a-f]{40}$"));
        }
    }

    [Test]
    public async Task Where_no_repository_is_known_none_is_claimed()
    {
        const string package = "ConversationInteractions.ConversationBuilder";
        using ZipArchive archive = await PackedPackages.OpenWithoutRepositoryAsync(package);
        XElement metadata = Metadata(archive, package);
        Assert.That(Text(metadata, "projectUrl"), Is.Null);
        Assert.That(Text(metadata, "releaseNotes"), Is.EqualTo("See CHANGELOG.md"));
    }

    [TestCaseSource(typeof(Repository), nameof(Repository.Libraries))]
    public async Task A_debugger_finds_the_sources_of_the_packed_commit(string package)
    {
        using ZipArchive symbols = await PackedPackages.OpenAsync(package, "snupkg");
        using MemoryStream pdb = Content(symbols, $"{package}.pdb");
        using MetadataReaderProvider provider = MetadataReaderProvider.FromPortablePdbStream(pdb);
        MetadataReader reader = provider.GetMetadataReader();
        CustomDebugInformation[] links =
            [.. reader.CustomDebugInformation.Select(reader.GetCustomDebugInformation).Where(information => reader.GetGuid(information.Kind) == SourceLink)];
        Assert.That(links, Has.Length.EqualTo(1));
        using JsonDocument link = JsonDocument.Parse(Encoding.UTF8.GetString(reader.GetBlobBytes(links[0].Value)));
        JsonProperty source = link.RootElement.GetProperty("documents").EnumerateObject().Single();
        Assert.That(source.Name, Is.EqualTo("/_/*"));
        Assert.That(source.Value.GetString(), Does.Match("^https://.*[0-9a-f]{40}.*[*].*$"));
    }

    [Test]
    public async Task The_page_goes_with_the_version_of_Testing_whose_internals_it_uses()
    {
        using ZipArchive archive = await PackedPackages.OpenAsync("ConversationInteractions.Preview");
        XElement testing = Dependencies(Metadata(archive, "ConversationInteractions.Preview")).Single(e => (string?)e.Attribute("id") == "ConversationInteractions.Testing");
        Assert.That((string?)testing.Attribute("version"), Is.EqualTo($"[{PackedPackages.Version}]"));
    }

    [Test]
    public async Task The_tool_names_all_that_is_others_and_has_nothing_that_only_builds_need()
    {
        using ZipArchive archive = await PackedPackages.OpenAsync("ConversationInteractions.Cli");
        string[] tools = [.. archive.Entries.Where(entry => entry.FullName.StartsWith("tools/", StringComparison.Ordinal)).Select(entry => entry.Name)];
        string[] others = [.. tools.Where(name => name.EndsWith(".dll", StringComparison.Ordinal) && !name.StartsWith("ConversationInteractions", StringComparison.Ordinal)).Order(StringComparer.Ordinal)];
        using MemoryStream notices = Content(archive, "THIRD-PARTY-NOTICES.txt");
        string[] named = [.. Encoding.UTF8.GetString(notices.ToArray()).Split('\n').Select(line => line.Trim()).Where(line => line.EndsWith(".dll", StringComparison.Ordinal)).Order(StringComparer.Ordinal)];
        Assert.That(others, Is.Not.Empty);
        Assert.That(named, Is.EqualTo(others));
        Assert.That(tools.Where(name => name != "DotnetToolSettings.xml").Select(Path.GetExtension), Has.None.EqualTo(".xml").And.None.EqualTo(".pdb"));
    }

    [TestCaseSource(typeof(Repository), nameof(Repository.Libraries))]
    public async Task A_library_has_symbols_and_is_deterministic(string package)
    {
        using ZipArchive symbols = await PackedPackages.OpenAsync(package, "snupkg");
        using ZipArchive archive = await PackedPackages.OpenAsync(package);
        using MemoryStream assembly = Content(archive, $"{package}.dll");
        using PEReader reader = new(assembly);
        DebugDirectoryEntry[] debug = [.. reader.ReadDebugDirectory()];
        using (Assert.EnterMultipleScope())
        {
            Assert.That(symbols.Entries.Select(entry => entry.FullName), Has.Some.EndsWith($"{package}.pdb"));
            Assert.That(debug.Select(entry => entry.Type), Does.Contain(DebugDirectoryEntryType.Reproducible));
            string pdb = reader.ReadCodeViewDebugDirectoryData(debug.First(entry => entry.Type == DebugDirectoryEntryType.CodeView)).Path;
            Assert.That(pdb, Does.StartWith("/_/").Or.EqualTo($"{package}.pdb"), "a path of this machine would make two builds differ");
        }
    }

    /// <summary>What the analyzers of trimming and of compilation ahead of time have looked at says so; a warning of theirs is an error. A DbContext, JavaScript and a page for development cannot.</summary>
    [TestCase("ConversationInteractions.Core")]
    [TestCase("ConversationInteractions")]
    [TestCase("ConversationInteractions.Testing")]
    [TestCase("ConversationInteractions.AspNetCore")]
    public void A_library_for_trimmed_applications_says_so(string package) =>
        Assert.That(
            Assembly.Load(package).GetCustomAttributes<AssemblyMetadataAttribute>().Where(data => data.Key is "IsTrimmable" or "IsAotCompatible").Select(data => $"{data.Key}={data.Value}"),
            Is.EquivalentTo(new[] { "IsTrimmable=True", "IsAotCompatible=True" }));

    [Test]
    public async Task No_library_depends_on_more_than_it_may()
    {
        Dictionary<string, string[]> allowed = new(StringComparer.Ordinal)
        {
            ["ConversationInteractions.Core"] = [],
            ["ConversationInteractions"] = ["ConversationInteractions.Core", "Microsoft.Extensions.DependencyInjection.Abstractions", "Microsoft.Extensions.Http"],
            ["ConversationInteractions.Testing"] = ["ConversationInteractions"],
            ["ConversationInteractions.ConversationBuilder"] = ["ConversationInteractions", "Jint"],
            ["ConversationInteractions.EntityFrameworkCore"] = ["ConversationInteractions", "Microsoft.EntityFrameworkCore.Relational"],
            ["ConversationInteractions.AspNetCore"] = ["ConversationInteractions"],
            ["ConversationInteractions.Preview"] = ["ConversationInteractions.Testing"],
            ["ConversationInteractions.RabbitMQ"] = ["ConversationInteractions", "RabbitMQ.Client"],
        };
        Assert.That(allowed.Keys, Is.EquivalentTo(Repository.Libraries));
        using (Assert.EnterMultipleScope())
        {
            foreach ((string package, string[] dependencies) in allowed)
            {
                using ZipArchive archive = await PackedPackages.OpenAsync(package);
                string[] actual = [.. Dependencies(Metadata(archive, package)).Select(e => (string)e.Attribute("id")!)];
                Assert.That(actual, Is.SubsetOf(dependencies), package);
            }
        }
    }

    private static XElement Metadata(ZipArchive archive, string package)
    {
        using Stream nuspec = archive.GetEntry($"{package}.nuspec")!.Open();
        return XDocument.Load(nuspec).Root!.Elements().Single(element => element.Name.LocalName == "metadata");
    }

    private static IEnumerable<XElement> Dependencies(XElement metadata) => metadata.Descendants().Where(element => element.Name.LocalName == "dependency");

    private static MemoryStream Content(ZipArchive archive, string name)
    {
        MemoryStream content = new();
        using Stream entry = archive.Entries.Single(e => e.Name == name).Open();
        entry.CopyTo(content);
        content.Position = 0;
        return content;
    }

    private static string? Text(XElement metadata, string name) => metadata.Elements().FirstOrDefault(element => element.Name.LocalName == name)?.Value;
}
