namespace ConversationInteractions.Testing.Tests.Running;

/// <summary>The acceptance cases, which lie beside the repository and are not part of it.</summary>
public sealed class ConformanceCases
{
    internal static readonly string? Folder = FindFolder();

    private static IEnumerable<TestCaseData> Scripts => Folder is null
        ? [new TestCaseData(null).SetArgDisplayNames("no acceptance cases")]
        : Directory.GetFiles(Folder, "*.convo.json").Order(StringComparer.Ordinal).Select(path => new TestCaseData(path).SetArgDisplayNames(Path.GetFileName(path)));

    [TestCaseSource(nameof(Scripts))]
    public async Task Case(string? path)
    {
        if (path is null)
        {
            Assert.Ignore("The folder shared/conformance does not lie beside the repository.");
        }

        ScriptResult result = await new ScriptRunner().RunAsync(path);
        Assert.That(result.Verdict, Is.EqualTo(ScriptVerdict.Passed), () => $"{result.Failure}{string.Join('\n', result.Problems)}");
    }

    private static string? FindFolder()
    {
        for (DirectoryInfo? folder = new(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
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
