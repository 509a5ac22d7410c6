namespace ConversationInteractions.Core.Tests.Definitions;

/// <summary>A conversation script that uses every property of its format.</summary>
internal static class SampleScript
{
    public const string Json = """
        {
          "$schema": "script.schema.json", "description": "All of it", "bot": "a.bot.json", "channel": "web", "skills": { "2001": "Savings" },
          "stubs": {
            "integrations": { "balance": [ { "status": 200, "body": { "a": 1 } }, { "error": "refused" }, { "timeout": true } ] },
            "escalation": [ "accept", "reject", "silent" ], "files": [ "store", "fail", "pending" ],
            "intents": { "where": [ { "name": "order status", "score": 0.93 } ] }, "credentials": { "crm": "secret" },
            "attributes": { "customer": { "imei": "+15550100" } }
          },
          "steps": [
            { "user": "hi", "id": "1", "payload": "P" },
            { "file": { "name": "id.pdf", "mediaType": "application/pdf", "content": "pdf", "bytes": 2048 }, "id": "2" },
            { "share": "stores" }, { "agent": "says", "text": "Hello." }, { "event": "parcel", "text": "parcel_arrived" }, { "advance": "00:03:00" },
            { "restart": true }, { "deploy": "b.bot.json" },
            {
              "bot": "Well?", "choices": [ "a", { "label": "b", "value": "B", "image": "i" } ], "image": { "url": "u", "caption": "c" }, "payload": [ 1 ],
              "cards": [ { "title": "t", "subtitle": "s", "image": "i", "url": "u", "buttons": [ { "label": "l", "value": "v", "url": "u" } ] } ]
            },
            { "bot": { "contains": "a" } }, { "bot": { "matches": "^a" }, "image": "u" }, { "silence": true }, { "toAgent": "hi" },
            { "call": { "integration": "balance", "method": "GET", "url": "https://a.example", "headers": { "A": "b" }, "query": { "c": "d" }, "body": {}, "attempts": 2 } },
            { "transfer": { "skillId": "1", "agentId": "2", "message": null, "context": { "intent": null, "message": "m" } } },
            { "upload": { "integration": "docs", "fileName": "f", "mediaType": "m", "path": "p", "bytes": 1 } },
            { "state": { "owner": "bot", "bot": "A", "dialog": "D", "interaction": "I", "variables": { "x": "1", "y": null } } },
            { "closed": { "survey": false } }, { "transfer": null }, { "call": null }, { "upload": null }, { "trace": "loop-cut" }
          ]
        }
        """;
}
