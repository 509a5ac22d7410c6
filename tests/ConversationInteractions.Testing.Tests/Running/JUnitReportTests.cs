using System.Xml.Linq;

namespace ConversationInteractions.Testing.Tests.Running;

/// <summary>What CI systems are told of explorations.</summary>
public sealed class JUnitReportTests
{
    [Test]
    public void A_schedule_that_makes_a_difference_and_an_order_that_goes_wrong_are_failures_of_cases_of_their_own()
    {
        ScriptResult passed = new() { File = "a.convo.json", Verdict = ScriptVerdict.Passed };
        CrashResult crash = new()
        {
            Script = passed,
            Schedules = 2,
            Failures = [new CrashFailure { File = "a.convo.json", Schedule = "dies before 'commit 1'", Differences = ["calls differs at 1"], ExpectedTranscript = "x", Transcript = "y" }],
        };
        XElement[] cases = Write([passed], [crash], [new OrderResult { Script = passed, Orders = 1 }]);
        Assert.That(cases.Select(c => c.Attribute("name")!.Value), Is.EqualTo(new[] { "a.convo.json", "a.convo.json (crashes)", "a.convo.json (orders)" }));
        Assert.That(cases.Select(c => c.Elements("failure").Count()), Is.EqualTo(new[] { 0, 1, 0 }));
        Assert.That(cases[1].Element("failure")!.Value, Does.Contain("dies before 'commit 1'").And.Contain("calls differs at 1"));
    }

    [Test]
    public void What_was_not_explored_has_no_case()
    {
        ScriptResult unreadable = new() { File = "a.convo.json", Verdict = ScriptVerdict.Unreadable, Problems = ["a.convo.json: error"] };
        XElement[] cases = Write([unreadable], [new CrashResult { Script = unreadable }], [new OrderResult { Script = unreadable }]);
        Assert.That(cases, Has.Length.EqualTo(1));
        Assert.That(cases[0].Element("error")!.Attribute("message")!.Value, Is.EqualTo("a.convo.json: error"));
    }

    private static XElement[] Write(IReadOnlyList<ScriptResult> scripts, IReadOnlyList<CrashResult> crashes, IReadOnlyList<OrderResult> orders)
    {
        using MemoryStream output = new();
        JUnitReport.Write(scripts, output, crashes, orders);
        output.Position = 0;
        return [.. XDocument.Load(output).Descendants("testcase")];
    }
}
