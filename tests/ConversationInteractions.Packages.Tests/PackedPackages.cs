using System.IO.Compression;

namespace ConversationInteractions.Packages.Tests;

/// <summary>The packages, packed once for all tests, in a folder that stands for a registry.</summary>
[SetUpFixture]
public sealed class PackedPackages
{
    /// <summary>A version that no registry and no cache has.</summary>
    public const string Version = "0.0.0-fresh";

    /// <summary>The address of the repository that they are packed with.</summary>
    public const string RepositoryUrl = "https://example.org/team/bots";

    private static readonly Lazy<Task<string>> Packed = new(PackAsync);

    // Inside the checkout, so that paths are mapped as in a real build; beside what the running tests use.
    private static readonly string Artifacts = Repository.PathOf("artifacts", "packed");
    private static readonly string Work = Path.Combine(Path.GetTempPath(), $"packages-{Environment.ProcessId}");

    /// <summary>The folder of the packages; packs when first asked.</summary>
    public static Task<string> FolderAsync() => Packed.Value;

    /// <summary>Opens one of the packages; extension <c>nupkg</c> or <c>snupkg</c>.</summary>
    public static async Task<ZipArchive> OpenAsync(string package, string extension = "nupkg") =>
        await ZipFile.OpenReadAsync(Path.Combine(await FolderAsync(), $"{package}.{Version}.{extension}"));

    /// <summary>Packs a package once more, as somebody does whose checkout knows no address of a repository.</summary>
    public static async Task<ZipArchive> OpenWithoutRepositoryAsync(string package)
    {
        await FolderAsync();
        string folder = NewFolder($"{package}-unknown");
        await PackAsync(package, folder, "--no-build", "-p:PublishRepositoryUrl=false");
        return await ZipFile.OpenReadAsync(Path.Combine(folder, $"{package}.{Version}.nupkg"));
    }

    /// <summary>A new, empty folder for a test, outside the checkout.</summary>
    public static string NewFolder(string name) => Directory.CreateDirectory(Path.Combine(Work, name)).FullName;

    [OneTimeTearDown]
    public void Remove()
    {
        if (Directory.Exists(Work))
        {
            Directory.Delete(Work, recursive: true);
        }
    }

    // A checkout may have no remote repository, or one on this machine: no address from which a debugger could fetch the sources. This gives it one, where
    // packing asks for more than the settings of the checkout (a build of CI does not, unless it is told to).
    private static string GitSettings()
    {
        string folder = NewFolder("settings");
        Directory.CreateDirectory(Path.Combine(folder, "git"));
        File.WriteAllText(Path.Combine(folder, "git", "config"), "[remote \"published\"]\n\turl = https://github.com/team/bots.git\n");
        return folder;
    }

    private static async Task<string> PackAsync()
    {
        string folder = NewFolder("registry");
        foreach (string package in Repository.Packages)
        {
            await PackAsync(package, folder, $"-p:RepositoryUrl={RepositoryUrl}.git");
        }

        return folder;
    }

    private static Task<string> PackAsync(string package, string folder, params string[] options) => DotnetCommand.RunWithGitSettingsAsync(
        GitSettings(),
        Repository.Root,
        [
            "pack", Repository.PathOf("src", package, $"{package}.csproj"), "-c", "Release", "-o", folder, "-nodeReuse:false", $"-p:Version={Version}",
            $"-p:ArtifactsPath={Artifacts}", "-p:ContinuousIntegrationBuild=true", "-p:RunAnalyzersDuringBuild=false", "-p:GitRepositoryConfigurationScope=", "-p:GitRepositoryRemoteName=published", .. options,
        ]);
}
