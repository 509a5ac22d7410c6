using System.Buffers;
using System.Text;
using ConversationInteractions.Interpretation;
using ConversationInteractions.Language;
using ConversationInteractions.Model;
using FsCheck;
using FsCheck.Fluent;
using static ConversationInteractions.Core.Tests.Interpretation.Bots;

namespace ConversationInteractions.Core.Tests.Interpretation;

/// <summary>A journal holds what is needed to decide every step again.</summary>
public sealed class JournalTests
{
    private static readonly Config Thorough = Config.QuickThrowOnFailure.WithMaxTest(100);

    private static readonly string[] Texts = ["agent", "plan", "small", "4711", "pin", "hours", "call", "script", "what?", "track it", "upload"];

    [Test]
    public void An_event_survives_its_json() =>
        Check.One(Thorough.WithMaxTest(2_000), Prop.ForAll(EventSamples.Any.ToArbitrary(), occurred => ConversationEventJson.Read(ConversationEventJson.Write(occurred)) == occurred));

    [Test]
    public void What_was_journaled_is_reproduced_from_its_lines() =>
        Check.One(Thorough, Prop.ForAll(Gen.Elements(Texts).ArrayOf().ToArbitrary(), texts =>
        {
            SteppedConversation conversation = Talk(texts, Main with { Settings = new BotSettings() });
            JournalStep[] read = [.. conversation.Journal.Select(s => Read(Line(s)))];
            Assert.That(read.Select(s => s.State), Is.EqualTo(conversation.Journal.Select(s => s.State)));
            Assert.That(read.SelectMany(s => s.Events), Is.EqualTo(conversation.Journal.SelectMany(s => s.Events)));
            Assert.That(read.SelectMany(s => s.Effects), Is.EqualTo(conversation.Journal.SelectMany(s => s.Effects)));
            Assert.That(Verdicts(conversation.Programs, read), Has.All.EqualTo(ReplayVerdict.Reproduced));
            return true;
        }));

    [Test]
    public void A_masked_journal_is_never_called_different_and_never_holds_the_value() =>
        Check.One(Thorough, Prop.ForAll(Gen.Elements(Texts).ArrayOf().ToArbitrary(), texts =>
        {
            SteppedConversation conversation = Talk(["pin", "4711", .. texts]);
            Redaction redaction = Redaction.Of(conversation.Programs, conversation.State);
            string[] lines = [.. conversation.Journal.Select(s => Line(s, redaction.Apply))];
            Assert.That(lines, Has.None.Contain("4711"));
            JournalStep[] read = [.. lines.Select(Read)];
            Assert.That(read[1].Masked, Is.EqualTo(JournalParts.Events | JournalParts.Decision | JournalParts.State));
            ReplayVerdict[] verdicts = Verdicts(conversation.Programs, read);
            Assert.That(verdicts[1], Is.EqualTo(ReplayVerdict.Masked));
            Assert.That(verdicts, Has.None.EqualTo(ReplayVerdict.Different));
            return true;
        }));

    [Test]
    public void Steps_that_do_not_depend_on_a_masked_value_are_reproduced_all_the_same()
    {
        SteppedConversation conversation = Talk(["pin", "4711", "plan", "small"]);
        Redaction redaction = Redaction.Of(conversation.Programs, conversation.State);
        Assert.That(
            Verdicts(conversation.Programs, [.. conversation.Journal.Select(s => Read(Line(s, redaction.Apply)))]),
            Is.EqualTo(new[] { ReplayVerdict.Reproduced, ReplayVerdict.Masked, ReplayVerdict.Reproduced, ReplayVerdict.Reproduced }));
    }

    [TestCase("Which plan?", "Which of our plans?", "recorded was message \"Which plan?\", now it is message \"Which of our plans?\"")]
    [TestCase("\"pattern\": \"small\"", "\"pattern\": \"large\"", "intents are asked for, of which none were recorded")]
    [TestCase("\"plan\": \"{$userMessage}\"", "\"plan\": \"any\"", "recorded was variable plan 'small', now it is 'any'")]
    public void Another_bot_is_told_apart_at_the_first_step_where_it_decides_otherwise(string written, string changed, string difference)
    {
        SteppedConversation conversation = Talk(["hours", "plan", "small", "hours"]);
        string definition = ConversationInteractions.Definitions.BotWriter.Write(Main);
        Assert.That(definition, Does.Contain(written));
        Bot next = ConversationInteractions.Definitions.BotReader.Read(Encoding.UTF8.GetBytes(definition.Replace(written, changed, StringComparison.Ordinal))).Bot!;
        ReplayedStep first = JournalReplay.Run(ProgramCatalog.Create([BotProgram.Compile(next)]), conversation.Journal).First(s => s.Verdict != ReplayVerdict.Reproduced);
        Assert.That(first.Verdict, Is.EqualTo(ReplayVerdict.Different));
        Assert.That(first.Reason, Does.StartWith(difference));
    }

    [Test]
    public void A_gap_is_told_and_what_follows_it_is_decided_again()
    {
        SteppedConversation conversation = Talk(["hours", "plan", "small", "hours"]);
        Assert.That(
            Verdicts(conversation.Programs, [conversation.Journal[0], conversation.Journal[2], conversation.Journal[3]]),
            Is.EqualTo(new[] { ReplayVerdict.Reproduced, ReplayVerdict.NotReplayed, ReplayVerdict.Reproduced }));
    }

    [Test]
    public void What_scripts_and_recognisers_answered_is_taken_from_the_journal()
    {
        SteppedConversation conversation = Talk(["script", "track it"]);
        Assert.That(conversation.Journal.Select(s => s.Events.Count), Is.EqualTo(new[] { 2, 2 }));
        Bot without = Main with { Dialogs = [.. Main.Dialogs.Where(d => d.Name != "on script")] };
        ReplayedStep first = JournalReplay.Run(ProgramCatalog.Create([BotProgram.Compile(without)]), conversation.Journal).First();
        Assert.That((first.Verdict, first.Reason), Is.EqualTo((ReplayVerdict.Different, "intents are asked for, of which none were recorded")));
    }

    [Test]
    public void Every_text_of_a_line_is_masked_and_what_holds_it_together_is_not()
    {
        SteppedConversation conversation = Talk(["hours"]);
        JournalStep step = conversation.Journal[0] with
        {
            Events = [new IntegrationCompleted { Id = "secret", At = default, Outcome = new CallOutcome { Result = CallResult.Success, Body = """{ "p\u0069n": "s\u0065cret", "n": 4711, "4711": [ 4711.5 ] }""" } }],
            Options = new StepOptions { DetailedTrace = true, MaxTextLength = 7, MaxVariablesLength = 8, MaxDeferredEvents = 0, Context = new Dictionary<string, IReadOnlyDictionary<string, string>> { ["crm"] = new Dictionary<string, string> { ["key"] = "secret" } } },
            State = conversation.State with
            {
                RequestVariables = ValueMap.Create<Value>([KeyValuePair.Create<string, Value>("id", "secret")]),
                Attributes = JsonText.Parse("""{ "id": 4711, "of": "secret" }"""),
                LastSequence = 4711,
            },
        };
        string line = Line(step, text => text.Replace("secret", "***", StringComparison.Ordinal).Replace("4711", "***", StringComparison.Ordinal));
        Assert.That(line, Does.Contain("\"id\":\"secret\"").And.Contain("\"seq\":4711"));
        JournalStep read = Read(line);
        Assert.That(((IntegrationCompleted)read.Events[0]).Outcome.Body, Is.EqualTo("""{"pin":"***","n":"***","***":["***.5"]}"""));
        Assert.That(read.Options.Context!["crm"]["key"], Is.EqualTo("***"));
        Assert.That(read.Options with { Context = null }, Is.EqualTo(step.Options with { Context = null }));
        Assert.That(read.State.RequestVariables["id"].First, Is.EqualTo("***"));
        Assert.That(read.State.Attributes!.Text, Is.EqualTo("""{"id":"***","of":"***"}"""));
    }

    [TestCase("", "cannot be read")]
    [TestCase("{\"v\":1,\"conversation\":\"c1\",", "cannot be read")]
    [TestCase("{\"v\":2,\"conversation\":\"c1\"}", "format version 2")]
    [TestCase("[1]", "cannot be read")]
    public void A_line_that_is_no_step_says_why(string line, string why) => Assert.That(() => Read(line), Throws.TypeOf<FormatException>().With.Message.Contain(why));

    [TestCase("large", "rule 1: the answer does not fit 'small'")]
    public void A_detailed_trace_tells_why_a_rule_does_not_hold(string answer, string reason)
    {
        SteppedConversation conversation = Talk(["plan", answer]);
        StepResult decided = JournalReplay.Run(conversation.Programs, conversation.Journal).Last().Decided!;
        Assert.That(decided.Trace.Where(t => t.Code == TraceCodes.RuleRejected).Select(t => t.Detail), Has.Some.EqualTo(reason));
    }

    private static Bot Main => Of(
        On("agent", ToAgent() with { TransferBotContext = true }, Say("Back.")),
        On("plan", Ask("Which plan?", new Rule { When = new PatternTest(["small"]), Set = [KeyValuePair.Create("plan", "{$userMessage}")], Message = "Small it is." }) with { FallbackResponse = "Small, please." }),
        On("pin", Ask("PIN?", new Rule { Set = [KeyValuePair.Create("pin", "{$userMessage}")], Message = "You said {$userMessage}." })),
        On("hours", Say("9 to 5.")),
        On("call", new IntegrationCall { Name = "call", Integration = "api", Rules = [OnSuccess(NextAction.Next)] }, Say("Called with {$botContext.pin}: {api.x}.")),
        On("script", Say("Scripted.") with { Scripts = new InteractionScripts { PreProcess = "script()" } }),
        On("upload", new FileUpload { Name = "file", Message = "Your file?", AcceptedTypes = ["pdf"] }, new IntegrationCall { Integration = "share" }),
        OnIntent("track", Say("On its way.")),
        Fallback(Say("Sorry?"))) with
    {
        Integrations =
        [
            new ApiIntegration { Name = "api", Url = "https://api.example/", Query = [KeyValuePair.Create("pin", "{$botContext.pin}")], Fields = [KeyValuePair.Create("x", "$.x")] },
            new FileIntegration { Name = "share" },
        ],
        Settings = new BotSettings { Sensitive = ["pin"] },
    };

    private static SteppedConversation Talk(IEnumerable<string> texts, Bot? bot = null)
    {
        SteppedConversation conversation = new(bot ?? Main) { Scripts = _ => new ScriptOutcome { Messages = [new ScriptMessage("From a script.")], Variables = [new ScriptVariable("scripted", "yes", VariableScope.Session)] } };
        conversation.Intents["track it"] = [new RecognizedIntent("track", 0.9)];
        foreach (string text in texts)
        {
            conversation.User(text);
            if (conversation.State.Continuation is { } waiting)
            {
                conversation.Do(new IntegrationCompleted { Id = EffectKeys.ResultEventId(waiting.Key), At = conversation.Now, Outcome = new CallOutcome { Result = CallResult.Success, Body = """{ "x": "4711" }""" } });
            }
            else if (conversation.State.Transfer is not null)
            {
                conversation.Connects().Says("4711?").Returns();
            }

            conversation.Pass(TimeSpan.FromMinutes(1));
        }

        return conversation;
    }

    private static ReplayVerdict[] Verdicts(ProgramCatalog programs, IEnumerable<JournalStep> steps) => [.. JournalReplay.Run(programs, steps).Select(s => s.Verdict)];

    private static string Line(JournalStep step, Func<string, string>? redact = null)
    {
        ArrayBufferWriter<byte> buffer = new();
        JournalJson.Write(step, redact, buffer);
        string line = Encoding.UTF8.GetString(buffer.WrittenSpan);
        Assert.That(line.IndexOf('\n', StringComparison.Ordinal), Is.EqualTo(line.Length - 1), "a line is a line");
        return line;
    }

    private static JournalStep Read(string line) => JournalJson.Read(Encoding.UTF8.GetBytes(line));
}
