using System.Text;
using ConversationInteractions.Core.Tests.Definitions;
using ConversationInteractions.Definitions;
using ConversationInteractions.Fuzzing;

namespace ConversationInteractions.Testing.Tests.Scripts;

/// <summary>Whatever a file of a conversation script holds, it is a script or there are errors.</summary>
public sealed class ConversationScriptFuzzTests
{
    [Test]
    public void Bytes_that_were_changed_lost_or_added() => Fuzz.Run(3_000, random => Spoiled.Bytes(Encoding.UTF8.GetBytes(SampleScript.Json), random), file => Check(ConversationScriptReader.Read(file)));

    [Test]
    public void Values_of_other_kinds_missing_and_misplaced_parts()
    {
        int scripts = 0;
        Fuzz.Run(5_000, random => Spoiled.Json(SampleScript.Json, random), file => scripts += Check(ConversationScriptReader.Read(file)) ? 1 : 0);
        Assert.That(scripts, Is.GreaterThan(20), "what is sound has been mapped too");
    }

    private static bool Check(ScriptReadResult result)
    {
        bool hasErrors = result.Diagnostics.Any(diagnostic => diagnostic.Severity is DiagnosticSeverity.Error);
        Assert.That(result.Script is null, Is.EqualTo(hasErrors));
        Assert.That(result.Diagnostics.Select(diagnostic => diagnostic.Line), Is.All.GreaterThan(0));
        return !hasErrors;
    }
}
