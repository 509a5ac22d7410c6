namespace ConversationInteractions.Core.Tests.Definitions;

/// <summary>The acceptance cases beside the repository, for whoever has them.</summary>
internal static class Conformance
{
    public const string WhyIgnored = "The acceptance cases (../shared/conformance) are not on this machine.";

    public static string? Folder { get; } = Find();

    public static IEnumerable<string> Files(string subfolder, string pattern) => Folder is null
        ? []
        : Directory.EnumerateFiles(Path.Combine(Folder, subfolder), pattern).Order(StringComparer.Ordinal);

    private static string? Find()
    {
        for (DirectoryInfo? folder = new(TestContext.CurrentContext.TestDirectory); folder is not null; folder = folder.Parent)
        {
            string candidate = Path.Combine(folder.FullName, "shared", "conformance");
            if (Directory.Exists(candidate))
            {
                return candidate;
            }
        }

        return null;
    }
}
