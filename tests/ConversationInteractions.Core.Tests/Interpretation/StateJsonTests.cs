using System.Text;
using ConversationInteractions.Interpretation;
using ConversationInteractions.Language;
using ConversationInteractions.Model;

namespace ConversationInteractions.Core.Tests.Interpretation;

/// <summary>The JSON form of a state: what is written is read, what is unknown is passed over, what is broken is told.</summary>
public sealed class StateJsonTests
{
    [Test]
    public void Whatever_a_state_holds_is_read_as_it_was_written([Values(0, 3, 40)] int size)
    {
        ValueMap<Value> variables = ValueMap.Create<Value>([.. Enumerable.Range(0, size).Select(i => KeyValuePair.Create(
            $"name {i} \"é😀",
            i % 3 == 0 ? Value.FromList([.. Enumerable.Range(0, i).Select(n => $"{n}\n")]) : Value.FromText(new string('ü', i))))]);
        DialogFrame frame = new() { Dialog = "D", Interaction = "D#2", ContentHash = "h", Variables = variables, Fallbacks = 2, Offered = [new RecognizedIntent("i", 0.75, "I")] };
        ConversationState state = ConversationState.New("c", "first") with
        {
            Bot = "second",
            DefinitionHash = "hash",
            Channel = "web",
            TextOnly = true,
            UserId = "u",
            Attributes = JsonText.Parse("""{"a":[1,{"b":null}]}"""),
            Owner = ConversationOwner.Closed,
            Session = 3,
            LastActivity = new DateTimeOffset(2030, 1, 1, 0, 0, 0, TimeSpan.Zero),
            LastSequence = 1L << 40,
            LastOutboxPosition = 5,
            LastLogNumber = 6,
            UserMessage = "said",
            Payload = "p",
            StarterIntent = "s",
            InteractionsRun = 7,
            EscalationFailures = 1,
            Stack = [.. Enumerable.Repeat(frame, size)],
            Variables = variables,
            RequestVariables = variables,
            Calls = [new CallRecord { Integration = "x", Status = "200", Result = CallResult.Unknown, Fields = variables, Body = JsonText.Parse("[[1]]") }],
            Uploads = [new PendingUpload { Id = "u1", Bot = "second", Session = 3, Integration = "f" }],
            Deferred = [new DeferredEvent { Id = "e", Name = "n", Text = "t" }],
            FileName = "f.pdf",
            FileType = "pdf",
            TransferIntent = "ti",
            TransferMessage = "tm",
        };
        Assert.That(ConversationStateJson.Read("c", ConversationStateJson.Write(state)), Is.EqualTo(state));
    }

    [Test]
    public void With_the_bots_at_hand_their_texts_are_read_as_those_of_the_bots()
    {
        Bot bot = Bots.Of(Bots.On("hi", new Question { Name = "ask", Content = "?", Rules = [new Rule { When = new NoMatchTest(), Set = [new("answer", "x")] }] }));
        ProgramCatalog programs = ProgramCatalog.Create([BotProgram.Compile(bot)]);
        ConversationState state = ConversationState.New("c", new string(bot.Name.AsSpan())) with
        {
            DefinitionHash = new string(programs.Programs[0].Hash.AsSpan()),
            Stack = [new DialogFrame { Dialog = "on hi", Interaction = new string("ask".AsSpan()) }],
            Variables = [new(new string("answer".AsSpan()), "bot"), new(new string('n', 100), "é\"")],
        };
        ConversationState read = ConversationStateJson.Read("c", ConversationStateJson.Write(state), programs);
        Assert.Multiple(() =>
        {
            Assert.That(read, Is.EqualTo(state));
            Assert.That(read.Bot, Is.SameAs(bot.Name));
            Assert.That(read.DefinitionHash, Is.SameAs(programs.Programs[0].Hash));
            Assert.That(read.Stack[0].Interaction, Is.SameAs(bot.Dialogs[0].Interactions[1].Name));
            Assert.That(read.Variables.Keys.First(), Is.SameAs(((Question)bot.Dialogs[0].Interactions[1]).Rules[0].Set.Keys.First()));
        });
    }

    [Test]
    public void The_order_of_properties_does_not_count_and_unknown_ones_are_passed_over()
    {
        ConversationState state = Read("""{"new":{"vars":[{"v":7}]},"vars":{"a":"1"},"stack":[{"more":[1],"at":"X","dialog":"D"}],"bot":"b","later":[[]],"v":1}""");
        Assert.That((state.Bot, state.FirstBot, state.Variables["a"].First, state.Stack[0].Interaction), Is.EqualTo(("b", "b", "1", "X")));
    }

    [TestCase("""{"v":2,"bot":"b"}""")]
    [TestCase("""{"v":2,"bot":{"of":"another kind"}}""")]
    [TestCase("""{"bot":"b"}""")]
    public void A_version_that_is_not_known_is_told(string json) => Assert.That(() => Read(json), Throws.TypeOf<StateVersionException>());

    [TestCase("")]
    [TestCase("7")]
    [TestCase("[]")]
    [TestCase("""{"v":1""")]
    [TestCase("""{"v":1}""")]
    [TestCase("""{"v":1,"bot":7}""")]
    [TestCase("""{"v":1,"bot":"b","vars":[]}""")]
    [TestCase("""{"v":1,"bot":"b","vars":{"a":null}}""")]
    [TestCase("""{"v":1,"bot":"b","vars":{"a":["x",null]}}""")]
    [TestCase("""{"v":1,"bot":"b","stack":{}}""")]
    [TestCase("""{"v":1,"bot":"b","stack":[7]}""")]
    [TestCase("""{"v":1,"bot":"b","stack":[{"dialog":"D"}]}""")]
    [TestCase("""{"v":1,"bot":"b","calls":[{"of":"x","result":9}]}""")]
    [TestCase("""{"v":1,"bot":"b","owner":"nobody"}""")]
    public void A_text_that_is_no_state_is_told_with_advice(string json) =>
        Assert.That(() => Read(json), Throws.TypeOf<FormatException>().With.Message.Contains("Restore it from a backup"));

    private static ConversationState Read(string json) => ConversationStateJson.Read("c", Encoding.UTF8.GetBytes(json));
}
