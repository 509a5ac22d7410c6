using System.IO.Compression;
using System.Reflection;
using System.Reflection.PortableExecutable;
using System.Xml.Linq;

namespace ConversationInteractions.Packages.Tests;

/// <summary>Every package has what its users look for.</summary>
public sealed class PackageContentTests
{
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
        }
    }

    [TestCaseSource(typeof(Repository), nameof(Repository.Libraries))]
    public async Task A_library_has_symbols_and_is_deterministic(string package)
    {
        using ZipArchive symbols = await PackedPackages.OpenAsync(package, "snupkg");
        using ZipArchive archive = await PackedPackages.OpenAsync(package);
        using MemoryStream assembly = new();
        using (Stream entry = archive.Entries.Single(e => e.FullName.EndsWith($"{package}.dll", StringComparison.Ordinal)).Open())
        {
            entry.CopyTo(assembly);
        }

        assembly.Position = 0;
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
                string[] actual = [.. Metadata(archive, package).Descendants().Where(e => e.Name.LocalName == "dependency").Select(e => (string)e.Attribute("id")!)];
                Assert.That(actual, Is.SubsetOf(dependencies), package);
            }
        }
    }

    private static XElement Metadata(ZipArchive archive, string package)
    {
        using Stream nuspec = archive.GetEntry($"{package}.nuspec")!.Open();
        return XDocument.Load(nuspec).Root!.Elements().Single(element => element.Name.LocalName == "metadata");
    }

    private static string? Text(XElement metadata, string name) => metadata.Elements().FirstOrDefault(element => element.Name.LocalName == name)?.Value;
}
