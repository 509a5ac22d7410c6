namespace ConversationInteractions.Packages.Tests;

/// <summary>The packages, packed once for all tests, in a folder that stands for a registry.</summary>
[SetUpFixture]
public sealed class PackedPackages
{
    /// <summary>A version that no registry and no cache has.</summary>
    public const string Version = "0.0.0-fresh";

    private static readonly Lazy<Task<string>> Packed = new(PackAsync);
    private static readonly string Work = Path.Combine(Path.GetTempPath(), $"packages-{Environment.ProcessId}");

    /// <summary>The folder of the packages; packs when first asked.</summary>
    public static Task<string> FolderAsync() => Packed.Value;

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

    private static async Task<string> PackAsync()
    {
        string folder = NewFolder("registry");

        // Inside the checkout, so that paths are mapped as in a real build; beside what the running tests use.
        string artifacts = Repository.PathOf("artifacts", "packed");
        foreach (string package in Repository.Packages)
        {
            await DotnetCommand.RunAsync(
                Repository.Root, "pack", Repository.PathOf("src", package, $"{package}.csproj"), "-c", "Release", "-o", folder, "-nodeReuse:false",
                $"-p:Version={Version}", $"-p:ArtifactsPath={artifacts}", "-p:ContinuousIntegrationBuild=true", "-p:RunAnalyzersDuringBuild=false");
        }

        return folder;
    }
}
