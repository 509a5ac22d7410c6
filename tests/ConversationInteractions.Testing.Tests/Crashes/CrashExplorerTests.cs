namespace ConversationInteractions.Testing.Tests.Crashes;

/// <summary>What the explorer explores, and what it says.</summary>
public sealed class CrashExplorerTests
{
    [Test]
    public async Task Nothing_is_lost_and_nothing_happens_twice()
    {
        CrashResult result = await CrashSamples.ExploreAsync(CrashSamples.Everything, """ "credentials": { "crm": "secret" } """);
        Assert.That(result.Script.Failure?.ToString(), Is.Null);
        Assert.That(result.Failures, Is.Empty);
        Assert.That(result.Schedules, Is.EqualTo(result.AllSchedules).And.GreaterThan(200));
    }

    [Test]
    public async Task What_a_rejected_transfer_leaves_is_delivered_by_one_process_only()
    {
        CrashResult result = await CrashSamples.ExploreAsync("""
            { "user": "agent" }, { "transfer": {} }, { "bot": { "matches": "(?s).*" } }
            """, """ "escalation": [ "reject" ] """);
        Assert.That(result.Script.Failure?.ToString(), Is.Null);
        Assert.That(result.Failures, Is.Empty);
    }

    [Test]
    public async Task A_call_that_may_not_be_repeated_ends_unknown()
    {
        CrashResult result = await CrashSamples.ExploreAsync("""{ "user": "mail" }, { "bot": "Sent." }, { "user": "mail" }, { "bot": "Sent." }""");
        Assert.That(result.Script.Failure?.ToString(), Is.Null);
        Assert.That(result.Failures, Is.Empty);
    }

    [Test]
    public async Task A_file_is_kept_when_the_process_dies_before_it_can_say_so()
    {
        CrashResult result = await CrashSamples.ExploreAsync("""
            { "user": "upload" }, { "bot": { "matches": "(?s).*" } }, { "file": { "name": "id.pdf", "content": "pdf", "bytes": 2048 } }, { "bot": { "matches": "(?s).*" } }, { "bot": { "matches": "(?s).*" } }
            """);
        Assert.That(result.Script.Failure?.ToString(), Is.Null);
        Assert.That(result.Failures, Is.Empty);
    }

    [Test]
    public async Task A_script_that_does_not_pass_is_not_explored()
    {
        CrashResult result = await CrashSamples.ExploreAsync("""{ "user": "balance" }, { "bot": "Which bank?" }""");
        Assert.That((result.Passed, result.Schedules, result.Script.Verdict), Is.EqualTo((false, 0, ScriptVerdict.Failed)));
    }

    [Test]
    public void The_throwing_form_throws_for_what_cannot_be_read() => Assert.That(
        () => CrashExplorer.VerifyAsync("no-such-file.convo.json"),
        Throws.TypeOf<CrashException>().With.Message.Contains("The file cannot be read"));
}
