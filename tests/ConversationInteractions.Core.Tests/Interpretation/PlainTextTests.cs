using ConversationInteractions.Interpretation;
using ConversationInteractions.Model;

namespace ConversationInteractions.Core.Tests.Interpretation;

/// <summary>Messages in words alone.</summary>
public sealed class PlainTextTests
{
    [Test]
    public void A_text_is_itself() => Assert.That(PlainText.Of(new OutgoingMessage { Sequence = 1, Text = "Hello." }).Text, Is.EqualTo("Hello."));

    [TestCase(PlainTextMarks.Numbers, "Which?\n1. Red\n2. Blue")]
    [TestCase(PlainTextMarks.Letters, "Which?\nA. Red\nB. Blue")]
    public void Choices_have_a_number_or_a_letter(PlainTextMarks marks, string text) => Assert.That(PlainText.Of(Question, marks).Text, Is.EqualTo(text));

    [TestCase("2", "Blue", "b")]
    [TestCase("2.", "Blue", "b")]
    [TestCase("B)", "Blue", "b")]
    [TestCase("blue", "Blue", "b")]
    [TestCase("b", "Blue", "b")]
    [TestCase("1", "Red", null)]
    public void A_reply_picks_by_mark_label_or_value(string reply, string says, string? payload)
    {
        PlainTextOption? option = PlainText.Of(Question).Find(reply);
        Assert.That((option?.Says, option?.Payload), Is.EqualTo((says, payload)));
    }

    [TestCase("3")]
    [TestCase("green")]
    [TestCase("")]
    public void Any_other_reply_picks_nothing(string reply) => Assert.That(PlainText.Of(Question).Find(reply), Is.Null);

    [Test]
    public void Cards_are_written_out_and_their_buttons_follow_the_choices()
    {
        PlainText text = PlainText.Of(new OutgoingMessage
        {
            Sequence = 1,
            Text = "Our stores",
            Cards =
            [
                new OutgoingCard { Title = "Oslo", Subtitle = "8 to 6", Buttons = [new OutgoingButton("Choose", "oslo"), new OutgoingButton("Map", Url: "https://maps.example/oslo")] },
                new OutgoingCard { Title = "Bergen", Image = "https://shop.example/b.png", Buttons = [new OutgoingButton("Choose", "bergen")] },
            ],
            Choices = [new OutgoingChoice("None")],
        });
        Assert.That(text.Text, Is.EqualTo("""
            Our stores

            Oslo
            8 to 6
            Map: https://maps.example/oslo

            Bergen
            https://shop.example/b.png
            1. None
            2. Oslo: Choose
            3. Bergen: Choose
            """.ReplaceLineEndings("\n")));
        Assert.That(text.Find("3")?.Says, Is.EqualTo("bergen"));
    }

    [Test]
    public void Structured_content_is_written_out()
    {
        PlainText text = Of("""
            { "type": "vertical", "tag": "generic", "elements": [
              { "type": "image", "url": "https://shop.example/a.png", "caption": "Our shop", "tooltip": "shop",
                "click": { "actions": [ { "type": "link", "name": "Visit", "uri": "https://shop.example" } ] } },
              { "type": "text", "text": "Shoes", "tooltip": "text", "style": { "bold": true } },
              { "type": "map", "la": 64.12, "lo": -21.9, "tooltip": "Reykjavik" },
              { "type": "horizontal", "elements": [
                { "type": "button", "title": "Buy", "tooltip": "buy", "click": { "actions": [ { "type": "publishText", "text": "buy shoes" } ] } },
                { "type": "button", "title": "Read", "click": { "actions": [ { "type": "link", "uri": "https://shop.example/read" } ] } } ] } ] }
            """);
        Assert.That(text.Text, Is.EqualTo("""
            Our shop
            https://shop.example/a.png
            Our shop: https://shop.example
            Shoes
            Reykjavik
            64.12, -21.9
            Read: https://shop.example/read
            1. Buy
            """.ReplaceLineEndings("\n")));
        Assert.That(text.Find("1")?.Says, Is.EqualTo("buy shoes"));
    }

    [Test]
    public void A_carousel_of_quick_replies_can_be_picked_from()
    {
        PlainText text = Of("""
            { "type": "carousel", "padding": 10, "elements": [ { "type": "vertical", "elements": [ { "type": "text", "text": "One" } ] }, { "type": "vertical", "elements": [ { "type": "text", "text": "Two" } ] } ],
              "quickReplies": { "type": "quickReplies", "replies": [ { "type": "button", "title": "Yes", "click": { "actions": [ { "type": "publishText", "text": "yes" } ] } } ] } }
            """);
        Assert.That(text.Text, Is.EqualTo("One\nTwo\n1. Yes"));
    }

    [TestCase("{}")]
    [TestCase("[1,true,null]")]
    [TestCase("""{"click":{"actions":[1,{"type":7}]},"elements":"x"}""")]
    public void What_is_of_no_known_shape_is_said_as_JSON(string json) => Assert.That(Of(json).Text, Is.EqualTo(json));

    [TestCase("\"Just a text\"", "Just a text")]
    [TestCase("\"\"", "")]
    public void A_payload_that_is_a_text_is_said(string json, string said) => Assert.That(Of(json).Text, Is.EqualTo(said));

    private static OutgoingMessage Question { get; } = new() { Sequence = 1, Text = "Which?", Choices = [new OutgoingChoice("Red"), new OutgoingChoice("Blue", "b")] };

    private static PlainText Of(string payload) => PlainText.Of(new OutgoingMessage { Sequence = 1, Payload = JsonText.Parse(payload) });
}
