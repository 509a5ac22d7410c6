namespace ConversationInteractions.ConversationBuilder.Tests.Scripting;

/// <summary>Bots with scripts, from the consumer's side.</summary>
public sealed class ScriptedConversationTests
{
    [TestCase("while (true) {}")]
    [TestCase("function again() { again() } again()")]
    [TestCase("var s = 'x'; while (true) s += s")]
    [TestCase("new Array(30000).join('x'.repeat(50000))")]
    [TestCase("System.IO.File.ReadAllText('/etc/passwd')")]
    [TestCase("require('fs').readFileSync('/etc/passwd')")]
    [TestCase("this is no script")]
    public Task A_script_that_must_not_go_on_ends_and_the_conversation_goes_on(string script) => Played.PassesAsync(
        $$"""
        { "name": "bot", "dialogs": [ { "name": "Start", "interactions": [
          { "type": "dialogStarter", "patterns": [ "go" ] },
          { "type": "statement", "message": "Here.", "scripts": { "preProcess": "{{script}}" } },
          { "type": "question", "name": "ask", "message": "And now?" },
          { "type": "statement", "message": "Done." } ] } ] }
        """,
        """
        "steps": [ { "user": "go" }, { "bot": "Here." }, { "trace": "script-error" }, { "bot": "And now?" }, { "user": "x" }, { "bot": "Done." } ]
        """);

    private const string Shop =
        """
        {
          "name": "shop",
          "globalScript": "function initConversation() { botContext.setBotVariable('started', 'yes', true, false); }\nfunction price(n) { return n * 3; }",
          "integrations": [ { "name": "stock", "type": "api", "url": "https://shop.example/stock", "responseVariable": "Stock",
            "transform": "var r = botContext.getBotVariable('api_Stock'); r.jsonData = JSON.stringify({ api_Stock: { items: JSON.parse(r.jsonData).api_Stock } }); botContext.setBotVariable('api_Stock', r, true, false);",
            "fields": { "names": "$.items[*].name" } } ],
          "dialogs": [
            { "name": "Order", "interactions": [
              { "type": "dialogStarter", "patterns": [ "order" ], "scripts": { "preProcess": "if (botContext.getBotVariable('cart')) { botContext.setTriggerNextMessage('again'); }" } },
              { "type": "integration", "integration": "stock", "name": "look", "scripts": { "postProcess": "if (!botContext.isApiExecutionSuccessful()) { botContext.setTriggerNextMessage('closed'); }" } },
              { "type": "question", "name": "which", "message": "We have {stock.names}. Which?", "scripts": {
                "postProcess": "botContext.addQuickReplies(['None~none']);",
                "processResponse": "var names = botContext.getBotVariable('stock.names'); var said = botContext.getCurrentUserMessage(); if (names.indexOf(said) < 0) { botContext.setTriggerNextMessage('unknown'); } else { botContext.setBotVariable('cart', [said], true, false); botContext.setContextDataForConversation('orders', 'last', said); }" } },
              { "type": "statement", "name": "bought", "message": "{$botContext.cart} for {$botContext.sum}, {$context.orders.last}, started {$botContext.started}.", "scripts": { "preProcess": "botContext.setBotVariable('sum', price(2), true, false);" }, "next": "end" },
              { "type": "statement", "name": "unknown", "message": "We have none.", "next": { "goTo": "which" } },
              { "type": "statement", "name": "closed", "message": "The shop is closed.", "next": "end" },
              { "type": "statement", "name": "again", "message": "You have {$botContext.cart} already, since {$botContext.hour} hours.", "scripts": { "preProcess": "var last = botContext.getContextDataForConversation('orders', 'last'); botContext.sendMessage('Last: ' + last); botContext.setBotVariable('hour', new Date().getUTCHours() - 0 >= 0, true, false);" } }
            ] },
            { "name": "Stop", "interactions": [
              { "type": "dialogStarter", "patterns": [ "stop" ] },
              { "type": "statement", "message": "never", "scripts": { "preProcess": "botContext.sendImmediateReply(['Stopped.']); botContext.sendMessage('never');" } },
              { "type": "statement", "message": "never" } ] }
          ]
        }
        """;

    private const string Shopping =
        """
        "stubs": { "integrations": { "stock": [ { "status": 200, "body": [ { "name": "Apple" }, { "name": "Pear" } ] } ] } },
        "steps": [
          { "user": "order" },
          { "bot": "We have Apple. Which?", "choices": [ "None" ] },
          { "user": "Plum" }, { "bot": "We have none." }, { "bot": "We have Apple. Which?" },
          { "user": "Pear" }, { "bot": "[\"Pear\"] for 6, Pear, started yes." },
          { "user": "order" }, { "bot": "Last: Pear" }, { "bot": { "contains": "You have [\"Pear\"] already" } },
          { "user": "stop" }, { "bot": "Stopped." }, { "silence": true }
        ]
        """;

    [Test]
    public Task Scripts_steer_a_conversation() => Played.PassesAsync(Shop, Shopping);

    [Test]
    public Task Crashes_change_nothing() => Played.SurvivesCrashesAsync(Shop, Shopping);

    [Test]
    public Task A_script_after_a_failed_call_leads_elsewhere() => Played.PassesAsync(
        Shop,
        """
        "stubs": { "integrations": { "stock": [ { "status": 404, "body": [] } ] } },
        "steps": [ { "user": "order" }, { "trace": "call-failed" }, { "bot": "The shop is closed." } ]
        """);

    [Test]
    public Task Time_is_virtual() => Played.PassesAsync(
        """
        { "name": "bot", "dialogs": [ { "name": "Start", "interactions": [
          { "type": "dialogStarter", "patterns": [ "go" ] },
          { "type": "statement", "message": "BLANK_MESSAGE", "scripts": { "preProcess": "var then = botContext.getBotVariable('then'); var now = new Date(); if (then) { botContext.sendMessage(String((now - new Date(then)) / 60000)); } botContext.setBotVariable('then', now, true, false);" } } ] } ] }
        """,
        """
        "steps": [ { "user": "go" }, { "advance": "00:30:00" }, { "user": "go" }, { "bot": "30" } ]
        """);
}
