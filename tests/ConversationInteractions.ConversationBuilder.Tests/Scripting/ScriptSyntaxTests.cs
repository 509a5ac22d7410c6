using System.Text;
using ConversationInteractions.ConversationBuilder.Scripting;
using ConversationInteractions.Definitions;

namespace ConversationInteractions.ConversationBuilder.Tests.Scripting;

/// <summary>A script that does not parse is found before a conversation finds it.</summary>
public sealed class ScriptSyntaxTests
{
    [Test]
    public void The_place_is_that_of_the_mistake_in_the_file()
    {
        byte[] file = Encoding.UTF8.GetBytes(
            """
            {
              "name": "bank", // a comment
              "integrations": [ { "name": "look", "type": "api", "url": "https://bank.example/", "transform": "var fine = 1;" } ],
              "dialogs": [
                { "name": "Start", "interactions": [
                  { "type": "dialogStarter", "patterns": [ "go" ] },
                  { "type": "integration", "integration": "look" },
                  { "type": "statement", "message": "ä", "scripts": { "preProcess": "var s = \"\u00e4\";\nfunction ( {" } }
                ] }
              ]
            }
            """);
        Diagnostic found = Check(file).Single();
        string line = Encoding.UTF8.GetString(file).Split('\n')[7];
        Assert.That(found.Code, Is.EqualTo(DiagnosticCodes.ScriptSyntax));
        Assert.That(found.Path, Is.EqualTo("$.dialogs[0].interactions[2].scripts.preProcess"));
        Assert.That(found.Message, Does.Contain("Unexpected token").And.Contain("2:10"));
        Assert.That((found.Line, found.Column), Is.EqualTo((8, line.IndexOf("( {", StringComparison.Ordinal) + 1)));
    }

    [Test]
    public void Every_script_of_a_bot_is_looked_at()
    {
        IReadOnlyList<Diagnostic> found = Check(Encoding.UTF8.GetBytes(
            """
            {
              "name": "bank", "globalScript": "(",
              "integrations": [ { "name": "look", "type": "api", "url": "https://bank.example/", "transform": "(" } ],
              "dialogs": [ { "name": "Start", "interactions": [
                { "type": "dialogStarter", "patterns": [ "go" ], "scripts": { "preProcess": "(" } },
                { "type": "integration", "integration": "look", "scripts": { "postProcess": "(" } },
                { "type": "question", "message": "Why?", "scripts": { "processResponse": "(" } } ] } ]
            }
            """));
        Assert.That(found.Select(d => d.Path), Is.EqualTo(new[]
        {
            "$.globalScript",
            "$.integrations[0].transform",
            "$.dialogs[0].interactions[0].scripts.preProcess",
            "$.dialogs[0].interactions[1].scripts.postProcess",
            "$.dialogs[0].interactions[2].scripts.processResponse",
        }));
        Assert.That(found.Select(d => d.Line), Is.All.GreaterThan(0));
    }

    [Test]
    public void A_return_outside_of_functions_is_fine() =>
        Assert.That(Check(Encoding.UTF8.GetBytes("""{ "name": "bank", "globalScript": "if (true) { return; }", "dialogs": [ { "name": "Start", "interactions": [ { "type": "dialogStarter", "patterns": [ "go" ] }, { "type": "statement", "message": "Hi." } ] } ] }""")), Is.Empty);

    private static IReadOnlyList<Diagnostic> Check(byte[] file)
    {
        BotReadResult read = BotReader.Read(file);
        Assert.That(read.Bot, Is.Not.Null, string.Join('\n', read.Diagnostics));
        return ScriptSyntax.Check(read.Bot!, file);
    }
}
