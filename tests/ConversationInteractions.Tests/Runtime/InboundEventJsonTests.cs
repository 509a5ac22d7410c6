using System.Text;
using System.Text.Json.Nodes;
using ConversationInteractions.Interpretation;
using ConversationInteractions.Runtime;

namespace ConversationInteractions.Tests.Runtime;

internal sealed class InboundEventJsonTests
{
    private static readonly InboundEvent[] Events =
    [
        new UserMessage("Ü \"quoted\" \\ 😀\r\n") { Id = "m1", Payload = "" },
        new UserMessage(""),
        new StagedUserFile(new StagedFile { Reference = "r", Name = "a.pdf", Bytes = 5_368_709_121, MediaType = "application/pdf", DetectedType = "pdf" }) { Id = "f1" },
        new StagedUserFile(new StagedFile { Reference = "r", Name = "a", Bytes = 0 }),
        new HostEvent("order shipped", "shipped") { Id = "h1" },
        new CloseRequest { Id = "c1" },
        .. Enum.GetValues<TransferUpdateKind>().Select(k => new TransferUpdate("c/e/1", k) { Id = "t1", Text = k == TransferUpdateKind.Said ? "Hello" : null }),
    ];

    [TestCaseSource(nameof(Events))]
    public void Every_event_comes_back_as_it_was(InboundEvent inbound) =>
        Assert.That(InboundEventJson.Read(InboundEventJson.Write(inbound)), Is.EqualTo(inbound));

    [Test]
    public void Every_kind_of_event_but_one_that_holds_a_stream_has_a_form() => Assert.That(
        typeof(InboundEvent).Assembly.GetTypes().Where(t => t.IsSubclassOf(typeof(InboundEvent))),
        Is.EquivalentTo(Events.Select(e => e.GetType()).Distinct().Append(typeof(UserFile))));

    [Test]
    public void What_a_conversation_needs_to_know_when_it_begins_comes_with_its_first_event()
    {
        ConversationStart start = new() { Bot = "Bank", Channel = "sms", TextOnly = false, UserId = "u1", Attributes = new JsonObject { ["a"] = new JsonArray(1, "b") } };

        ConversationStart read = InboundEventJson.Read(InboundEventJson.Write(new UserMessage("hi") { Start = start })).Start!;

        Assert.That(read with { Attributes = null }, Is.EqualTo(start with { Attributes = null }));
        Assert.That(read.Attributes!.ToJsonString(), Is.EqualTo("""{"a":[1,"b"]}"""));
    }

    /// <summary>Texts that wait in a broker must be read by every later version: these never change.</summary>
    [TestCase("""{"v":1,"kind":"message","text":"hi","payload":"p","id":"m1","start":{"bot":"Bank","channel":"sms","textOnly":true,"user":"u","attributes":{"a":1}}}""")]
    [TestCase("""{"v":1,"kind":"file","reference":"r","name":"a.pdf","mediaType":"application/pdf","bytes":12,"detected":"pdf"}""")]
    [TestCase("""{"v":1,"kind":"host","name":"n","text":"t"}""")]
    [TestCase("""{"v":1,"kind":"close"}""")]
    [TestCase("""{"v":1,"kind":"transfer","transfer":"c/e/1","event":"declined","text":"busy"}""")]
    public void The_form_stays(string json) =>
        Assert.That(Encoding.UTF8.GetString(InboundEventJson.Write(InboundEventJson.Read(Encoding.UTF8.GetBytes(json)))), Is.EqualTo(json));

    [TestCase("""{"v":2,"kind":"close"}""", "has format version 2, and this library reads up to 1")]
    [TestCase("""{"v":1,"kind":"dance"}""", "'dance' is no kind of event")]
    [TestCase("""{"v":1,"kind":"message"}""", "'text' is missing")]
    [TestCase("""{"v":1,"kind":"transfer","transfer":"t","event":"eaten"}""", "'eaten' is no report about a transfer")]
    [TestCase("""{"v":1,"kind":"file","reference":"r","name":"a"}""", "cannot be read")]
    [TestCase("[]", "cannot be read")]
    [TestCase("", "cannot be read")]
    public void What_cannot_be_read_is_told(string json, string problem) => Assert.That(
        () => InboundEventJson.Read(Encoding.UTF8.GetBytes(json)),
        Throws.TypeOf<FormatException>().With.Message.StartsWith("An event cannot be read: ").And.Message.Contains(problem));

    [TestCase("""{"v":1,"kind":"…"}""")]
    [TestCase("""{"v":1,"kind":"transfer","transfer":"t","event":"…"}""")]
    public void A_word_that_is_none_of_ours_is_told_by_its_beginning(string json) => Assert.That(
        () => InboundEventJson.Read(Encoding.UTF8.GetBytes(json.Replace("…", new string('x', 100_000), StringComparison.Ordinal))),
        Throws.TypeOf<FormatException>().With.Message.Contains(new string('x', 40) + "…").And.Message.Length.LessThan(200));

    [Test]
    public void A_file_is_staged_before_it_can_be_written() => Assert.That(
        () => InboundEventJson.Write(new UserFile(Stream.Null, "a.pdf")),
        Throws.ArgumentException.With.Message.Contains("Stage it first"));
}
