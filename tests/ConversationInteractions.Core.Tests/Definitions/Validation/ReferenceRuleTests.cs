using ConversationInteractions.Definitions;

namespace ConversationInteractions.Core.Tests.Definitions.Validation;

public sealed class ReferenceRuleTests
{
    private const string Message = "$.dialogs[0].interactions[1].message";

    private const string Integrations =
        "'integrations': [ { 'name': 'balance', 'type': 'custom', 'kind': 'x', 'responseVariable': 'account', 'fields': { 'amount': '$.amount' } } ],";

    private static string Say(string message, string more = "") =>
        Definition.Bot($"{{ 'type': 'statement', 'message': '{message}' }}, {{ 'type': 'integration', 'integration': 'balance' }}", Integrations + more);

    [Test]
    public void A_variable_that_is_set_nowhere_is_warned_of_once()
    {
        Diagnostic warning = Definition.HasOneWarning(
            Say("{$botContext.teir}, {$botContext.teir}", "'variables': { 'tier': 'gold' },"), DiagnosticCodes.UnknownVariable, Message);
        Assert.That((warning.Message, warning.Hint), Is.EqualTo(("The variable 'teir' is set nowhere, so it is always empty.", "Did you mean 'tier'?")));
    }

    [Test]
    public void A_variable_in_a_condition_is_looked_for_too() =>
        Definition.HasOneWarning(
            Definition.Question("{ 'when': { 'variables': [ { 'name': 'tier', 'equals': 'gold' } ] } }"), DiagnosticCodes.UnknownVariable, "$.dialogs[0].interactions[1].rules[0].when.variables[0].name");

    [TestCase("{$botContext.skipPreviousDialog}", "")]
    [TestCase("{$botContext.api_balanceStatus}", "")]
    [TestCase("{$botContext.slot.size}", "")]
    [TestCase("{$botContext.balance.amount}", "")]
    [TestCase("{$botContext.pin}", "'settings': { 'sensitive': [ 'pin' ] },")]
    [TestCase("{$botContext.anything}", "'globalScript': 'x',")]
    [TestCase("{$context.customers.tier}", "")]
    [TestCase("{$location.city}", "")]
    [TestCase("{{$botContext.nothing}}", "")]
    public void What_may_have_a_value_is_not_warned_of(string message, string more) =>
        Definition.HasNoWarning(Say(message, more), DiagnosticCodes.UnknownVariable);

    [Test]
    public void A_variable_that_a_rule_sets_is_known()
    {
        Definition.HasNoWarning(Definition.Question("{ 'set': { 'tier': '{$userMessage}' }, 'message': '{$botContext.tier}' }"), DiagnosticCodes.UnknownVariable);
        Definition.HasOneWarning(
            Definition.Question("{ 'set': { 'tier': '{$userMessage}' }, 'scope': 'context.customers', 'message': '{$botContext.tier}' }"),
            DiagnosticCodes.UnknownVariable, "$.dialogs[0].interactions[1].rules[0].message");
    }

    [Test]
    public void An_environment_value_that_is_not_listed_is_warned_of()
    {
        Diagnostic warning = Definition.HasOneWarning(Say("{$env.brant}", "'environment': { 'brand': 'Contoso' },"), DiagnosticCodes.UnknownEnvironmentValue, Message);
        Assert.That(warning.Hint, Is.EqualTo("Did you mean 'brand'?"));
    }

    [TestCase("{balance.amont}")]
    [TestCase("{account.amont}")]
    [TestCase("{balance.amont.count}")]
    public void A_field_that_its_integration_lacks_is_warned_of(string message)
    {
        Diagnostic warning = Definition.HasOneWarning(Say(message), DiagnosticCodes.UnknownField, Message);
        Assert.That(warning.Hint, Is.EqualTo("Did you mean 'amount'?"));
    }

    [TestCase("{balance.amount}")]
    [TestCase("{account.amount.count}")]
    [TestCase("{$.api_account.any.thing}")]
    public void Fields_and_bodies_that_are_there_are_not_warned_of(string message)
    {
        Definition.HasNoWarning(Say(message), DiagnosticCodes.UnknownField);
        Definition.HasNoWarning(Say(message), DiagnosticCodes.NoReference);
    }

    [Test]
    public void The_body_of_an_unknown_response_variable_is_warned_of() =>
        Definition.HasOneWarning(Say("{$.api_acount.total}"), DiagnosticCodes.UnknownField, Message);

    [TestCase("{$userMesage}", "Did you mean '{$userMessage}'?")]
    [TestCase("{blance.amount}", "Did you mean '{balance.amount}'?")]
    [TestCase("{$.api_account..total}", "Double the braces if that is meant.")]
    public void A_text_in_braces_that_was_meant_as_a_reference_is_warned_of(string message, string hint)
    {
        Assert.That(Definition.HasOneWarning(Say(message), DiagnosticCodes.NoReference, Message).Hint, Is.EqualTo(hint));
    }

    [TestCase("{name}")]
    [TestCase("{ }")]
    [TestCase("{{$userMesage}}")]
    [TestCase("only {$5.00}")]
    [TestCase("{www.shop}")]
    [TestCase("{$userMessage")]
    public void Other_texts_in_braces_are_fine(string message) =>
        Definition.HasNoWarning(Say(message), DiagnosticCodes.NoReference);

    [Test]
    public void Texts_inside_of_payloads_and_bodies_are_templates_too() =>
        Definition.HasOneWarning(
            Definition.Bot("{ 'type': 'statement', 'payload': { 'a': [ 1, '{$botContext.nothing}' ] } }"), DiagnosticCodes.UnknownVariable, "$.dialogs[0].interactions[1].payload.a[1]");

    [TestCase("'globalScript': 'x',", "", "$.globalScript")]
    [TestCase("'integrations': [ { 'name': 'x', 'type': 'custom', 'kind': 'x', 'transform': 'x' } ],", "", "$.integrations[0].transform")]
    [TestCase("", ", 'scripts': { 'preProcess': 'x' }", "$.dialogs[0].interactions[1].scripts")]
    public void Scripts_need_an_engine(string bot, string interaction, string path) =>
        Definition.HasOneWarning(Definition.Bot($"{{ 'type': 'statement', 'message': 'Hi.' {interaction} }}", bot), DiagnosticCodes.NeedsScriptEngine, path);

    [TestCase("LP_CLOSEDIALOG")]
    [TestCase(" LP_CLOSECONVERSATION ")]
    public void A_closing_text_is_said_as_it_is_unless_the_setting_is_on(string text)
    {
        Definition.HasOneWarning(Say(text), DiagnosticCodes.CloseTextIsSaid, Message);
        Definition.HasNoWarning(Say(text, "'settings': { 'closeTexts': true },"), DiagnosticCodes.CloseTextIsSaid);
    }
}
