using System.Globalization;
using ConversationInteractions.Testing;

namespace ConversationInteractions.EntityFrameworkCore.Tests.Crashes;

/// <summary>Nothing is lost and nothing happens twice when processes die that keep their conversations in a file.</summary>
/// <remarks>All schedules with <c>CONVO_MAX_SCHEDULES=0</c>; another number is the most per script.</remarks>
public sealed class CrashTests
{
    private const string Variable = "CONVO_MAX_SCHEDULES";

    private static int? MaxSchedules => int.TryParse(Environment.GetEnvironmentVariable(Variable), CultureInfo.InvariantCulture, out int max) ? (max > 0 ? max : null) : 30;

    private static string Scripts => Path.Combine(AppContext.BaseDirectory, "Crashes", "Scripts");

    [Test]
    public Task No_script_of_ours_makes_a_difference() => ExploreAsync(Scripts, max: MaxSchedules is null or 30 ? null : MaxSchedules);

    [Test]
    public async Task No_acceptance_case_makes_a_difference()
    {
        if (FindAcceptanceCases() is not { } folder)
        {
            Assert.Ignore("The folder shared/conformance does not lie beside the repository.");
            return;
        }

        await ExploreAsync(folder, MaxSchedules);
    }

    /// <summary>The other explorer on a store whose answers take time; in memory it explores much more.</summary>
    [Test]
    public async Task No_script_of_ours_goes_wrong_in_another_order()
    {
        using SqliteFiles files = new();
        await files.CreateAsync();
        OrderOptions options = new() { CreateStore = _ => ValueTask.FromResult(files.Create()), MaxOrders = 40 };
        List<OrderResult> results = [];
        foreach (string path in Directory.GetFiles(Scripts, "*.convo.json"))
        {
            results.Add(await OrderExplorer.ExploreAsync(path, options));
        }

        await TestContext.Out.WriteLineAsync($"{results.Sum(result => result.Orders)} orders, {results.Sum(result => result.LeftOut)} left out");
        Assert.That(results.Where(result => !result.Passed).Select(result => new OrderException(result).Message), Is.Empty);
    }

    private static async Task ExploreAsync(string folder, int? max)
    {
        using SqliteFiles files = new();
        await files.CreateAsync();
        CrashOptions options = new() { CreateStore = _ => ValueTask.FromResult(files.Create()), ReopenStore = files.Reopen, MaxSchedules = max };
        List<CrashResult> results = [];
        await Parallel.ForEachAsync(Directory.GetFiles(folder, "*.convo.json"), async (path, token) =>
        {
            CrashResult result = await CrashExplorer.ExploreAsync(path, options, token);
            lock (results)
            {
                results.Add(result);
            }
        });
        await TestContext.Out.WriteLineAsync(
            $"{results.Sum(result => result.Schedules)} of {results.Sum(result => result.AllSchedules)} schedules of {results.Count} scripts, {files.Opened} processes; all with {Variable}=0");
        Assert.That(results.Where(result => !result.Passed).Select(result => new CrashException(result).Message), Is.Empty);
        Assert.That(files.Opened, Is.GreaterThan(results.Sum(result => result.Schedules)), "a process that starts after another one has died opens the database anew");
    }

    private static string? FindAcceptanceCases()
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
