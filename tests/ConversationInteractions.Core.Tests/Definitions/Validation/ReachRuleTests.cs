using ConversationInteractions.Definitions;

namespace ConversationInteractions.Core.Tests.Definitions.Validation;

public sealed class ReachRuleTests
{
    private const string Third = "$.dialogs[0].interactions[2]";

    [TestCase("{ 'type': 'statement', 'message': 'Bye.', 'next': 'end' }")]
    [TestCase("{ 'type': 'statement', 'message': 'Bye.', 'next': 'closeConversation' }")]
    [TestCase("{ 'type': 'statement', 'message': 'Bye.', 'next': { 'dialog': 'Hello' } }")]
    [TestCase("{ 'type': 'question', 'name': 'Q', 'message': 'Well?', 'rules': [ { 'next': 'end' } ] }")]
    [TestCase("{ 'type': 'question', 'name': 'Q', 'message': 'Well?', 'next': 'end' }")]
    [TestCase("{ 'type': 'escalation', 'skillId': '1', 'next': 'end', 'rules': [ { 'when': { 'result': 'failure' }, 'next': 'end' } ] }")]
    public void An_interaction_that_nothing_leads_to_is_warned_of(string before)
    {
        Diagnostic warning = Definition.HasOneWarning(Definition.Bot($"{before}, {{ 'type': 'statement', 'name': 'Afterthought', 'message': 'Never.' }}"), DiagnosticCodes.UnreachableInteraction, Third);
        Assert.That(warning.Message, Does.Contain("Afterthought"));
    }

    [Test]
    public void Of_several_unreachable_interactions_in_a_row_the_first_one_is_told() =>
        Definition.HasOneWarning(
            Definition.Bot("{ 'type': 'statement', 'message': 'Bye.', 'next': 'end' }, { 'type': 'statement', 'message': 'A' }, { 'type': 'statement', 'message': 'B' }"),
            DiagnosticCodes.UnreachableInteraction, Third);

    [TestCase("{ 'type': 'statement', 'message': 'Bye.', 'next': 'end', 'enabled': false }")]
    [TestCase("{ 'type': 'question', 'name': 'Q', 'message': 'Well?', 'rules': [ { 'when': { 'pattern': 'a' }, 'next': 'end' }, { 'when': { 'noMatch': true } } ] }")]
    [TestCase("{ 'type': 'question', 'name': 'Q', 'message': 'Well?', 'rules': [ { 'next': { 'goTo': 'Afterthought' } } ] }")]
    [TestCase("{ 'type': 'escalation', 'skillId': '1', 'rules': [ { 'when': { 'result': 'failure' }, 'next': 'end' } ] }")]
    [TestCase("{ 'type': 'statement', 'message': 'Bye.', 'next': 'end', 'scripts': { 'postProcess': 'x' } }")]
    public void An_interaction_that_something_leads_to_is_fine(string before) =>
        Definition.HasNoWarning(Definition.Bot($"{before}, {{ 'type': 'statement', 'name': 'Afterthought', 'message': 'Hi.' }}"), DiagnosticCodes.UnreachableInteraction);

    [Test]
    public void A_disabled_interaction_may_be_unreachable() =>
        Definition.HasNoWarning(
            Definition.Bot("{ 'type': 'statement', 'message': 'Bye.', 'next': 'end' }, { 'type': 'statement', 'message': 'A', 'enabled': false }"), DiagnosticCodes.UnreachableInteraction);

    [TestCase("{ 'name': 'Lost', 'interactions': [ { 'type': 'statement', 'message': 'Hi.' } ] }")]
    [TestCase("{ 'name': 'Lost', 'interactions': [ { 'type': 'dialogStarter' }, { 'type': 'statement', 'name': 'Own', 'message': 'Hi.' }, { 'type': 'question', 'name': 'Q', 'message': '?', 'next': { 'goTo': 'Own' } } ] }")]
    public void A_dialog_that_nothing_starts_is_warned_of(string dialog) =>
        Definition.HasOneWarning($"{{ 'name': 'Test', 'dialogs': [ {dialog} ] }}", DiagnosticCodes.DialogNeverStarts, "$.dialogs[0]");

    [TestCase("{ 'name': 'D', 'kind': 'fallback', 'interactions': [ { 'type': 'statement', 'message': 'Pardon?' } ] }")]
    [TestCase("{ 'name': 'D', 'enabled': false, 'interactions': [ { 'type': 'statement', 'message': 'Hi.' } ] }")]
    [TestCase("{ 'name': 'D', 'interactions': [ { 'type': 'dialogStarter', 'intents': [ 'greet' ] } ] }")]
    [TestCase("{ 'name': 'D' }, { 'name': 'E', 'kind': 'fallback', 'interactions': [ { 'type': 'statement', 'message': 'Hi.', 'next': { 'dialog': 'D' } } ] }")]
    public void A_dialog_that_something_starts_is_fine(string dialogs) =>
        Definition.HasNoWarning($"{{ 'name': 'Test', 'dialogs': [ {dialogs} ] }}", DiagnosticCodes.DialogNeverStarts);

    [TestCase("{ 'type': 'statement', 'name': 'A', 'message': 'A', 'next': { 'goTo': 'A' } }", 1)]
    [TestCase("{ 'type': 'statement', 'name': 'A', 'message': 'A' }, { 'type': 'statement', 'message': 'B', 'next': { 'goTo': 'A' } }", 1)]
    [TestCase("{ 'type': 'statement', 'message': 'A', 'next': { 'dialog': 'Hello' } }", 0)]
    public void Statements_that_lead_to_one_another_for_ever_are_warned_of(string interactions, int position) =>
        Definition.HasOneWarning(Definition.Bot(interactions), DiagnosticCodes.EndlessLoop, $"$.dialogs[0].interactions[{position}]");

    [Test]
    public void A_loop_through_a_question_is_fine() =>
        Definition.HasNoWarning(
            Definition.Bot("{ 'type': 'question', 'name': 'A', 'message': 'A?' }, { 'type': 'statement', 'message': 'B', 'next': { 'goTo': 'A' } }"), DiagnosticCodes.EndlessLoop);
}
