using ConversationInteractions.Interpretation;
using ConversationInteractions.Language;
using ConversationInteractions.Model;

namespace ConversationInteractions.Cli.Tests;

/// <summary>What a replayed journal says happened, for whoever looks for a fault at night.</summary>
public sealed class EventTextsTests
{
    private static readonly StagedFile File = new() { Reference = "r", Name = "id.pdf", Bytes = 1_200 };

    private static IEnumerable<TestCaseData> Events =>
    [
        Case(new UserMessageReceived { Id = "e", At = default, Text = "hi" }, "the consumer says \"hi\""),
        Case(new UserMessageReceived { Id = "e", At = default, Text = "hi", Payload = "p" }, "the consumer says \"hi\", payload \"p\""),
        Case(new FileReceived { Id = "e", At = default, File = File }, "the consumer hands in id.pdf, 1200 bytes"),
        Case(new HostEventRaised { Id = "e", At = default, Name = "parcel", Text = "here" }, "the host raises parcel: \"here\""),
        Case(new ConversationClosedByHost { Id = "e", At = default }, "the host closes the conversation"),
        Case(Called(new CallOutcome { Result = CallResult.Success, Status = 200, Body = "{}" }), "the call ends: success, status 200: {}"),
        Case(Called(new CallOutcome { Result = CallResult.Unknown, Reason = "no answer" }), "the call ends: unknown, status none no answer"),
        Case(new IntentsRecognized { Id = "e", At = default, Intents = [] }, "intents: none"),
        Case(new IntentsRecognized { Id = "e", At = default, Intents = [new("order", 0.934), new("return", 0.5)] }, "intents: order (0.93), return (0.50)"),
        Case(new ScriptCompleted { Id = "e", At = default, Outcome = ScriptOutcome.Nothing }, "the script ends: nothing"),
        Case(new ScriptCompleted { Id = "e", At = default, Outcome = Everything }, "the script ends: a = '1', b removed, write orders last, says \"Hi.\", adds [Yes], goes to 'there', stops"),
        Case(new UploadCompleted { Id = "e", At = default, UploadId = "u", Stored = true }, "the upload is stored"),
        Case(new UploadCompleted { Id = "e", At = default, UploadId = "u", Stored = false, Reason = "disk full" }, "the upload fails disk full"),
        Case(new UploadCompleted { Id = "e", At = default, UploadId = "u", Stored = false }, "the upload fails"),
        Case(new TimerElapsed { Id = "e", At = default }, "a timer is due"),
        Case(new TransferAnswered { Id = "e", At = default, TransferId = "t", Answer = TransferAnswer.Accepted }, "the transfer is accepted"),
        Case(new TransferAnswered { Id = "e", At = default, TransferId = "t", Answer = TransferAnswer.Rejected, Reason = "nobody is there" }, "the transfer is rejected nobody is there"),
        Case(new TransferAnswered { Id = "e", At = default, TransferId = "t", Answer = TransferAnswer.Unknown }, "the transfer is perhaps taken"),
        Case(new TransferOffered { Id = "e", At = default, TransferId = "t" }, "the transfer is offered to an agent"),
        Case(new AgentConnected { Id = "e", At = default, TransferId = "t" }, "an agent has the conversation"),
        Case(new TransferFailed { Id = "e", At = default, TransferId = "t", Reason = "hung up" }, "the transfer fails hung up"),
        Case(new AgentReturned { Id = "e", At = default, TransferId = "t" }, "the agent returns the conversation"),
        Case(new AgentClosed { Id = "e", At = default, TransferId = "t" }, "the agent closes the conversation"),
        Case(new AgentSaid { Id = "e", At = default, TransferId = "t", Text = "Hello." }, "the agent says \"Hello.\""),
    ];

    private static IEnumerable<TestCaseData> Effects =>
    [
        Case(new SendMessage { Key = "k", Message = new OutgoingMessage { Sequence = 7, Text = "Well?", Choices = [new("Yes", null), new("No", null)] } }, "says", "7: \"Well?\" [Yes] [No]"),
        Case(new SendMessage { Key = "k", Message = new OutgoingMessage { Sequence = 7, Text = "", Image = new OutgoingImage("https://a.example/x.png", null) } }, "says", "7: image https://a.example/x.png"),
        Case(new SendMessage { Key = "k", Message = new OutgoingMessage { Sequence = 7, Text = "", Cards = [new OutgoingCard { Title = "A" }, new OutgoingCard { Title = "B" }] } }, "says", "7: cards A, B"),
        Case(new SendMessage { Key = "k", Message = new OutgoingMessage { Sequence = 7, Text = "", Payload = JsonText.Parse("[1]") } }, "says", "7: payload [1]"),
        Case(new SendMessage { Key = "k", Message = new OutgoingMessage { Sequence = 7, Text = "Hello.", FromAgent = true } }, "says", "7: \"Hello.\" (the agent)"),
        Case(new InvokeIntegration { Key = "k", Request = new CustomRequest { Integration = "mail", Repeatable = false, Kind = "email", Settings = JsonText.Parse("{}") } }, "calls", "mail: email {}"),
        Case(new RequestTransfer { Key = "k", Bot = "Bank", SkillId = "2000", TakenBy = "Savings", Message = "One moment." }, "transfer", "to skill 2000, which bot Savings takes, with \"One moment.\""),
        Case(new ForwardToAgent { Key = "k", TransferId = "t", File = File }, "forwards", "file id.pdf to the agent"),
        Case(new ForwardToAgent { Key = "k", TransferId = "t", Text = "hi" }, "forwards", "\"hi\" to the agent"),
        Case(new ReleaseFile { Key = "k", Reference = "r" }, "file", "is forgotten"),
        Case(new ChangeContext { Key = "k", Change = new ContextChange(ContextChangeKind.Write, "orders") { Name = "last", Value = "7" } }, "context", "write orders.last = '7'"),
        Case(new ChangeContext { Key = "k", Change = new ContextChange(ContextChangeKind.Write, "orders") }, "context", "write orders"),
        Case(new CloseConversation { Key = "k", Survey = true }, "closes", "with a survey"),
        Case(new CloseConversation { Key = "k", Survey = false }, "closes", "without survey"),
    ];

    private static ScriptOutcome Everything => new()
    {
        Variables = [new ScriptVariable("a", Value.FromText("1"), VariableScope.Session), new ScriptVariable("b", null, VariableScope.Session)],
        Context = [new ContextChange(ContextChangeKind.Write, "orders") { Name = "last", Value = "7" }],
        Messages = [new ScriptMessage("Hi.")],
        Choices = [new OutgoingChoice("Yes", null)],
        Trigger = "there",
        Stop = true,
    };

    [TestCaseSource(nameof(Events))]
    public void An_event_is_told_in_a_line(ConversationEvent occurred, string told) => Assert.That(EventTexts.Of(occurred), Is.EqualTo(told));

    [TestCaseSource(nameof(Effects))]
    public void An_effect_is_told_in_a_line(ConversationEffect effect, string label, string told) => Assert.That(EventTexts.Of(effect), Is.EqualTo((label, told)));

    private static IntegrationCompleted Called(CallOutcome outcome) => new() { Id = "e", At = default, Outcome = outcome };

    private static TestCaseData Case(object subject, params object[] told) => new([subject, .. told]) { TestName = $"{{m}}({told[^1]})" };
}
