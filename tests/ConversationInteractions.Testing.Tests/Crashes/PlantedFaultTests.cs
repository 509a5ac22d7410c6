using System.Globalization;
using ConversationInteractions.Runtime;

namespace ConversationInteractions.Testing.Tests.Crashes;

/// <summary>The explorer finds the faults that this kind of software has. Each is planted, and each is reported for what it is.</summary>
public sealed class PlantedFaultTests
{
    private const string Call = """
        { "user": "balance" }, { "bot": "Which account?" }, { "user": "Savings" }, { "bot": { "matches": "^Your balance is" } }
        """;

    private const string Timer = """
        { "user": "agent" }, { "transfer": { "skillId": "2000" } }, { "advance": "00:01:00" }, { "transfer": { "skillId": "2099" } }
        """;

    [Test]
    public Task Deliver_before_commit() => ReportsAsync(
        Call, ports => ports with { Store = new DeliversBeforeCommit(ports.Store, ports.Channel) }, "message 1 was performed, but no commit holds it");

    [Test]
    public Task Key_not_derived() => ReportsAsync(
        Call, ports => ports with { Integrations = new Rekeys(ports.Integrations!, () => Guid.NewGuid().ToString()) }, "calls differs");

    [Test]
    public Task Key_by_turn_number() => ReportsAsync(
        Call,
        ports =>
        {
            CountsTurns store = new(ports.Store);
            return ports with { Store = store, Integrations = new Rekeys(ports.Integrations!, () => string.Create(CultureInfo.InvariantCulture, $"turn {store.Turns}")) };
        },
        "calls differs");

    [Test]
    public Task Lost_timer() => ReportsAsync(Timer, ports => ports with { Store = new LosesTimers(ports.Store) }, "timers that fired differs");

    [Test]
    public Task Timer_fired_twice() => ReportsAsync(Timer, ports => ports with { Store = new FiresTimersTwice(ports.Store) }, "timers that fired differs");

    [Test]
    public Task Marked_delivered_before_accepted() => ReportsAsync(
        Call, ports => ports with { Channel = new MarksBeforeSending(ports.Channel, ports.Store) }, "the consumer's transcript differs");

    [Test]
    public Task Lease_ignored() => ReportsAsync(Call, ports => ports with { Store = new IgnoresLeases(ports.Store) }, "was performed 2 times although no process died");

    [Test]
    public Task Own_commit_not_recognised() => ReportsAsync(Call, ports => ports with { Store = new ForgetsEvents(ports.Store) }, "differs at");

    [TestCase(Call)]
    [TestCase(Timer)]
    public async Task Without_a_fault_there_is_nothing_to_report(string steps) =>
        Assert.That((await CrashSamples.ExploreAsync(steps, """ "credentials": { "crm": "secret" } """)).Failures, Is.Empty);

    private static async Task ReportsAsync(string steps, Func<RuntimePorts, RuntimePorts> plant, string difference)
    {
        CrashResult result = await CrashSamples.ExploreAsync(steps, """ "credentials": { "crm": "secret" } """, plant);
        await TestContext.Out.WriteLineAsync(result.Failures is [var shortest, ..] ? $"{result.Failures.Count} of {result.Schedules}: {shortest}" : "nothing");
        Assert.That(result.Script.Failure?.ToString(), Is.Null);
        Assert.That(result.Failures.SelectMany(failure => failure.Differences), Has.Some.Contains(difference));
    }
}
