using System.Text;
using ConversationInteractions.Definitions;

namespace ConversationInteractions.Core.Tests.Definitions;

/// <summary>Definition files to spoil.</summary>
internal static class Fixtures
{
    /// <summary>Files with everything the format has, with comments, escapes and odd layouts.</summary>
    public static byte[][] Files { get; } =
    [
        Encoding.UTF8.GetBytes(BotWriter.Write(FullBot.Bot)),
        Encoding.UTF8.GetBytes(Small),
        [0xEF, 0xBB, 0xBF, .. Encoding.UTF8.GetBytes(Small.ReplaceLineEndings("\r\n"))],
    ];

    /// <summary>Pieces that mean something in such a file.</summary>
    public static byte[][] Tokens { get; } = new[]
    {
        "{", "}", "[", "]", ",", ":", "\"", "\\", "\\u", "\\ud83d", "\\udc00", "null", "true", "-", "1e999", "99999999999999999999", "0.1", "//", "/*", "*/", "\n", "\0", "\u00e9", "\U0001F600",
        "\"type\"", "\"name\"", "\"next\"", "\"rules\"", "\"when\"", "\"statement\"", "\"current\"", "{\"goTo\":\"Ask\"}", "{\"goTo\":\"#\"}", "\"00:00:01\"", "\"(((\"", "\"{$botContext.x}\"", "\"{\"", "$", "[[[[[[[[[[[[[[[[[[[[[[[[", "{\"a\":",
    }.Select(Encoding.UTF8.GetBytes).ToArray();

    private const string Small = """
        // A small bot.
        {
          "name": "Sm\u00e4ll \ud83d\ude00", /* short */
          "integrations": [ { "type": "file", "name": "docs" }, { "url": "https://bank.example/{$userMessage}", "name": "balance", "type": "api", "fields": { "amount": "$.a[*]['b']" } } ],
          "dialogs": [
            { "name": "A", "interactions": [
              { "patterns": [ "(hi|hello)*", "*balance*" ], "type": "dialogStarter", },
              { "type": "question", "name": "Ask", "message": "Well?", "choices": [ "a", { "label": "b" } ], "rules": [
                { "when": { "choice": "a", "variables": [ { "name": "x", "exists": true } ] }, "set": { "x": "{$userMessage}" }, "next": { "goTo": "A#4" } },
                { "when": { "regex": "^(a|b)+$", "excludes": [ "no" ] } }, { "when": { "noMatch": true }, "next": "current" } ] },
              { "type": "integration", "integration": "balance", "rules": [ { "when": { "result": "failure" }, "next": "end" } ] },
              { "type": "statement", "payload": { "a": [ 1.5, null, { "b": "{balance.amount}" } ] }, "delay": "00:00:01" },
              { "type": "fileUpload", "name": "F", "acceptedTypes": [ "pdf" ] }, { "type": "integration", "integration": "docs", "next": { "dialog": "B" } }
            ] },
            { "name": "B", "kind": "fallback", "interactions": [ { "type": "escalation", "skillId": "1" } ] },
          ],
        }
        """;
}
