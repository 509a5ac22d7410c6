using ConversationInteractions.Definitions;
using ConversationInteractions.Model;

namespace ConversationInteractions.Testing.Tests.Graphs;

/// <summary>Bots whose pictures the tests look at.</summary>
internal static class GraphSamples
{
    public static Bot Bank { get; } = Read("""
        {
          "name": "Bank",
          "integrations": [
            { "name": "balance", "type": "api", "url": "https://bank.example/balance", "fields": { "amount": "$.amount" } },
            { "name": "agents", "type": "agentEscalation", "skillId": "7" },
            { "name": "documents", "type": "file" }
          ],
          "dialogs": [
            { "name": "Balance", "interactions": [
              { "type": "dialogStarter", "patterns": [ "*balance*", "how much" ], "excludes": [ "no" ] },
              { "type": "question", "name": "Ask account", "message": "Which account?", "choices": [ "Savings", "Current" ], "rules": [
                { "name": "savings", "when": { "choice": "Savings" }, "next": "next" },
                { "when": { "regex": "x+" }, "next": "current" },
                { "when": { "noMatch": true }, "next": { "dialog": "Agent" } } ] },
              { "type": "integration", "integration": "balance", "next": { "goTo": "Failed" }, "rules": [
                { "when": { "result": "success", "variables": [ { "name": "balance.amount", "greaterThan": "10" } ] }, "next": { "goTo": "Tell" } } ] },
              { "type": "statement", "name": "Tell", "message": "You have\n {balance.amount}.", "next": "end" },
              { "type": "statement", "name": "Failed", "message": "No luck." } ] },
            { "name": "Document", "enabled": false, "interactions": [
              { "type": "dialogStarter", "patterns": [ "document" ] },
              { "type": "fileUpload", "name": "Ask file", "message": "Your file, please.", "acceptedTypes": [ "pdf" ] },
              { "type": "integration", "integration": "documents" } ] },
            { "name": "Agent", "kind": "fallback", "interactions": [
              { "type": "integration", "integration": "agents" },
              { "type": "statement", "message": "Bye.", "next": "closeConversation" } ] }
          ]
        }
        """);

    /// <summary>What an author with bad intentions would write, and what only looks like it.</summary>
    public static Bot Hostile { get; } = Named("<script>alert(1)</script>", "\"]; end; d0 --> x[\"<img src=x onerror=alert(1)>", "`#quot; \\\" -->|x| {{ }} \u0001\u001b[31m\ud800 &amp; \u202E");

    private static Bot Named(params string[] texts) => new()
    {
        Name = texts[0],
        Dialogs =
        [
            .. texts.Select(text => new Dialog
            {
                Name = text,
                Interactions =
                [
                    new DialogStarter { Patterns = [text] },
                    new Question { Name = $"Ask {text}", Content = text, Choices = [text], Rules = [new Rule { Name = text, When = new EqualsTest(text), Next = NextAction.ToDialog(texts[0]) }] },
                    new Statement { Content = text, Next = NextAction.GoTo("nowhere") },
                ],
            }),
        ],
    };

    /// <summary>A bot of many dialogs that jump to each other as a seed decides.</summary>
    public static Bot Random(int seed, int dialogs)
    {
        Random random = new(seed);
        return new Bot
        {
            Name = "Random",
            Dialogs =
            [
                .. Enumerable.Range(0, dialogs).Select(d => new Dialog
                {
                    Name = $"Dialog {d}",
                    Interactions = [.. Enumerable.Range(0, random.Next(5)).Select(i => new Statement { Name = $"Say {d} {i}", Content = "Hello", Next = Next(random, dialogs) })],
                }),
            ],
        };
    }

    private static NextAction Next(Random random, int dialogs) => random.Next(4) switch
    {
        0 => NextAction.ToDialog($"Dialog {random.Next(dialogs)}"),
        1 => NextAction.GoTo($"Say {random.Next(dialogs)} {random.Next(3)}"),
        2 => NextAction.End,
        _ => NextAction.Next,
    };

    private static Bot Read(string json) => BotReader.Read(json).Bot!;
}
