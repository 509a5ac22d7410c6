using ConversationInteractions.Interpretation;
using ConversationInteractions.Model;
using static ConversationInteractions.Core.Tests.Interpretation.Bots;

namespace ConversationInteractions.Core.Tests.Interpretation;

/// <summary>What a deployment does to conversations that wait, told before it is done (B10).</summary>
public sealed class BotDiffTests
{
    private static readonly Question Plan = Ask("Which plan?");

    private static Bot Old => Of(
        On("plan", Say("Plans."), Plan, new IntegrationCall { Name = "look", Integration = "api" }, ToAgent()),
        On("file", new FileUpload { Name = "your file", AcceptedTypes = ["pdf"] }, new IntegrationCall { Integration = "share" })) with
    {
        Integrations = [new ApiIntegration { Name = "api", Url = "https://api.example/" }, new FileIntegration { Name = "share" }],
        Variables = ValueMap.Create<string>([KeyValuePair.Create("kept", "1"), KeyValuePair.Create("other", "1")]),
    };

    [Test]
    public void Every_position_where_a_conversation_waits_is_listed_in_order() =>
        Assert.That(
            Compare(Old, Old).Positions.Select(p => (p.Dialog, p.Interaction, p.Place, p.Awaits, p.Fate)),
            Is.EqualTo(new[]
            {
                ("on plan", "Which plan?", "on plan#3", AwaitedInput.Answer, PositionFate.Same),
                ("on plan", "look", "on plan#4", AwaitedInput.CallResult, PositionFate.Same),
                ("on plan", "to agent", "on plan#5", AwaitedInput.Agent, PositionFate.Same),
                ("on file", "your file", "on file#2", AwaitedInput.File, PositionFate.Same),
            }));

    [Test]
    public void Nobody_comes_to_wait_at_what_is_disabled() =>
        Assert.That(
            Compare(Of(On("a", Ask("one") with { Enabled = false }), On("b", Ask("two")) with { Enabled = false }), Old).Positions,
            Is.Empty);

    [Test]
    public void A_place_in_a_dialog_that_is_disabled_now_is_lost_and_the_starters_answer()
    {
        WaitingPosition position = First(Of(On("plan", Plan)), Of(On("plan", Plan) with { Enabled = false }, Fallback(Say("Sorry?"))));
        Assert.That(position.Fate, Is.EqualTo(PositionFate.Lost));
        Assert.That(position.Consequence, Does.Contain("matched against the starters"));
    }

    [Test]
    public void An_equal_bot_loses_nothing() => Assert.That(Compare(Old, Old).LosesPositions, Is.False);

    [Test]
    public void A_name_is_found_wherever_it_stands_now()
    {
        WaitingPosition position = First(Of(On("plan", Plan)), Of(On("other", Say("x"), Plan)));
        Assert.That((position.Fate, position.NewPlace, position.IsChanged, position.Consequence), Is.EqualTo((PositionFate.Moved, "on other#3", false, (string?)null)));
    }

    [Test]
    public void A_name_with_other_rules_is_the_same_place_and_said_to_be_changed()
    {
        WaitingPosition position = First(Of(On("plan", Plan)), Of(On("plan", Plan with { FallbackResponse = "Well?" })));
        Assert.That((position.Fate, position.NewPlace, position.IsChanged), Is.EqualTo((PositionFate.Same, "on plan#2", true)));
    }

    [Test]
    public void A_name_that_is_gone_is_lost_and_told_what_answers_then()
    {
        WaitingPosition position = First(Of(On("plan", Plan)), Of(On("plan", Ask("Which of our plans?")), Fallback(Say("Sorry?"))));
        Assert.That((position.Fate, position.NewPlace), Is.EqualTo((PositionFate.Lost, (string?)null)));
        Assert.That(position.Consequence, Does.Contain("matched against the starters").And.Contain("dialog 'Fallback' answers"));
        Assert.That(position.ConsequenceWhenSuspended, Does.Contain("not asked again"));
    }

    [Test]
    public void What_never_had_a_name_is_found_only_unchanged_in_its_place()
    {
        Question unnamed = Plan with { Name = null };
        Assert.That(First(Of(On("plan", unnamed)), Of(On("plan", unnamed), On("more", Say("x")))).Fate, Is.EqualTo(PositionFate.Same));
        Assert.That(First(Of(On("plan", unnamed)), Of(On("plan", unnamed with { FallbackResponse = "Well?" }))).Fate, Is.EqualTo(PositionFate.Lost));
        Assert.That(First(Of(On("plan", unnamed)), Of(On("plan", Say("x"), unnamed))).Fate, Is.EqualTo(PositionFate.Lost));
    }

    [Test]
    public void A_name_that_another_kind_has_now_is_replaced()
    {
        WaitingPosition position = First(Of(On("plan", Plan)), Of(On("plan", Say("No plans.") with { Name = Plan.Name })));
        Assert.That(position.Fate, Is.EqualTo(PositionFate.Replaced));
        Assert.That(position.Consequence, Does.Contain("a statement now"));
    }

    [Test]
    public void An_escalation_written_the_other_way_is_the_same_place()
    {
        Bot next = Of(On("plan", new IntegrationCall { Name = "to agent", Integration = "desk" })) with
        {
            Integrations = [new AgentEscalationIntegration { Name = "desk", SkillName = "desk", SkillId = "2000" }],
        };
        Assert.That(First(Of(On("plan", ToAgent())), next).Fate, Is.EqualTo(PositionFate.Same));
    }

    [Test]
    public void Another_name_of_the_bot_loses_everything_and_is_said_once()
    {
        BotComparison comparison = Compare(Old, Old with { Name = "new bot" });
        Assert.That(comparison.Positions.Select(p => p.Fate), Has.All.EqualTo(PositionFate.Lost));
        Assert.That(comparison.Remarks, Has.Count.EqualTo(1).And.One.Contain("another name, 'new bot'"));
    }

    [Test]
    public void Initial_variables_reach_sessions_under_way_never()
    {
        Bot next = Old with { Variables = ValueMap.Create<string>([KeyValuePair.Create("kept", "1"), KeyValuePair.Create("other", "2"), KeyValuePair.Create("added", "3")]) };
        Assert.That(Compare(Old, next).Remarks, Has.Count.EqualTo(2).And.One.Contain("'other' begins with another value").And.One.Contain("'added' is new"));
    }

    private static WaitingPosition First(Bot old, Bot next) => Compare(old, next).Positions[0];

    private static BotComparison Compare(Bot old, Bot next) => BotDiff.Compare(BotProgram.Compile(old), BotProgram.Compile(next));
}
