using System.Text;
using ConversationInteractions.Definitions;
using ConversationInteractions.Fuzzing;

namespace ConversationInteractions.Core.Tests.Definitions;

/// <summary>Whatever a file of a conversation script holds, reading it ends with a tree or with diagnostics that name a place.</summary>
public sealed class ScriptSourceFuzzTests
{
    private static readonly byte[] Sound = Encoding.UTF8.GetBytes(SampleScript.Json);

    [Test]
    public void Bytes_that_were_changed_lost_or_added() => Fuzz.Run(5_000, random => Spoiled.Bytes(Sound, random), Check);

    [Test]
    public void Values_of_other_kinds_missing_and_misplaced_parts() => Fuzz.Run(5_000, random => Spoiled.Json(SampleScript.Json, random), Check);

    [Test]
    public void The_text_and_its_bytes_are_read_alike() => Fuzz.Run(1_000, random => Spoiled.Json(SampleScript.Json, random), file =>
    {
        DiagnosticCollector ofBytes = new();
        DiagnosticCollector ofText = new();
        ScriptSource.Read(file, ofBytes);
        ScriptSource.Read(Encoding.UTF8.GetString(file), ofText);
        Assert.That(ofText.ToSortedList(), Is.EqualTo(ofBytes.ToSortedList()));
    });

    private static void Check(byte[] file)
    {
        DiagnosticCollector diagnostics = new();
        SourceNode? root = ScriptSource.Read(file, diagnostics);
        if (root is null && !diagnostics.HasErrors)
        {
            Assert.Fail("nothing was read, and nothing is said about it");
        }

        foreach (Diagnostic diagnostic in diagnostics.ToSortedList())
        {
            Assert.That(diagnostic.Line >= 1 && diagnostic.Column >= 1 && diagnostic.Message.Length > 0 && diagnostic.Path[0] == '$', Is.True, diagnostic.ToString());
        }
    }
}
