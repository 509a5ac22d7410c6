using ConversationInteractions.Definitions;

namespace ConversationInteractions.Core.Tests.Definitions.Validation;

public sealed class CallRuleTests
{
    private static string Call(string integration, string rules = "") =>
        Definition.Bot($"{{ 'type': 'integration', 'integration': 'x', 'rules': [ {rules} ] }}", $"'integrations': [ {{ 'name': 'x', {integration} }} ],");

    [TestCase("https://bank.example/balance")]
    [TestCase("HTTP://bank.example")]
    [TestCase("http://localhost:8080/a?b=c")]
    [TestCase("https://{$env.host}/balance")]
    [TestCase("https://bank.example:{$env.port}/accounts/{$userMessage}")]
    [TestCase("{$env.base}/balance")]
    public void An_address_is_absolute_or_begins_with_a_reference(string url)
    {
        Definition.Valid(Call($"'type': 'api', 'url': '{url}'"));
    }

    [TestCase("/balance")]
    [TestCase("bank.example/balance")]
    [TestCase("ftp://bank.example/balance")]
    [TestCase("file:///etc/passwd")]
    [TestCase("https://")]
    [TestCase("http:/bank.example")]
    [TestCase("https://bank example/balance")]
    [TestCase("path/{$userMessage}")]
    public void Any_other_address_is_refused(string url)
    {
        Diagnostic error = Definition.HasOneError(Call($"'type': 'api', 'url': '{url}'"), DiagnosticCodes.BadUrl, "$.integrations[0].url");
        Assert.That(error.Message, Does.Contain(url));
    }

    [Test]
    public void The_address_of_an_HTTP_share_is_checked_too()
    {
        string bot = Definition.Bot(
            "{ 'type': 'fileUpload', 'name': 'F', 'acceptedTypes': [ 'pdf' ] }, { 'type': 'integration', 'integration': 'x' }", "'integrations': [ { 'name': 'x', 'type': 'file', 'url': 'files.example' } ],");
        Definition.HasOneError(bot, DiagnosticCodes.BadUrl, "$.integrations[0].url");
    }

    [TestCase("'method': 'FETCH'", DiagnosticCodes.UnknownWord, "method")]
    [TestCase("'method': 'get'", DiagnosticCodes.UnknownWord, "method")]
    [TestCase("'retries': 11", DiagnosticCodes.OutOfRange, "retries")]
    [TestCase("'retries': -1", DiagnosticCodes.OutOfRange, "retries")]
    [TestCase("'timeout': '00:00:00'", DiagnosticCodes.OutOfRange, "timeout")]
    [TestCase("'timeout': '01:00:00.0000001'", DiagnosticCodes.OutOfRange, "timeout")]
    [TestCase("'successCodes': [ 200, 600 ]", DiagnosticCodes.OutOfRange, "successCodes[1]")]
    [TestCase("'successCodes': []", DiagnosticCodes.EmptyList, "successCodes")]
    [TestCase("'headers': { 'X Key': 'a' }", DiagnosticCodes.BadHeaderName, "headers['X Key']")]
    [TestCase("'headers': { 'X:Key': 'a' }", DiagnosticCodes.BadHeaderName, "headers['X:Key']")]
    [TestCase("'fields': { 'amount': '$.account..balance' }", DiagnosticCodes.BadPath, "fields.amount")]
    [TestCase("'fields': { 'amount': 'account.balance' }", DiagnosticCodes.BadPath, "fields.amount")]
    public void What_a_request_is_made_of_is_checked(string property, string code, string path) =>
        Definition.HasOneError(Call($"'type': 'api', 'url': 'https://bank.example', {property}"), code, $"$.integrations[0].{path}");

    [TestCase("https://bank.example")]
    [TestCase("bank.example/accounts")]
    [TestCase("bank.*.example")]
    public void An_allowed_host_is_a_host(string host) =>
        Definition.HasOneError($"{{ 'name': 'Test', 'settings': {{ 'allowedHosts': [ 'a.example', '*.b.example', 'c.example:8443', '[::1]', '{host}' ] }} }}", DiagnosticCodes.BadAllowedHost, "$.settings.allowedHosts[4]");

    [Test]
    public void An_API_call_without_a_rule_for_its_failure_is_warned_of() =>
        Definition.HasOneWarning(Call("'type': 'api', 'url': 'https://bank.example'", "{ 'when': { 'result': 'success' } }"), DiagnosticCodes.UnhandledFailure, "$.dialogs[0].interactions[1]");

    [TestCase("'type': 'api', 'url': 'https://bank.example'", "{ 'when': { 'result': 'failure' }, 'next': 'end' }")]
    [TestCase("'type': 'api', 'url': 'https://bank.example'", "{ 'next': 'end' }")]
    [TestCase("'type': 'custom', 'kind': 'email'", "")]
    public void Handled_failures_and_other_calls_are_not_warned_of(string integration, string rules) =>
        Definition.HasNoWarning(Call(integration, rules), DiagnosticCodes.UnhandledFailure);

    [Test]
    public void An_integration_that_nothing_calls_is_warned_of() =>
        Definition.HasOneWarning("{ 'name': 'Test', 'integrations': [ { 'name': 'x', 'type': 'file' } ] }", DiagnosticCodes.UnusedIntegration, "$.integrations[0]");

    [TestCase("{ 'type': 'escalation', 'skillId': 'sales' }", "", "$.dialogs[0].interactions[1].skillId")]
    [TestCase("{ 'type': 'integration', 'integration': 'x' }", "'integrations': [ { 'name': 'x', 'type': 'agentEscalation', 'skillId': 'sales' } ],", "$.integrations[0].skillId")]
    [TestCase("{ 'type': 'statement', 'message': 'Hi.' }", "'settings': { 'escalation': { 'fallbackSkillId': 'sales' } },", "$.settings.escalation.fallbackSkillId")]
    public void A_skill_that_is_no_number_is_warned_of(string interaction, string more, string path) =>
        Definition.HasOneWarning(Definition.Bot(interaction, more), DiagnosticCodes.SkillNotNumeric, path);

    [TestCase("1001")]
    [TestCase("{$botContext.skill}")]
    public void A_number_or_template_is_a_skill(string skill) =>
        Definition.HasNoWarning(Definition.Bot($"{{ 'type': 'escalation', 'skillId': '{skill}' }}"), DiagnosticCodes.SkillNotNumeric);

    [TestCase("'veryGood': 0.5", "veryGood")]
    [TestCase("'fair': 0.6", "fair")]
    [TestCase("'good': 0.9", "good")]
    [TestCase("'fairPlus': 0.8", "fairPlus")]
    public void Intent_thresholds_descend(string threshold, string path) =>
        Definition.HasOneError($"{{ 'name': 'Test', 'settings': {{ 'intentThresholds': {{ {threshold} }} }} }}", DiagnosticCodes.ThresholdOrder, $"$.settings.intentThresholds.{path}");
}
