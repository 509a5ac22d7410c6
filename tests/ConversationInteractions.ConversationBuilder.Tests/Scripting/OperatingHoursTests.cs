using ConversationInteractions.Interpretation;

namespace ConversationInteractions.ConversationBuilder.Tests.Scripting;

/// <summary><c>getHoursType</c>. It is a Wednesday, the 2nd of January 2030, half past ten, where nothing else is said.</summary>
[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
public sealed class OperatingHoursTests
{
    private readonly ScriptBench _bench = new();

    [TestCase("['OPEN~9:00 AM~5:00 PM']", "OPEN")]
    [TestCase("['CLOSED~00:00~23:59', 'OPEN~9:00~17:00']", "OPEN")]
    [TestCase("['OPEN~9:00 AM~5:00 PM', 'Wednesday|LATE~10 AM~8 PM']", "LATE")]
    [TestCase("['OPEN~9:00 AM~5:00 PM', 'MONDAY|LATE~10 AM~8 PM']", "OPEN")]
    [TestCase("['OPEN~9:00 AM~5:00 PM', '1.2.2030|HOLIDAY~12:00 AM~11:59 PM']", "HOLIDAY")]
    [TestCase("['NIGHT~10:00 PM~11:00 AM']", "NIGHT")]
    [TestCase("['OPEN~11:00 AM~5:00 PM']", "null")]
    public void Hours_are_judged_by_the_last_entry_that_holds(string hours, string type)
    {
        Assert.That(_bench.Evaluate($"'' + botContext.getHoursType({hours}, 'UTC')"), Is.EqualTo(type));
    }

    [Test]
    public void Hours_are_those_of_the_time_zone() =>
        Assert.That(_bench.Evaluate("botContext.getHoursType(['EARLY~2:00 AM~3:00 AM', 'LATER~10:00 AM~11:00 AM'], 'America/Los_Angeles')"), Is.EqualTo("EARLY"));

    [TestCase("2030-01-02T21:59", "null")]
    [TestCase("2030-01-02T22:00", "NIGHT")]
    [TestCase("2030-01-03T01:30", "NIGHT")]
    [TestCase("2030-01-03T02:01", "null")]
    [TestCase("2030-01-02T01:30", "null")]
    [TestCase("2030-01-03T22:30", "null")]
    public void Hours_past_midnight_belong_to_the_day_on_which_they_begin(string now, string type)
    {
        At(now);
        Assert.That(Find("WEDNESDAY|NIGHT~10:00 PM~2:00 AM"), Is.EqualTo(type));
        Assert.That(Find("1.2.2030|NIGHT~10:00 PM~2:00 AM"), Is.EqualTo(type));
    }

    [TestCase("2030-01-02T23:59", "LATE")]
    [TestCase("2030-01-02T18:00", "LATE")]
    [TestCase("2030-01-03T00:00", "null")]
    [TestCase("2030-01-02T00:00", "null")]
    public void A_day_may_end_at_24_00(string now, string type)
    {
        At(now);
        Assert.That(Find("WEDNESDAY|LATE~18:00~24:00"), Is.EqualTo(type));
    }

    [TestCase("WENDESDAY|OPEN~9:00 AM~5:00 PM", "'WENDESDAY'")]
    [TestCase("13.2.2030|OPEN~9:00 AM~5:00 PM", "'13.2.2030'")]
    [TestCase("3|OPEN~9:00 AM~5:00 PM", "'3'")]
    [TestCase("OPEN~9:00 AM", "TYPE~from~to")]
    [TestCase("OPEN~24:00~25:00", "TYPE~from~to")]
    [TestCase("OPEN~24:00~2:00", "TYPE~from~to")]
    public void What_cannot_be_read_is_told_and_never_holds(string entry, string told)
    {
        ScriptOutcome outcome = _bench.Run($"botContext.printDebugMessage(botContext.getHoursType(['{entry}', 'bad', 'USUAL~0:00~24:00'], 'UTC'))");
        TraceEvent[] problems = [.. outcome.Trace.Where(t => t.Code == TraceCodes.ScriptError)];
        Assert.That(problems.Select(p => p.Detail), Has.Exactly(2).Items, "all problems, not only the last");
        Assert.That(problems[0].Detail, Does.StartWith("Welcome/hello preProcess: getHoursType: ").And.Contain(told));
        Assert.That(outcome.Trace[^1].Detail, Is.EqualTo("USUAL"));
    }

    private void At(string now) => _bench.Input = _bench.Input with { Now = DateTimeOffset.Parse($"{now}:00Z", System.Globalization.CultureInfo.InvariantCulture) };

    private string Find(string entry) => _bench.Evaluate($"'' + botContext.getHoursType(['{entry}'], 'UTC')")!;
}
