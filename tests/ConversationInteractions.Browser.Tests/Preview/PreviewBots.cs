using ConversationInteractions.Definitions;
using ConversationInteractions.Model;

namespace ConversationInteractions.Browser.Tests.Preview;

/// <summary>The bots that are tried in the browser.</summary>
internal static class PreviewBots
{
    public const string BankJson = """
        {
          "name": "Bank",
          "integrations": [
            { "name": "balance", "type": "api", "url": "https://bank.example/accounts/{$botContext.account}", "fields": { "amount": "$.balance", "currency": "$.currency" } },
            { "name": "documents", "type": "file", "path": "{$conversationId}/{$fileName}" }
          ],
          "dialogs": [
            { "name": "Welcome", "interactions": [
              { "type": "dialogStarter", "patterns": [ "(hi|hello|hey)*", "help" ] },
              { "type": "statement", "message": "Hello! Ask me for your balance or our opening hours, send a document, or say \"agent\"." } ] },
            { "name": "Balance", "interactions": [
              { "type": "dialogStarter", "patterns": [ "*balance*", "how much *" ] },
              { "type": "question", "name": "Ask account", "message": "Which account?", "choices": [ "Savings", "Current" ], "fallbackResponse": "Please pick one of the accounts.",
                "rules": [
                  { "name": "savings", "when": { "choice": "Savings" }, "set": { "account": "savings" }, "next": "next" },
                  { "name": "current", "when": { "choice": "Current" }, "set": { "account": "current" }, "next": "next" } ] },
              { "type": "integration", "name": "Get balance", "integration": "balance", "rules": [
                { "name": "rich", "when": { "result": "success", "variables": [ { "name": "balance.amount", "greaterThan": "1000" } ] }, "next": { "goTo": "Advise" } },
                { "name": "ok", "when": { "result": "success" }, "next": { "goTo": "Tell balance" } },
                { "name": "failed", "when": { "result": "failure" }, "next": { "goTo": "Balance failed" } } ] },
              { "type": "statement", "name": "Advise", "message": "You have {balance.amount} {balance.currency}. Have you thought of investing some?", "next": "end" },
              { "type": "statement", "name": "Tell balance", "message": "You have {balance.amount} {balance.currency} in your {$botContext.account} account.", "next": "end" },
              { "type": "statement", "name": "Balance failed", "message": "That account cannot be read now.", "next": { "dialog": "Agent" } } ] },
            { "name": "Offers", "interactions": [
              { "type": "dialogStarter", "patterns": [ "*offers*" ] },
              { "type": "statement", "cards": [
                { "title": "Gold account", "subtitle": "5 EUR a month", "buttons": [ { "label": "Tell me more", "value": "hello" }, { "label": "Conditions", "url": "https://bank.example/gold" } ] },
                { "title": "Savings plan", "subtitle": "From 25 EUR", "buttons": [ { "label": "Start", "value": "balance" } ] } ] } ] },
            { "name": "Document", "interactions": [
              { "type": "dialogStarter", "patterns": [ "*document*" ] },
              { "type": "fileUpload", "name": "Ask document", "message": "Please send your document as PDF or text.", "acceptedTypes": [ "pdf", "txt" ], "successMessage": "Thank you, we have your document." },
              { "type": "integration", "integration": "documents" } ] },
            { "name": "Agent", "interactions": [
              { "type": "dialogStarter", "patterns": [ "agent", "*(human|person)*" ] },
              { "type": "escalation", "name": "To agent", "message": "Hold on while I connect you.", "skillId": "1001" },
              { "type": "statement", "message": "Welcome back. Is there anything else?" } ] },
            { "name": "Agent failed", "interactions": [
              { "type": "dialogStarter", "patterns": [ "__agent_escalation_failed__" ] },
              { "type": "statement", "message": "Sorry, nobody is free now." } ] },
            { "name": "Fallback", "kind": "fallback", "interactions": [ { "type": "statement", "message": "I did not understand \"{$userMessage}\"." } ] }
          ]
        }
        """;

    /// <summary>What an attacker would write, in every place that the page shows.</summary>
    public const string Attack = "<img src=x onerror=\"document.body.dataset.hacked='yes'\"><script>document.body.dataset.hacked='yes'</script>";

    public static Bot Bank => Read(BankJson);

    /// <summary>A bot all of whose texts are attacks.</summary>
    public static Bot Hostile => new()
    {
        Name = $"Bot {Attack}",
        Variables = new Dictionary<string, string> { [$"variable {Attack}"] = $"value {Attack}" },
        Integrations = [new ApiIntegration { Name = $"service {Attack}", Url = "https://service.example/{$userMessage}", Body = JsonText.FromString("{$userMessage}") }],
        Dialogs =
        [
            new Dialog
            {
                Name = $"Dialog {Attack}",
                Interactions =
                [
                    new DialogStarter { Patterns = ["*"] },
                    new Statement { Content = new CardsContent([new Card { Title = $"title {Attack}", Subtitle = $"subtitle {Attack}", Url = "javascript:document.body.dataset.hacked='yes'", Buttons = [new CardButton { Label = $"button {Attack}", Value = "x" }, new CardButton { Label = "link", Url = "javascript:document.body.dataset.hacked='yes'" }] }]) },
                    new Statement { Content = new ImageContent($"javascript:{Attack}", $"caption {Attack}") },
                    new Statement { Content = new PayloadContent(JsonText.FromString(Attack)) },
                    new IntegrationCall { Name = $"call {Attack}", Integration = $"service {Attack}" },
                    new Question
                    {
                        Name = $"question {Attack}", Content = $"asks {Attack} {{$userMessage}}", Choices = [new Choice { Label = $"choice {Attack}", Value = Attack }],
                        Rules = [new Rule { Name = $"rule {Attack}", When = new EqualsTest(Attack), Set = new Dictionary<string, string> { ["said"] = "{$userMessage}" }, Next = NextAction.ToDialog($"Dialog {Attack}") }],
                    },
                ],
            },
        ],
    };

    /// <summary>A bot of a hundred dialogs.</summary>
    public static Bot Large => new()
    {
        Name = "Large shop",
        Dialogs =
        [
            new Dialog
            {
                Name = "Main menu",
                Interactions =
                [
                    new DialogStarter { Patterns = ["menu"] },
                    new Question { Name = "Menu", Content = "What can I do for you?", Rules = [.. Enumerable.Range(1, 8).Select(i => new Rule { When = new ChoiceTest($"Topic {i}"), Next = NextAction.ToDialog($"Topic {i}") })], Choices = [.. Enumerable.Range(1, 8).Select(i => new Choice { Label = $"Topic {i}" })] },
                ],
            },
            .. Enumerable.Range(1, 99).Select(i => new Dialog
            {
                Name = $"Topic {i}",
                Interactions =
                [
                    new DialogStarter { Patterns = [$"topic {i}"] },
                    new Question
                    {
                        Name = $"Ask {i}", Content = $"What would you like to know about topic {i}? We can help with many things.", Choices = ["Status", "Change"],
                        Rules = [new Rule { When = new ChoiceTest("Status") }, new Rule { Name = "other", When = new ChoiceTest("Change"), Next = i % 3 == 0 ? NextAction.ToDialog("Main menu") : NextAction.GoTo($"Ask {(i * 7 % 99) + 1}") }],
                    },
                    new Statement { Content = $"Here is all about topic {i}. Thank you for asking!", Next = NextAction.End },
                ],
            }),
        ],
    };

    private static Bot Read(string json) => BotReader.Read(json).Bot!;
}
