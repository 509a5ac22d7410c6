using ConversationInteractions.Interpretation;
using ConversationInteractions.Model;
using ConversationInteractions.Runtime;
using ConversationInteractions.Testing.Tests.Running;

namespace ConversationInteractions.Testing.Tests.Fluent;

public sealed class ConversationTesterTests
{
    [Test]
    public async Task A_conversation_is_tested_in_code()
    {
        await using ConversationTester conversation = ConversationTester.Start(SampleBots.Bank, options => options
            .Integration("balance", StubAnswer.WithStatus(503), StubAnswer.Json("""{ "account": { "balance": 42.5 } }"""))
            .Credential("crm", "secret"));
        await conversation.User("balance");
        conversation.Bot("Which account?").WithChoices("Savings", "Current");
        conversation.At("Balance", "Ask account");
        await conversation.Tap("Savings");
        RecordedCall call = conversation.Call("balance");
        Assert.That((call.Attempts, call.Headers["Authorization"]), Is.EqualTo((2, "Bearer secret")));
        conversation.NoCall();
        conversation.Bot(ExpectedText.Containing("42.5"));
        conversation.Variable("account", "Savings");
        conversation.Silence();
    }

    [Test]
    public async Task What_a_message_shows_is_expected_in_words()
    {
        await using ConversationTester conversation = ConversationTester.Start(SampleBots.Bank);
        await conversation.User("offers");
        conversation.Bot("").WithCards(new ExpectedCard { Title = "Lamp", Buttons = [new ExpectedButton("Buy")] });
        conversation.Bot("").WithImage("https://shop.example/lamp.png");
        OutgoingMessage message = conversation.Bot("").WithPayload("""{ "zoom": 3, "kind": "map" }""").Message;
        Assert.That(message.Sequence, Is.EqualTo(3));
    }

    [Test]
    public async Task Agents_uploads_time_and_restarts_are_played()
    {
        await using ConversationTester conversation = ConversationTester.Start(SampleBots.Bank, options => options
            .Escalation(TransferStub.Silent, TransferStub.Accept)
            .Files(ShareStub.Pending, ShareStub.Pending));
        await conversation.User("upload");
        conversation.Bot("Your file, please.");
        await conversation.File("a.pdf", "pdf");
        conversation.Bot("Processing the file...");
        FileUploadRequest upload = conversation.Upload("documents");
        Assert.That((upload.Path, upload.Bytes), Is.EqualTo(("incoming/a.pdf", 1_024)));
        await conversation.Restart();
        await conversation.ShareStores();
        conversation.Bot("Successfully processed the file.");
        conversation.NoUpload();

        await conversation.User("agent");
        conversation.Transfer("2000", "Escalating to agent...");
        conversation.Owner(ConversationOwner.Pending);
        await conversation.Advance(TimeSpan.FromMinutes(1));
        conversation.Transfer("2099");
        await conversation.AgentConnects();
        await conversation.User("hello");
        conversation.ToAgent("hello");
        await conversation.AgentSays("Hi.");
        conversation.Bot("Hi.");
        await conversation.AgentReturns();
        conversation.Bot("Welcome back.");
        conversation.NoTransfer();

        await conversation.Event("nobody", "catches this");
        conversation.Trace(TraceCodes.EventUnmatched);
        await conversation.User("bye");
        conversation.Bot("Bye.");
        conversation.Closed(survey: true);
        Assert.That(conversation.CurrentState!.Owner, Is.EqualTo(ConversationOwner.Closed));
    }

    [Test]
    public async Task A_file_of_the_tests_own_is_sent()
    {
        await using ConversationTester conversation = ConversationTester.Start(SampleBots.Bank);
        await conversation.User("upload");
        conversation.Bot("Your file, please.");
        using MemoryStream content = new("%PDF-1.7 and so on"u8.ToArray());
        await conversation.File("own.pdf", content, "application/pdf");
        conversation.Bot("Processing the file...");
        conversation.Bot("Successfully processed the file.");
        Assert.That(conversation.Upload("documents").Bytes, Is.EqualTo(18));
    }

    [Test]
    public async Task Bots_hand_over_to_each_other_by_skill()
    {
        Bot desk = SampleBots.Read("""
            { "name": "Desk", "dialogs": [ { "name": "Hand over", "interactions": [
              { "type": "dialogStarter", "patterns": [ "bank" ] },
              { "type": "escalation", "skillId": "7", "message": "BLANK_MESSAGE", "transferBotContext": true } ] } ] }
            """);
        await using ConversationTester conversation = ConversationTester.Start(desk, options => options.AddBot(SampleBots.Bank, "7"));
        await conversation.User("bank");
        conversation.Expect(new TransferStep { SkillId = "7", Context = new ExpectedContext(IsAbsent: false, Message: new ExpectedOptionalText("bank")) });
        conversation.Bot("Not able to understand your question. Can you please re-phrase it?");
        conversation.Expect(new StateStep { Bot = "Bank", Owner = ConversationOwner.Bot });
    }

    [Test]
    public async Task A_new_version_of_the_bot_goes_on_where_the_old_one_waited()
    {
        await using ConversationTester conversation = ConversationTester.Start(SampleBots.Bank);
        await conversation.User("balance");
        conversation.Bot("Which account?");
        await conversation.Deploy(SampleBots.Read(SampleBots.BankJson.Replace("Your balance is", "You have", StringComparison.Ordinal)));
        conversation.At("Balance", "Ask account");
        ConversationAssertionException? failure = Assert.ThrowsAsync<ConversationAssertionException>(() => conversation.Deploy(SampleBots.Bank with { Name = "Shop" }));
        Assert.That(failure!.Message, Does.Contain("no bot is called \"Shop\", so there is none to replace. The bots are \"Bank\"."));
    }

    [Test]
    public async Task A_failure_shows_what_was_expected_what_happened_and_the_transcript()
    {
        await using ConversationTester conversation = ConversationTester.Start(SampleBots.Bank);
        await conversation.User("balance");
        ConversationAssertionException? failure = Assert.Throws<ConversationAssertionException>(() => conversation.Bot("Which bank?"));
        Assert.That(failure!.Message.ReplaceLineEndings("\n"), Is.EqualTo("""
            Expected the next message with the text "Which bank?", but the next message with the text "Which account?".
            00:00:00  consumer   balance
            00:00:00  trace      starter-matched Balance
            00:00:00  bot        Which account? [Savings | Current]

            """.ReplaceLineEndings("\n")));
    }

    [Test]
    public async Task A_message_that_was_not_consumed_fails_the_next_act()
    {
        await using ConversationTester conversation = ConversationTester.Start(SampleBots.Bank);
        await conversation.User("balance");
        Assert.That(() => conversation.User("Savings"), Throws.TypeOf<ConversationAssertionException>().With.Message.Contains("every message consumed"));
    }

    [Test]
    public async Task Only_a_choice_that_was_shown_can_be_tapped()
    {
        await using ConversationTester conversation = ConversationTester.Start(SampleBots.Bank);
        await conversation.User("balance");
        conversation.Bot("Which account?");
        Assert.That(() => conversation.Tap("Other"), Throws.TypeOf<ConversationAssertionException>().With.Message.Contains("the choice \"Other\""));
    }

    [Test]
    public async Task Choices_that_differ_fail()
    {
        await using ConversationTester conversation = ConversationTester.Start(SampleBots.Bank);
        await conversation.User("balance");
        MessageAssertion message = conversation.Bot("Which account?");
        Assert.That(() => message.WithChoices("Savings"), Throws.TypeOf<ConversationAssertionException>().With.Message.Contains("[Savings | Current]"));
        Assert.That(() => message.WithChoices(new ExpectedChoice("Savings", "sav"), "Current"), Throws.TypeOf<ConversationAssertionException>());
    }

    [Test]
    public void A_bot_that_cannot_run_is_refused_with_its_diagnostics()
    {
        Bot broken = new() { Name = "Broken", Dialogs = [new Dialog { Name = "Call", Interactions = [new IntegrationCall { Integration = "nothing" }] }] };
        Assert.That(() => ConversationTester.Start(broken), Throws.ArgumentException.With.Message.Contains("\"Broken\" cannot run").And.Message.Contains("'nothing'"));
    }

    [Test]
    public async Task A_conversation_that_does_not_come_to_rest_fails()
    {
        await using ConversationTester conversation = ConversationTester.Start(
            SampleBots.Read("""
                { "name": "Scripted", "dialogs": [ { "name": "D", "interactions": [ { "type": "dialogStarter", "patterns": [ "hi" ] },
                  { "type": "statement", "message": "x", "scripts": { "preProcess": "while (true);" } } ] } ] }
                """),
            options => (options.ScriptEngine, options.StepTimeout) = (new EndlessEngine(), TimeSpan.FromMilliseconds(50)));
        Assert.That(() => conversation.User("hi"), Throws.TypeOf<ConversationAssertionException>().With.Message.Contains("still busy after 00:00:00.05"));
    }

    private sealed class EndlessEngine : IScriptEngine
    {
        public async ValueTask<ScriptOutcome> RunAsync(RunScript script, IContextReader context, CancellationToken cancellationToken)
        {
            await Task.Delay(Timeout.InfiniteTimeSpan, cancellationToken);
            return ScriptOutcome.Nothing;
        }
    }
}
