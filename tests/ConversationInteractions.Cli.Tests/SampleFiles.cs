namespace ConversationInteractions.Cli.Tests;

/// <summary>Files that the tests give to the tool.</summary>
internal static class SampleFiles
{
    public const string Bot = """
        {
          "name": "Greeter",
          "dialogs": [
            { "name": "Hello", "interactions": [
              { "type": "dialogStarter", "patterns": [ "hello" ] },
              { "type": "statement", "message": "Hello, {$userMessage}." } ] }
          ]
        }
        """;

    public const string BotWithProblems = """
        {
          "name": "Greeter",
          "dialogs": [
            { "name": "Hello", "interactions": [
              { "type": "dialogStarter", "patterns": [ "hello" ] },
              { "type": "statment", "message": "Hello." } ] }
          ]
        }
        """;

    public const string BotWithWarning = """
        {
          "name": "Greeter",
          "dialogs": [ { "name": "Hello", "interactions": [ { "type": "statement", "message": "Hello." } ] } ]
        }
        """;

    public const string PassingScript = """
        { "bot": "greeter.bot.json", "steps": [ { "user": "hello" }, { "bot": "Hello, hello." } ] }
        """;

    public const string FailingScript = """
        { "bot": "greeter.bot.json", "steps": [
          { "user": "hello" },
          { "bot": "Goodbye." } ] }
        """;
}
