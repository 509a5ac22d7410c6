using ConversationInteractions.Testing.Tests.Running;

namespace ConversationInteractions.Testing.Tests.Crashes;

/// <summary>No acceptance case makes a difference when processes die.</summary>
public sealed class CrashConformanceTests
{
    /// <summary>Per script, so that the test stays short; <c>convo test --crash</c> explores all.</summary>
    private const int MaxSchedules = 40;

    [Test]
    public async Task No_acceptance_case_makes_a_difference()
    {
        if (ConformanceCases.Folder is not { } folder)
        {
            Assert.Ignore("The folder shared/conformance does not lie beside the repository.");
            return;
        }

        List<CrashResult> results = [];
        await Parallel.ForEachAsync(Directory.GetFiles(folder, "*.convo.json"), async (path, token) =>
        {
            CrashResult result = await CrashExplorer.ExploreAsync(path, new CrashOptions { MaxSchedules = MaxSchedules }, token);
            lock (results)
            {
                results.Add(result);
            }
        });
        await TestContext.Out.WriteLineAsync($"{results.Sum(result => result.Schedules)} of {results.Sum(result => result.AllSchedules)} schedules of {results.Count} scripts");
        Assert.That(results.Where(result => !result.Passed).Select(result => new CrashException(result).Message), Is.Empty);
    }
}
