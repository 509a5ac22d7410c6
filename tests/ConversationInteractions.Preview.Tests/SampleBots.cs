using ConversationInteractions.Definitions;
using ConversationInteractions.Model;

namespace ConversationInteractions.Preview.Tests;

/// <summary>The bots that the tests try.</summary>
internal static class SampleBots
{
    public const string BankJson = """
        {
          "name": "Bank",
          "settings": { "sensitive": [ "pin" ], "escalation": { "responseTimeout": "00:03:00" } },
          "integrations": [
            { "name": "balance", "type": "api", "method": "POST", "url": "https://bank.example/accounts/{$botContext.account}", "query": { "currency": "EUR & more" },
              "body": { "account": "{$botContext.account}" }, "credential": "crm", "idempotent": true, "fields": { "amount": "$.amount" } },
            { "name": "mail", "type": "custom", "kind": "email", "settings": { "to": "{$userMessage}" } },
            { "name": "documents", "type": "file", "path": "incoming/{$fileName}" }
          ],
          "dialogs": [
            { "name": "Balance", "interactions": [
              { "type": "dialogStarter", "patterns": [ "balance" ] },
              { "type": "question", "name": "Ask account", "message": "Which account?", "choices": [ { "label": "Savings", "value": "sav" }, "Current" ],
                "rules": [
                  { "name": "rich", "when": { "variables": [ { "name": "tier", "equals": "gold" } ] }, "next": "end" },
                  { "name": "any", "when": { "pattern": "*" }, "set": { "account": "{$userMessage}", "pin": "1234" }, "next": "next" } ] },
              { "type": "integration", "name": "Get balance", "integration": "balance",
                "rules": [ { "when": { "result": "failure" }, "message": "The bank does not answer.", "next": "end" } ] },
              { "type": "statement", "name": "Tell balance", "message": "Your balance is {balance.amount}." } ] },
            { "name": "Mail", "interactions": [
              { "type": "dialogStarter", "patterns": [ "mail*" ] },
              { "type": "integration", "integration": "mail", "rules": [ { "when": { "result": "success" }, "message": "Sent.", "next": "end" } ] } ] },
            { "name": "Offers", "interactions": [
              { "type": "dialogStarter", "patterns": [ "offers" ] },
              { "type": "statement", "cards": [ { "title": "Lamp", "subtitle": "12 EUR", "url": "https://shop.example/lamp", "buttons": [ { "label": "Buy", "value": "buy lamp" }, { "label": "Show", "url": "https://shop.example" } ] } ] },
              { "type": "statement", "image": { "url": "https://shop.example/lamp.png", "caption": "A lamp" } },
              { "type": "statement", "payload": { "kind": "map", "zoom": 3 } } ] },
            { "name": "Document", "interactions": [
              { "type": "dialogStarter", "patterns": [ "document" ] },
              { "type": "fileUpload", "name": "Ask document", "message": "Your document, please.", "acceptedTypes": [ "pdf", "txt", "xlsx" ], "successMessage": "Got it.", "failureMessage": "That failed." },
              { "type": "integration", "integration": "documents" } ] },
            { "name": "Parcel", "interactions": [
              { "type": "dialogStarter", "intents": [ "track parcel" ] },
              { "type": "statement", "message": "It is on its way." } ] },
            { "name": "Agent", "interactions": [
              { "type": "dialogStarter", "patterns": [ "agent" ] },
              { "type": "escalation", "name": "To agent", "skillId": "2000", "message": "One moment…" },
              { "type": "statement", "message": "Welcome back." } ] },
            { "name": "Agent failed", "interactions": [
              { "type": "dialogStarter", "patterns": [ "__agent_escalation_failed__" ] },
              { "type": "statement", "message": "Nobody is free." } ] },
            { "name": "News", "interactions": [
              { "type": "dialogStarter", "patterns": [ "parcel_arrived" ] },
              { "type": "statement", "message": "Your parcel is here." } ] },
            { "name": "Bye", "interactions": [
              { "type": "dialogStarter", "patterns": [ "bye" ] },
              { "type": "statement", "message": "Goodbye.", "next": "closeConversation" } ] }
          ]
        }
        """;

    /// <summary>A bot that hands over to <see cref="Kitchen"/> by a skill.</summary>
    public const string LobbyJson = """
        {
          "name": "Lobby",
          "dialogs": [
            { "name": "Kitchen please", "interactions": [
              { "type": "dialogStarter", "patterns": [ "kitchen" ] },
              { "type": "escalation", "skillId": "3001", "message": "I connect you." } ] }
          ]
        }
        """;

    public const string KitchenJson = """
        {
          "name": "Kitchen",
          "dialogs": [
            { "name": "Soup", "interactions": [
              { "type": "dialogStarter", "patterns": [ "soup" ] },
              { "type": "question", "message": "Which soup?", "choices": [ "Tomato", "Leek" ] },
              { "type": "statement", "message": "{$userMessage} soup it is." } ] },
            { "name": "Else", "kind": "fallback", "interactions": [ { "type": "statement", "message": "The kitchen knows soup only." } ] }
          ]
        }
        """;

    public static Bot Bank => Read(BankJson);

    public static Bot Lobby => Read(LobbyJson);

    public static Bot Kitchen => Read(KitchenJson);

    private static Bot Read(string json)
    {
        BotReadResult result = BotReader.Read(json);
        return result.Bot ?? throw new InvalidOperationException(string.Join('\n', result.Diagnostics));
    }
}
