using ConversationInteractions.Interpretation;
using ConversationInteractions.Model;
using static ConversationInteractions.Core.Tests.Interpretation.Bots;

namespace ConversationInteractions.Core.Tests.Interpretation;

/// <summary>What the consumer sees: texts, images, cards, payloads and choices, with their references replaced (format 1.1; C21, C35).</summary>
public sealed class ContentTests
{
    [Test]
    public void An_image_has_its_address_and_caption_and_no_text()
    {
        OutgoingMessage message = Shown(new ImageContent("https://h.example/{$botContext.name}.png", "This is {$botContext.name}."));
        Assert.That(message, Is.EqualTo(new OutgoingMessage { Sequence = 1, Image = new OutgoingImage("https://h.example/Kim.png", "This is Kim.") }));
        Assert.That(Shown(new ImageContent("https://h.example/a.png")).Image, Is.EqualTo(new OutgoingImage("https://h.example/a.png", null)));
    }

    [Test]
    public void Cards_stand_below_their_text_if_they_have_one()
    {
        Card card = new()
        {
            Title = "For {$botContext.name}",
            Subtitle = "s",
            Image = "i",
            Url = "u",
            Buttons = [new CardButton { Label = "Buy {$botContext.name}", Value = "v", Url = "b" }, new CardButton { Label = "No" }],
        };
        OutgoingMessage message = Shown(new CardsContent([card, new Card()], "Look, {$botContext.name}:"));
        Assert.That(message, Is.EqualTo(new OutgoingMessage
        {
            Sequence = 1,
            Text = "Look, Kim:",
            Cards =
            [
                new OutgoingCard { Title = "For Kim", Subtitle = "s", Image = "i", Url = "u", Buttons = [new OutgoingButton("Buy Kim", "v", "b"), new OutgoingButton("No")] },
                new OutgoingCard(),
            ],
        }));
        Assert.That(Shown(new CardsContent([card])).Text, Is.Empty);
        Assert.That(Shown(new CardsContent([card], "BLANK_MESSAGE")).Text, Is.Empty);
    }

    [Test]
    public void A_card_repeats_for_each_element_of_the_longest_list_it_refers_to()
    {
        Card card = new() { Title = "{shop.name}", Subtitle = "{$botContext.name}", Buttons = [new CardButton { Label = "Buy", Value = "{shop.price}" }] };
        OutgoingMessage message = Listed("""{ "items": [ { "name": "tea" }, { "name": "cocoa" } ], "prices": [3] }""", card);
        Assert.That(
            message.Cards.Select(c => (c.Title, c.Subtitle, c.Buttons[0].Value)),
            Is.EqualTo(new[] { ("tea", "Kim", "3"), ("cocoa", "Kim", "") }));
    }

    [Test]
    public void A_card_of_empty_lists_is_not_shown() =>
        Assert.That(Listed("""{ "items": [] }""", new Card { Title = "{shop.name}", Subtitle = "{$botContext.name}" }).Cards, Is.Empty);

    [Test]
    public void A_card_without_lists_is_shown_once_even_where_nothing_is_found() =>
        Assert.That(Listed("{}", new Card { Title = "[{shop.name}]" }).Cards.Single().Title, Is.EqualTo("[]"));

    [Test]
    public void A_card_repeats_a_thousand_times_at_most()
    {
        string body = $$"""{ "items": [ {{string.Join(',', Enumerable.Repeat("""{ "name": "x" }""", 1_001))}} ] }""";
        Assert.That(Listed(body, new Card { Title = "{shop.name}" }).Cards, Has.Count.EqualTo(1_000));
    }

    [TestCase("""{"for":"{$botContext.name}","n":1}""", """{"for":"Kim","n":1}""")]
    [TestCase(""" "{$botContext.json}" """, """{"a":[1]}""")]
    [TestCase(""" "{$botContext.name}" """, "\"Kim\"")]
    [TestCase(""" "is {$botContext.json}" """, """ "is {\"a\":[1]}" """)]
    [TestCase(""" "{$botContext.half}" """, """ "\"\\uD800\"" """)]
    public void A_payload_is_JSON_and_one_that_is_a_reference_is_the_JSON_it_yields(string payload, string shown) =>
        Assert.That(Shown(new PayloadContent(JsonText.Parse(payload))).Payload, Is.EqualTo(JsonText.Parse(shown)));

    [TestCase("")]
    [TestCase("BLANK_MESSAGE")]
    [TestCase(" BLANK_MESSAGE ")]
    [TestCase("{$botContext.blank}")]
    public void A_blank_text_is_not_sent(string text) => Assert.That(Saying(text, "BLANK_MESSAGE").Said(), Is.Empty);

    [TestCase("{$userMessage}", "BLANK_MESSAGE", "BLANK_MESSAGE")]
    [TestCase("{$botContext.blank}!", "go", " BLANK_MESSAGE !")]
    [TestCase("{$botContext.nothing}", "go", "")]
    public void What_the_consumer_said_and_what_is_part_of_a_text_is_never_blank(string text, string said, string heard) =>
        Assert.That(Saying(text, said).Said(), Is.EqualTo(new[] { heard }));

    [Test]
    public void A_question_shows_its_choices_as_its_author_wants()
    {
        Question question = Ask("Which?") with
        {
            Choices = [new Choice { Label = "For {$botContext.name}", Value = "{$botContext.name}!", Image = "{$botContext.name}.png" }, "Other"],
            Display = ChoiceDisplay.List,
        };
        OutgoingMessage message = Shown(question);
        Assert.That(message.Choices, Is.EqualTo(new[] { new OutgoingChoice("For Kim", "Kim!", "Kim.png"), new OutgoingChoice("Other") }));
        Assert.That(message.Display, Is.EqualTo(ChoiceDisplay.List));
        Assert.That(Shown(question with { Choices = [] }).Display, Is.EqualTo(ChoiceDisplay.List));
        Assert.That(Shown(question with { Display = ChoiceDisplay.Buttons }).Choices, Has.Count.EqualTo(2));
    }

    [Test]
    public void A_question_without_a_text_is_not_sent_and_waits_all_the_same()
    {
        SteppedConversation conversation = new(Of(On("go", Ask("BLANK_MESSAGE") with { Choices = ["a"] }, Say("Thank you."))));
        Assert.That(conversation.User("go").Said(), Is.Empty);
        Assert.That(conversation.User("a").Said(), Is.EqualTo(new[] { "Thank you." }));
    }

    [Test]
    public void A_delay_holds_back_its_own_message_only()
    {
        SteppedConversation conversation = new(Of(On("go", Say("At once."), Say("Later.") with { Delay = TimeSpan.FromSeconds(2) }, Ask("When?") with { Delay = TimeSpan.FromSeconds(3) })));
        Assert.That(conversation.User("go").Effects.OfType<SendMessage>().Select(s => s.Delay.TotalSeconds), Is.EqualTo(new[] { 0, 2, 3 }));
    }

    private static Bot Named(Interaction interaction) => Of(On("go", interaction), On("BLANK_MESSAGE", interaction)) with
    {
        Variables =
        [
            KeyValuePair.Create("name", "Kim"),
            KeyValuePair.Create("json", """{"a":[1]}"""),
            KeyValuePair.Create("half", "\"\\uD800\""),
            KeyValuePair.Create("blank", " BLANK_MESSAGE "),
        ],
    };

    private static SteppedConversation Saying(string text, string said) => new SteppedConversation(Named(new Statement { Content = text })).User(said);

    private static OutgoingMessage Shown(Content content) => Shown(new Statement { Content = content });

    private static OutgoingMessage Shown(Interaction interaction) => new SteppedConversation(Named(interaction)).User("go").Effects.OfType<SendMessage>().Single().Message;

    /// <summary>A card after a shop has told what it has.</summary>
    private static OutgoingMessage Listed(string body, Card card)
    {
        Bot bot = Named(Say("x")) with
        {
            Dialogs = [On("go", new IntegrationCall { Integration = "shop" }, new Statement { Content = new CardsContent([card]) })],
            Integrations = [new ApiIntegration { Name = "shop", Url = "https://shop.example/", Fields = [KeyValuePair.Create("name", "$.items[*].name"), KeyValuePair.Create("price", "$.prices[*]")] }],
        };
        return new SteppedConversation(bot).User("go").Called(200, body).Effects.OfType<SendMessage>().Single().Message;
    }
}
