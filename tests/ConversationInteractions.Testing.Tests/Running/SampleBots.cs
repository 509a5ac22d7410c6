using ConversationInteractions.Definitions;
using ConversationInteractions.Model;

namespace ConversationInteractions.Testing.Tests.Running;

/// <summary>The bots that the tests of this package talk to.</summary>
internal static class SampleBots
{
    public const string BankJson = """
        {
          "name": "Bank",
          "settings": { "sessionTimeout": "02:00:00", "escalation": { "responseTimeout": "00:01:00", "fallbackSkillId": "2099" } },
          "integrations": [
            { "name": "balance", "type": "api", "method": "POST", "url": "https://bank.example/accounts/{$botContext.account}", "query": { "currency": "EUR & more" },
              "headers": { "X-Source": "bot" }, "body": { "account": "{$botContext.account}" }, "credential": "crm", "idempotent": true, "fields": { "amount": "$.account.balance" } },
            { "name": "mail", "type": "custom", "kind": "email", "settings": { "to": "{$botContext.account}@bank.example" } },
            { "name": "documents", "type": "file", "path": "incoming/{$fileName}" }
          ],
          "dialogs": [
            { "name": "Balance", "interactions": [
              { "type": "dialogStarter", "patterns": [ "balance" ] },
              { "type": "question", "name": "Ask account", "message": "Which account?", "choices": [ "Savings", "Current" ],
                "rules": [ { "when": { "pattern": "*" }, "set": { "account": "{$userMessage}" }, "next": "next" } ] },
              { "type": "integration", "integration": "balance",
                "rules": [
                  { "when": { "result": "failure" }, "message": "The bank does not answer.", "next": "end" },
                  { "when": { "result": "unknown" }, "message": "The bank may have heard us.", "next": "end" } ] },
              { "type": "statement", "message": "Your balance is {balance.amount}." } ] },
            { "name": "Mail", "interactions": [
              { "type": "dialogStarter", "patterns": [ "mail" ] },
              { "type": "integration", "integration": "mail", "rules": [ { "when": { "result": "success" }, "message": "Sent.", "next": "end" } ] } ] },
            { "name": "Offers", "interactions": [
              { "type": "dialogStarter", "patterns": [ "offers" ] },
              { "type": "statement", "cards": [ { "title": "Lamp", "buttons": [ { "label": "Buy", "value": "buy lamp" } ] } ] },
              { "type": "statement", "image": { "url": "https://shop.example/lamp.png", "caption": "A lamp" } },
              { "type": "statement", "payload": { "kind": "map", "zoom": 3 } } ] },
            { "name": "Agent", "interactions": [
              { "type": "dialogStarter", "patterns": [ "agent" ] },
              { "type": "escalation", "skillId": "2000" },
              { "type": "statement", "message": "Welcome back." } ] },
            { "name": "Upload", "interactions": [
              { "type": "dialogStarter", "patterns": [ "upload" ] },
              { "type": "fileUpload", "name": "Ask file", "message": "Your file, please.", "acceptedTypes": [ "pdf" ] },
              { "type": "integration", "integration": "documents" } ] },
            { "name": "Parcel", "interactions": [
              { "type": "dialogStarter", "patterns": [ "parcel_arrived" ] },
              { "type": "statement", "message": "Your parcel is here." } ] },
            { "name": "Slow", "interactions": [
              { "type": "dialogStarter", "patterns": [ "slow" ] },
              { "type": "statement", "message": "Wait…" },
              { "type": "statement", "message": "…done.\nReally.  ", "delay": "00:00:10" } ] },
            { "name": "Bye", "interactions": [
              { "type": "dialogStarter", "patterns": [ "bye" ] },
              { "type": "statement", "message": "Bye.", "next": "closeDialog" } ] }
          ]
        }
        """;

    public static Bot Bank { get; } = Read(BankJson);

    public static Bot Read(string json)
    {
        BotReadResult result = BotReader.Read(json);
        return result.Bot ?? throw new InvalidOperationException(string.Join('\n', result.Diagnostics));
    }
}
