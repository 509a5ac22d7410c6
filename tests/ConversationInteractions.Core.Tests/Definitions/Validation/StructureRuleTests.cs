using ConversationInteractions.Definitions;

namespace ConversationInteractions.Core.Tests.Definitions.Validation;

public sealed class StructureRuleTests
{
    private const string SecondInteraction = "$.dialogs[0].interactions[1]";

    private const string Hello = "{ 'name': 'Hello', 'interactions': [ { 'type': 'dialogStarter', 'patterns': [ 'hello' ] }, { 'type': 'statement', 'name': 'Greet', 'message': 'Hi.' } ] }";

    [Test]
    public void Names_of_dialogs_are_unique()
    {
        Diagnostic error = Definition.HasOneError($"{{ 'name': 'Test', 'dialogs': [ {{ 'name': 'A' }}, {{ 'name': 'A' }} ] }}", DiagnosticCodes.DuplicateName, "$.dialogs[1].name");
        Assert.That(error.Message, Is.EqualTo("There is another dialog named 'A', at $.dialogs[0]."));
    }

    [Test]
    public void Names_of_interactions_are_unique_in_the_whole_bot() =>
        Definition.HasOneError(
            $"{{ 'name': 'Test', 'dialogs': [ {Hello}, {Hello.Replace("Hello", "Bye", StringComparison.Ordinal).Replace("hello", "bye", StringComparison.Ordinal)} ] }}",
            DiagnosticCodes.DuplicateName, "$.dialogs[1].interactions[1].name");

    [Test]
    public void Names_of_integrations_are_unique() =>
        Definition.HasOneError(
            "{ 'name': 'Test', 'integrations': [ { 'name': 'a', 'type': 'custom', 'kind': 'email' }, { 'name': 'a', 'type': 'file' } ] }",
            DiagnosticCodes.DuplicateName, "$.integrations[1].name");

    [Test]
    public void A_name_is_not_the_address_of_an_interaction_without_one()
    {
        Diagnostic error = Definition.HasOneError(
            Definition.Bot("{ 'type': 'statement', 'message': 'Hi.' }, { 'type': 'statement', 'name': 'Hello#2', 'message': 'Hi.' }"),
            DiagnosticCodes.DuplicateName, "$.dialogs[0].interactions[2].name");
        Assert.That(error.Message, Does.Contain("$.dialogs[0].interactions[1]"));
    }

    [Test]
    public void A_starter_comes_first()
    {
        Diagnostic error = Definition.HasOneError(
            "{ 'name': 'Test', 'dialogs': [ { 'name': 'A', 'interactions': [ { 'type': 'statement', 'message': 'Hi.' }, { 'type': 'dialogStarter', 'patterns': [ 'hi' ] } ] } ] }",
            DiagnosticCodes.StarterNotFirst, SecondInteraction);
        Assert.That(error.Message, Is.EqualTo("A dialog starter must be the first interaction of its dialog."));
    }

    [Test]
    public void There_is_no_second_starter()
    {
        Diagnostic error = Definition.HasOneError(Definition.Bot("{ 'type': 'dialogStarter', 'patterns': [ 'hi' ] }"), DiagnosticCodes.StarterNotFirst, SecondInteraction);
        Assert.That(error.Message, Is.EqualTo("The dialog 'Hello' has a second dialog starter."));
    }

    [TestCase("fallback")]
    [TestCase("disambiguation")]
    [TestCase("autoEscalation")]
    public void There_is_at_most_one_dialog_of_each_special_kind(string kind) =>
        Definition.HasOneError($"{{ 'name': 'Test', 'dialogs': [ {{ 'name': 'A', 'kind': '{kind}' }}, {{ 'name': 'B', 'kind': '{kind}' }} ] }}", DiagnosticCodes.SecondDialogOfKind, "$.dialogs[1].kind");

    [Test]
    public void A_fallback_dialog_needs_no_starter() =>
        Definition.HasOneWarning(
            "{ 'name': 'Test', 'dialogs': [ { 'name': 'A', 'kind': 'fallback', 'interactions': [ { 'type': 'dialogStarter', 'patterns': [ 'hi' ] }, { 'type': 'statement', 'message': 'Pardon?' } ] } ] }",
            DiagnosticCodes.FallbackWithStarter, "$.dialogs[0].interactions[0]");

    [Test]
    public void A_jump_names_an_existing_interaction()
    {
        Diagnostic error = Definition.HasOneError(
            Definition.Bot("{ 'type': 'statement', 'name': 'Farewell', 'message': 'Bye.', 'next': { 'goTo': 'Farewel' } }"), DiagnosticCodes.UnknownInteraction, $"{SecondInteraction}.next.goTo");
        Assert.That((error.Message, error.Hint), Is.EqualTo(("There is no interaction named 'Farewel'.", "Did you mean 'Farewell'?")));
    }

    [Test]
    public void A_jump_to_the_name_of_a_dialog_is_refused_with_the_right_word()
    {
        Diagnostic error = Definition.HasOneError(
            Definition.Bot("{ 'type': 'statement', 'message': 'Bye.', 'next': { 'goTo': 'Hello' } }"), DiagnosticCodes.UnknownInteraction, $"{SecondInteraction}.next.goTo");
        Assert.That(error.Hint, Does.Contain("\"dialog\""));
    }

    [Test]
    public void A_jump_may_name_the_position_of_an_interaction_without_a_name()
    {
        Definition.Valid(Definition.Bot("{ 'type': 'question', 'name': 'Ask', 'message': 'Well?', 'next': { 'goTo': 'Hello#3' } }, { 'type': 'statement', 'message': 'Bye.' }"));
        Definition.HasOneError(Definition.Bot("{ 'type': 'statement', 'message': 'Hi.', 'next': { 'goTo': 'Hello#3' } }"), DiagnosticCodes.UnknownInteraction, $"{SecondInteraction}.next.goTo");
    }

    [Test]
    public void A_jump_names_an_existing_dialog()
    {
        Diagnostic error = Definition.HasOneError(
            Definition.Bot("{ 'type': 'statement', 'message': 'Bye.', 'next': { 'dialog': 'Helo' } }"), DiagnosticCodes.UnknownDialog, $"{SecondInteraction}.next.dialog");
        Assert.That(error.Hint, Is.EqualTo("Did you mean 'Hello'?"));
    }

    [Test]
    public void The_jumps_of_rules_are_checked_too() =>
        Definition.HasOneError(Definition.Question("{ 'next': { 'goTo': 'Nowhere' } }"), DiagnosticCodes.UnknownInteraction, $"{SecondInteraction}.rules[0].next.goTo");

    [Test]
    public void The_jumps_of_an_interaction_of_unknown_type_are_checked_too()
    {
        IReadOnlyList<Diagnostic> errors = Definition.Errors(Definition.Bot("{ 'type': 'qestion', 'message': 'Well?', 'rules': [ { 'next': { 'goTo': 'Nowhere' } }, { 'next': 'current' } ] }"));
        Assert.That(errors.Select(error => error.Code), Is.EqualTo(new[] { DiagnosticCodes.UnknownWord, DiagnosticCodes.UnknownInteraction }));
    }

    [TestCase("{ 'type': 'statement', 'message': 'Hi.', 'next': 'current' }", "next")]
    [TestCase("{ 'type': 'question', 'name': 'Q', 'message': 'Hi.', 'next': 'current' }", "next")]
    [TestCase("{ 'type': 'escalation', 'skillId': '1', 'rules': [ { 'next': 'current' } ] }", "rules[0].next")]
    public void Only_rules_that_judge_answers_may_repeat(string interaction, string path) =>
        Definition.HasOneError(Definition.Bot(interaction), DiagnosticCodes.CurrentNotAllowed, $"{SecondInteraction}.{path}");

    [Test]
    public void A_call_names_an_existing_integration()
    {
        Diagnostic error = Definition.HasOneError(
            Definition.Bot("{ 'type': 'integration', 'integration': 'balanc' }", "'integrations': [ { 'name': 'balance', 'type': 'custom', 'kind': 'x' } ],"),
            DiagnosticCodes.UnknownIntegration, $"{SecondInteraction}.integration");
        Assert.That(error.Hint, Is.EqualTo("Did you mean 'balance'?"));
    }

    [Test]
    public void A_name_that_was_misspelt_in_its_definition_gives_no_further_errors_where_it_is_used()
    {
        // The integration cannot be read, but its name can.
        IReadOnlyList<Diagnostic> errors = Definition.Errors(Definition.Bot(
            "{ 'type': 'fileUpload', 'name': 'F', 'acceptedTypes': [ 'pdf' ] }, { 'type': 'integration', 'integration': 'docs' }", "'integrations': [ { 'name': 'docs', 'type': 'fil' } ],"));
        Assert.That(errors.Select(error => error.Code), Is.EqualTo(new[] { DiagnosticCodes.UnknownWord }));
    }
}
