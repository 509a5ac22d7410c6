namespace ConversationInteractions.ConversationBuilder.Tests.Importing;

/// <summary>Exports that strangers published, beside the repository; they carry no licence and are never part of it.</summary>
internal static class SharedExports
{
    public const string WhyIgnored = "The published exports (../shared/exports) are not on this machine.";

    public static string? Folder { get; } = Find();

    /// <summary>Every export there.</summary>
    public static IEnumerable<TestCaseData> Exports => Cases(path => !path.EndsWith(".convo.json", StringComparison.Ordinal));

    /// <summary>Every conversation worked out for one of them.</summary>
    public static IEnumerable<TestCaseData> Scripts => Cases(path => path.EndsWith(".convo.json", StringComparison.Ordinal));

    private static IEnumerable<TestCaseData> Cases(Func<string, bool> isWanted)
    {
        if (Folder is null)
        {
            return [new TestCaseData("").SetArgDisplayNames("none").Ignore(WhyIgnored)];
        }

        return Directory.EnumerateFiles(Folder, "*.json").Where(isWanted).Order(StringComparer.Ordinal).Select(path => new TestCaseData(path).SetArgDisplayNames(Path.GetFileName(path)));
    }

    private static string? Find()
    {
        for (DirectoryInfo? folder = new(TestContext.CurrentContext.TestDirectory); folder is not null; folder = folder.Parent)
        {
            string candidate = Path.Combine(folder.FullName, "shared", "exports");
            if (Directory.Exists(candidate))
            {
                return candidate;
            }
        }

        return null;
    }
}
