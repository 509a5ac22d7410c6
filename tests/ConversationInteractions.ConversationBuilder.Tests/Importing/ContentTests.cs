using System.Text.Json.Nodes;
using ConversationInteractions.ConversationBuilder.Importing;
using ConversationInteractions.Model;
using ConversationInteractions.Testing;
using static ConversationInteractions.ConversationBuilder.Tests.Importing.Draft;

namespace ConversationInteractions.ConversationBuilder.Tests.Importing;

/// <summary>What interactions show, and what can be picked.</summary>
public sealed class ContentTests
{
    [Test]
    public void A_text_is_a_statement_and_keeps_delay_comment_and_scripts()
    {
        JsonObject text = Text("a", "Hi {$botContext.name}").With("interactionDelay", "500").With("comment", new JsonObject { ["content"] = "remark" })
            .With("preProcessMessage", "before();").With("postProcessMessage", "after();");
        Assert.That(Imported(text), Is.EqualTo(new Statement
        {
            Name = "a",
            Content = "Hi {$botContext.name}",
            Delay = TimeSpan.FromMilliseconds(500),
            Comment = "remark",
            Scripts = new InteractionScripts { PreProcess = "before();", PostProcess = "after();" },
        }));
    }

    [TestCase("BLANK_MESSAGE")]
    [TestCase("")]
    [TestCase(" ")]
    public async Task A_text_without_words_says_nothing(string text)
    {
        await using ConversationTester tester = Start(Text("a", text));
        await tester.User("hi");
        tester.Silence();
    }

    [TestCase("{{x}} and }} and {{", "{{x}} and }} and {{")]
    [TestCase("{{$userMessage}}", "{hi}")]
    [TestCase("{ \"a\": { \"b\": \"{$userMessage}\" }}", "{ \"a\": { \"b\": \"hi\" }}")]
    [TestCase("{unknown} {$odd}", "{unknown} {$odd}")]
    public async Task Braces_are_said_as_they_stand(string text, string said)
    {
        await using ConversationTester tester = Start(Text("a", text));
        await tester.User("hi");
        tester.Bot(said);
    }

    [Test]
    public void An_image_is_a_statement() => Assert.That(
        Imported(Interaction("a", "IMAGE", new JsonObject { ["url"] = "https://x.example/a.png" })),
        Is.EqualTo(new Statement { Name = "a", Content = new ImageContent("https://x.example/a.png") }));

    [Test]
    public void Choices_lose_the_blanks_around_them_and_an_option_finds_its_choice_whatever_its_case()
    {
        Question question = (Question)Imported(MultipleChoice("a", "Which?", ["Red\n", " Blue "], Rule("next", Option("red"))));
        Assert.That(question.Choices.Select(choice => choice.Label), Is.EqualTo(new[] { "Red", "Blue" }));
        Assert.That(question.Rules.Single().When.Test, Is.EqualTo(new ChoiceTest("Red")));
    }

    [TestCase("web", "Blue")]
    [TestCase("sms", "2")]
    [TestCase("sms", "b")]
    [TestCase("sms", "blue")]
    public async Task A_choice_is_picked_by_its_text_and_on_text_only_channels_by_number_and_letter(string channel, string answer)
    {
        Bot bot = new ExportDraft().Dialog("A", Starter("hi"), MultipleChoice("a", "Which?", ["Red", "Blue"], Rule("none", Option("Red")), Rule("next", Option("Blue"))), Text("b", "Blue it is.")).ImportBot();
        await using ConversationTester tester = ConversationTester.Start(bot, options => options.Channel = channel);
        await tester.User("hi");
        tester.Bot("Which?").WithChoices("Red", "Blue");
        await tester.User(answer);
        tester.Bot("Blue it is.");
    }

    [Test]
    public void Letters_before_choices_are_for_the_channel_to_write_and_that_is_told()
    {
        JsonObject question = MultipleChoice("a", "Which?", ["Red"], Rule("next", Option("Red")));
        question["content"]!["results"]!["tile"]!["tileData"]![0]!["multipleChoice"]!["textStyle"] = "LETTERS";
        Assert.That(new ExportDraft().Dialog("A", Starter("hi"), question).Import().Report.Changed.Single().Path, Does.EndWith(".textStyle"));
    }

    [TestCase(false)]
    [TestCase(true)]
    public async Task A_quick_reply_says_its_payload_to_rules_and_starters_and_so_does_its_number(bool isByNumber)
    {
        ExportDraft draft = new ExportDraft()
            .Dialog("A", Starter("hi"), QuickReply("a", "What now?", [("Quiz me!", "quiz"), ("I want to watch!", "watch")], Rule("b", Pattern("quiz"))), Text("b", "A question: {$userMessage}?"))
            .Dialog("B", Starter("watch"), Text("c", "Look: {$quickReplyPayload}"));
        await using ConversationTester tester = ConversationTester.Start(draft.ImportBot(), options => options.Channel = isByNumber ? "sms" : "web");
        await tester.User("hi");
        Assert.That(tester.Bot("What now?").WithChoices("Quiz me!", "I want to watch!").Message.Display, Is.EqualTo(ChoiceDisplay.QuickReplies));
        await (isByNumber ? tester.User("2") : tester.Tap("I want to watch!"));
        tester.Bot("Look: watch");
        tester.Bot("What now?");
        await (isByNumber ? tester.User("a") : tester.Tap("Quiz me!"));
        tester.Bot("A question: quiz?");
    }

    [TestCase("1", "One was typed.")]
    [TestCase("2", "No")]
    public async Task A_number_that_a_rule_asks_for_is_no_pick(string answer, string said)
    {
        Bot bot = new ExportDraft().Dialog(
            "A",
            Starter("hi"),
            QuickReply("a", "Well?", [("Yes", null), ("No", null)], Rule("typed", Pattern("1")), Rule("other", Pattern("*"))),
            Text("typed", "One was typed.", Rule("none")),
            Text("other", "{$userMessage}")).ImportBot();
        await using ConversationTester tester = ConversationTester.Start(bot, options => options.Channel = "sms");
        await tester.User("hi");
        tester.Bot("Well?");
        await tester.User(answer);
        tester.Bot(said);
    }

    [Test]
    public void A_quick_reply_that_asks_for_the_location_is_a_choice_and_that_is_told()
    {
        JsonObject reply = QuickReply("a", "Where?", [("Here", null)]);
        reply["quickReplies"]![0]!["type"] = "location";
        ImportResult result = new ExportDraft().Dialog("A", Starter("hi"), reply).Import();
        Assert.That(((Question)result.Bot!.Dialogs[0].Interactions[1]).Choices, Is.EqualTo((ValueList<Choice>)["Here"]));
        Assert.That(result.Report.Changed.Single().Path, Does.EndWith(".quickReplies[0]"));
    }

    [Test]
    public async Task Buttons_that_say_something_are_choices_and_links_stand_below_the_text()
    {
        await using ConversationTester tester = Start(Buttons("a", "Well?", ("Go on", "postback", "go"), ("Open", "web_url", "https://x.example/{$userMessage}")));
        await tester.User("hi");
        tester.Bot("Well?").WithChoices("Go on").WithCards(new ExpectedCard { Buttons = [new ExpectedButton("Open") { Url = "https://x.example/hi" }] });
    }

    [Test]
    public async Task A_card_repeats_for_each_element_of_a_custom_data_field()
    {
        ExportDraft draft = new ExportDraft()
            .Responder("Stores", "https://x.example", responder => responder["customDataFields"] = new JsonArray(
                new JsonObject { ["key"] = "city", ["value"] = "{$.api_Stores.list[i].city}" }, new JsonObject { ["key"] = "first", ["value"] = "{$.api_Stores.list[0].city}" }))
            .Dialog("A", Starter("hi"), Call("call", "Stores"), Interaction("cards", "STRUCTURED", new JsonObject { ["title"] = "{Stores.city}", ["subTitle"] = "near {Stores.first}" }));
        await using ConversationTester tester = ConversationTester.Start(draft.ImportBot(), options => options.Integration("Stores", StubAnswer.Json("""{ "list": [ { "city": "Oslo" }, { "city": "Bergen" } ] }""", 200)));
        await tester.User("hi");
        tester.Bot("").WithCards(new ExpectedCard { Title = "Oslo", Subtitle = "near Oslo" }, new ExpectedCard { Title = "Bergen", Subtitle = "near Oslo" });
    }

    [Test]
    public async Task Structured_content_reaches_the_channel_as_JSON_and_waits_for_an_answer()
    {
        await using ConversationTester tester = Start(Universal("a", """{ "type": "vertical", "elements": [ { "type": "text", "text": "{$userMessage} {{x}}" } ] }"""), Text("b", "Thanks."));
        await tester.User("hi");
        tester.Bot("").WithPayload("""{ "type": "vertical", "elements": [ { "type": "text", "text": "hi {{x}}" } ] }""");
        tester.Silence();
        await tester.User("yes");
        tester.Bot("Thanks.");
    }

    [Test]
    public async Task Structured_content_that_asks_for_nothing_does_not_wait()
    {
        await using ConversationTester tester = Start(Universal("a", """{ "type": "text", "text": "x" }""").With("userInputRequired", false), Text("b", "Next."));
        await tester.User("hi");
        tester.Bot("");
        tester.Bot("Next.");
    }

    [Test]
    public async Task Structured_content_may_come_from_a_variable()
    {
        ExportDraft draft = new ExportDraft().Dialog("A", Starter("hi"), Question("ask", "JSON?", Rule("next").Storing("carousel", "{$userMessage}")), Universal("a", "{$botContext.carousel}"));
        await using ConversationTester tester = ConversationTester.Start(draft.ImportBot());
        await tester.User("hi");
        tester.Bot("JSON?");
        await tester.User("""{ "type": "text", "text": "made up" }""");
        tester.Bot("").WithPayload("""{ "type": "text", "text": "made up" }""");
    }

    private static Interaction Imported(JsonObject interaction) => new ExportDraft().Dialog("A", Starter("hi"), interaction).ImportBot().Dialogs.Single().Interactions[1];

    private static ConversationTester Start(params JsonObject[] interactions) =>
        ConversationTester.Start(new ExportDraft().Dialog("A", [Starter("hi"), .. interactions]).ImportBot());
}
