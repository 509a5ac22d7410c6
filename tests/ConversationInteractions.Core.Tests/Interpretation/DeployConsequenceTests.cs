using ConversationInteractions.Interpretation;
using ConversationInteractions.Model;
using static ConversationInteractions.Core.Tests.Interpretation.Bots;

namespace ConversationInteractions.Core.Tests.Interpretation;

/// <summary>What an author is told of a position that a deployment takes away, or that something else stands at then (B10).</summary>
public sealed class DeployConsequenceTests
{
    private const string Rephrase = "\"Not able to understand your question. Can you please re-phrase it?\" is said";

    private static readonly Question Question = Ask("here", When(new PatternTest(["x"]), NextAction.Next));

    private static readonly FileUpload Upload = new() { Name = "here", AcceptedTypes = ["pdf"] };

    private static readonly IntegrationCall Send = new() { Name = "send", Integration = "share" };

    private static readonly IntegrationCall Call = new() { Name = "here", Integration = "api" };

    private static readonly Escalation Transfer = ToAgent() with { Name = "here" };

    public static IEnumerable<TestCaseData> Taken()
    {
        yield return new(Question, $"All dialogs end; the answer is matched against the starters. If none fits, {Rephrase}.", "When the dialog above it ends, it is not asked again.");
        yield return new(Upload, $"All dialogs end; the file is refused and {Rephrase}. A text is matched against the starters.", "When the dialog above it ends, it is not asked again.");
        yield return new(Call, "All dialogs end; the answer of the call is dropped and nothing more is said. The next message is matched against the starters.", null);
        yield return new(Transfer, "All dialogs end; when the agent returns the conversation, nothing is said. The next message is matched against the starters.", null);
    }

    [TestCaseSource(nameof(Taken))]
    public void What_is_taken_away(Interaction before, string consequence, string? suspended)
    {
        WaitingPosition position = Compare(Having(before), Having(Say("x")));
        Assert.That((position.Fate, position.NewPlace, position.IsChanged), Is.EqualTo((PositionFate.Lost, (string?)null, false)));
        Assert.That((position.Consequence, position.ConsequenceWhenSuspended), Is.EqualTo((consequence, suspended)));
    }

    public static IEnumerable<TestCaseData> Replaced()
    {
        yield return new(Question, Say("x") with { Name = "here" }, $"It is a statement now, whose rules judge the answer. If none holds, the starters are tried, then {Rephrase}.", "When the dialog above it ends, a statement runs instead.");
        yield return new(Question, Upload, $"It is a file upload now, whose rules judge the answer. If none holds, the starters are tried, then {Rephrase}.", "When the dialog above it ends, a file upload runs instead.");
        yield return new(Question, Upload with { FallbackResponse = "A file, please." }, "It is a file upload now, whose rules judge the answer. If none holds, the starters are tried, then \"A file, please.\" is said.", "When the dialog above it ends, a file upload runs instead.");
        yield return new(Upload, Question, $"It is a question now: the file is refused and {Rephrase}. A text is judged by the rules of a question.", "When the dialog above it ends, a question runs instead.");
        yield return new(Call, Transfer, "It is an escalation now: the answer of the call is dropped and an escalation runs instead.", null);
        yield return new(Transfer, Call, "It is a call now: when the agent returns the conversation, a call runs instead.", null);
        yield return new(Call, new DialogStarter { Name = "here" }, "It is a dialog starter now: the answer of the call is dropped and a dialog starter runs instead.", null);
    }

    [TestCaseSource(nameof(Replaced))]
    public void What_something_else_stands_for(Interaction before, Interaction after, string consequence, string? suspended)
    {
        WaitingPosition position = Compare(Having(before), Having(after));
        Assert.That((position.Fate, position.IsChanged), Is.EqualTo((PositionFate.Replaced, true)));
        Assert.That((position.Consequence, position.ConsequenceWhenSuspended), Is.EqualTo((consequence, suspended)));
    }

    [Test]
    public void The_call_of_a_file_upload_may_stand_there_too()
    {
        Bot next = Having(Upload with { Name = "drop" }, Send with { Name = "here" });
        Assert.That(Compare(Having(Question), next).Consequence, Does.StartWith("It is the call of a file upload now"));
    }

    [Test]
    public void The_fallback_that_answers_then_is_the_new_bots()
    {
        Bot next = Having(Say("x") with { Name = "here" }) with { Settings = new BotSettings { ContextSwitching = false } };
        next = next with { Dialogs = [.. next.Dialogs, Fallback(Say("Sorry?"))] };
        Assert.That(Compare(Having(Question), next).Consequence, Is.EqualTo("It is a statement now, whose rules judge the answer. If none holds, dialog 'Fallback' answers."));
    }

    [Test]
    public void A_bot_that_is_not_hosted_any_more()
    {
        WaitingPosition position = Compare(Having(Question), Having(Question) with { Name = "other" });
        Assert.That(
            (position.Fate, position.Consequence, position.ConsequenceWhenSuspended),
            Is.EqualTo((PositionFate.Lost, "No bot 'bot' is hosted any more: conversations go on at the starters of the bot they were opened with; those opened with 'bot' fail until it is hosted again.", (string?)null)));
    }

    [Test]
    public void Moved_is_no_loss_and_replaced_is_one()
    {
        static bool Loses(Bot old, Bot next) => BotDiff.Compare(BotProgram.Compile(old), BotProgram.Compile(next)).LosesPositions;
        Assert.That(Loses(Having(Question), Having(Say("before"), Question)), Is.False);
        Assert.That(Loses(Having(Question), Having(Say("x") with { Name = "here" })), Is.True);
        Assert.That(Loses(Having(Question), Having(Say("x"))), Is.True);
        Assert.That(Loses(Having(Question, Ask("kept")), Having(Ask("kept"))), Is.True, "one of them is enough");
        Assert.That(Compare(Having(Question), Having(Say("before"), Question)).ConsequenceWhenSuspended, Is.Null);
    }

    private static WaitingPosition Compare(Bot old, Bot next) => BotDiff.Compare(BotProgram.Compile(old), BotProgram.Compile(next)).Positions[0];

    private static Bot Having(params Interaction[] interactions) =>
        Of(interactions is [DialogStarter] ? new Dialog { Name = "go", Interactions = [.. interactions] } : On("go", interactions is [FileUpload] ? [.. interactions, Send] : interactions)) with
        {
            Integrations = [new ApiIntegration { Name = "api", Url = "https://h.example/" }, new FileIntegration { Name = "share" }],
        };
}
