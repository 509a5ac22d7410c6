using System.Buffers;
using System.Text;
using System.Text.Json;
using System.Text.Unicode;
using ConversationInteractions.Fuzzing;
using ConversationInteractions.Interpretation;
using ConversationInteractions.Model;
using FsCheck;
using FsCheck.Fluent;
using static ConversationInteractions.Core.Tests.Interpretation.Bots;

namespace ConversationInteractions.Core.Tests.Interpretation;

/// <summary>What was stored and is damaged is refused with <see cref="FormatException"/>, or read as something that can be stored again.</summary>
public sealed class StoredFormFuzzTests
{
    private const int Rounds = 4_000;

    private static readonly string[] EventTexts = Written(EventSamples.Any, ConversationEventJson.Write);

    private static readonly string[] EffectTexts = [.. EffectSamples.Kinds.Values.SelectMany(kind => Written(kind, ConversationEffectJson.Write))];

    private static readonly string[] Messages = Written(EffectSamples.Message, ConversationEffectJson.WriteMessage);

    private static readonly JournalStep[] Steps = Conversation();

    private static readonly string[] States = [.. Steps.Select(step => Encoding.UTF8.GetString(ConversationStateJson.Write(step.State)))];

    private static readonly string[] Lines = [.. Steps.Select(Line)];

    [Test]
    public void Events([Values] bool staysJson) => Check(EventTexts, staysJson, file => ConversationEventJson.Read(file), ConversationEventJson.Write);

    [Test]
    public void Effects_of_an_outbox([Values] bool staysJson) => Check(EffectTexts, staysJson, file => ConversationEffectJson.Read(file), ConversationEffectJson.Write);

    [Test]
    public void Messages_of_a_log([Values] bool staysJson) => Check(Messages, staysJson, file => ConversationEffectJson.ReadMessage(file), ConversationEffectJson.WriteMessage);

    [Test]
    public void States_with_what_their_turns_wait_for([Values] bool staysJson)
    {
        Assert.That(Steps.Select(step => step.State.Continuation?.GetType()).Distinct().Count(), Is.GreaterThan(1), "some turns wait");
        Check(States, staysJson, file => ConversationStateJson.Read("c1", file), ConversationStateJson.Write);
    }

    [Test]
    public void Lines_of_a_journal([Values] bool staysJson) => Check(Lines, staysJson, file => Line(JournalJson.Read(file)), Encoding.UTF8.GetBytes);

    [Test]
    public void Contents_that_a_channel_is_to_say_in_plain_text() => Fuzz.Run(
        Rounds,
        random => Spoiled.Json("""{"type":"vertical","elements":[{"type":"text","text":"a"},{"type":"button","title":"b","click":{"actions":[{"type":"publishText","text":"c"},{"type":"link","uri":"u"},{"type":"navigate","la":1,"lo":2}]}},{"type":"image","url":"u","caption":"d"},{"type":"map","la":1,"lo":2}],"quickReplies":{"replies":[{"title":"e","click":{"actions":[]}}]}}""", random),
        content =>
        {
            if (Parse(Encoding.UTF8.GetString(content)) is { } payload)
            {
                Assert.That(PlainText.Of(new OutgoingMessage { Sequence = 1, Text = "", Payload = payload }), Is.Not.Null);
            }
        });

    [Test]
    public void Any_text_is_JSON_that_stays_as_it_is_or_none() => Fuzz.Run(
        Rounds,
        random => Encoding.UTF8.GetString(Spoiled.Bytes(Encoding.UTF8.GetBytes(EventTexts[random.Next(EventTexts.Length)]), random)),
        text =>
        {
            if (Parse(text) is { } json)
            {
                Assert.That(Parse(json.Text), Is.EqualTo(json));
            }
        });

    private static JsonText? Parse(string text)
    {
        try
        {
            return JsonText.Parse(text);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private delegate T Reading<out T>(ReadOnlySpan<byte> stored);

    private static void Check<T>(string[] sound, bool staysJson, Reading<T> read, Func<T, byte[]> write)
    {
        int readable = 0;
        Fuzz.Run(
            Rounds,
            random => staysJson
                ? Spoiled.Json(sound[random.Next(sound.Length)], random)
                : Spoiled.Bytes(Encoding.UTF8.GetBytes(sound[random.Next(sound.Length)]), random),
            file =>
            {
                T value;
                try
                {
                    value = read(file);
                }
                catch (FormatException problem)
                {
                    Assert.That(problem.Message, Is.Not.Empty);
                    return;
                }

                readable++;
                T again = read(write(value));
                if (Utf8.IsValid(file))
                {
                    // Bytes that are no characters are read as others.
                    Assert.That(again, Is.EqualTo(value));
                }
            });
        Assert.That(readable, Is.GreaterThan(Rounds / 100), "what is read has been tried too");
    }

    private static string[] Written<T>(Gen<T> samples, Func<T, byte[]> write) => [.. samples.Sample(50, new Rnd(unchecked((ulong)Fuzz.Seed)), 40).Select(sample => Encoding.UTF8.GetString(write(sample)))];

    private static string Line(JournalStep step)
    {
        ArrayBufferWriter<byte> line = new();
        JournalJson.Write(step, null, line);
        return Encoding.UTF8.GetString(line.WrittenSpan);
    }

    /// <summary>The steps of a conversation that waits for a call, an answer, an agent and an upload.</summary>
    private static JournalStep[] Conversation()
    {
        Bot bot = Of(
            On("agent", ToAgent() with { TransferBotContext = true }, Say("Back.")),
            On("plan", Ask("Which plan?", new Rule { When = new PatternTest(["small"]), Set = [KeyValuePair.Create("plan", "{$userMessage}")] }) with { FallbackResponse = "Small, please." }),
            On("call", new IntegrationCall { Name = "call", Integration = "api", Rules = [OnSuccess(NextAction.Next)] }, Say("Called: {api.x}.")),
            On("upload", new FileUpload { Name = "file", Message = "Your file?", AcceptedTypes = ["pdf"] }, new IntegrationCall { Integration = "share" }),
            OnIntent("track", Say("On its way.")),
            Fallback(Say("Sorry?"))) with
        {
            Integrations =
            [
                new ApiIntegration { Name = "api", Url = "https://api.example/", Fields = [KeyValuePair.Create("x", "$.x")] },
                new FileIntegration { Name = "share" },
            ],
        };
        SteppedConversation conversation = new(bot);
        conversation.Intents["track it"] = [new RecognizedIntent("track", 0.9)];
        conversation.User("plan").User("large").User("small").User("call").User("meanwhile").Called(CallResult.Success).User("track it").User("upload").File("id.pdf", "pdf").User("agent");
        conversation.Answers(TransferAnswer.Accepted).Connects().User("to the agent").Returns();
        return [.. conversation.Journal];
    }
}
