using ConversationInteractions.Definitions;

namespace ConversationInteractions.Core.Tests.Definitions.Validation;

public sealed class UploadRuleTests
{
    private const string Integrations = "'integrations': [ { 'name': 'docs', 'type': 'file' }, { 'name': 'balance', 'type': 'custom', 'kind': 'x' } ],";

    private const string Follower = "{ 'type': 'integration', 'name': 'Store', 'integration': 'docs' }";

    private static string Upload(string more, string follower = Follower, string rest = "") =>
        Definition.Bot($"{{ 'type': 'fileUpload', 'name': 'Ask file', 'message': 'Your file?', 'acceptedTypes': [ 'pdf' ] {more} }}, {follower} {rest}", Integrations);

    [Test]
    public void An_upload_with_its_file_integration_is_fine()
    {
        Definition.Valid(Upload(", 'rules': [ { 'when': { 'pattern': 'again' }, 'next': 'current' }, { 'when': { 'intent': 'stop' }, 'next': 'end' } ]"));
    }

    [TestCase("{ 'type': 'statement', 'message': 'Thanks.' }", "The file upload is not followed at once by an integration of type 'file'.")]
    [TestCase("{ 'type': 'integration', 'integration': 'balance' }", "The file upload is followed by the integration 'balance', which is not of type 'file'.")]
    public void An_upload_is_followed_by_a_file_integration(string follower, string message)
    {
        Assert.That(Definition.HasOneError(Upload("", follower), DiagnosticCodes.UploadNotFollowed, "$.dialogs[0].interactions[1]").Message, Is.EqualTo(message));
    }

    [Test]
    public void An_upload_is_not_the_last_interaction() =>
        Definition.HasOneError(Definition.Bot("{ 'type': 'fileUpload', 'name': 'F', 'acceptedTypes': [ 'pdf' ] }"), DiagnosticCodes.UploadNotFollowed, "$.dialogs[0].interactions[1]");

    [Test]
    public void An_upload_that_is_followed_by_an_unknown_integration_gives_one_error() =>
        Definition.HasOneError(Upload("", "{ 'type': 'integration', 'integration': 'doks' }"), DiagnosticCodes.UnknownIntegration, "$.dialogs[0].interactions[2].integration");

    [Test]
    public void A_disabled_file_integration_makes_every_upload_fail() =>
        Definition.HasOneWarning(Upload("", "{ 'type': 'integration', 'integration': 'docs', 'enabled': false }"), DiagnosticCodes.UploadCallDisabled, "$.dialogs[0].interactions[2].enabled");

    [Test]
    public void A_file_integration_needs_an_upload_directly_before_it() =>
        Definition.HasOneError(
            Upload("", Follower, ", { 'type': 'statement', 'message': 'And now:' }, { 'type': 'integration', 'integration': 'docs' }"),
            DiagnosticCodes.FileCallWithoutUpload, "$.dialogs[0].interactions[4].integration");

    [Test]
    public void Nothing_jumps_to_a_file_integration() =>
        Definition.HasOneError(Upload("", Follower, ", { 'type': 'statement', 'message': 'Hi.', 'next': { 'goTo': 'Store' } }"), DiagnosticCodes.JumpToFileCall, "$.dialogs[0].interactions[3].next.goTo");

    [TestCase("{ 'when': { 'pattern': 'skip' }, 'next': 'next' }", ".next")]
    [TestCase("{ 'when': { 'pattern': 'skip' } }", "")]
    public void No_rule_of_an_upload_leads_to_the_file_integration(string rule, string path) =>
        Definition.HasOneError(Upload($", 'rules': [ {rule} ]"), DiagnosticCodes.JumpToFileCall, $"$.dialogs[0].interactions[1].rules[0]{path}");

    [TestCase("'end'")]
    [TestCase("{ 'goTo': 'Ask file' }")]
    public void The_next_action_of_an_upload_is_next(string next) =>
        Definition.HasOneError(Upload($", 'next': {next}"), DiagnosticCodes.UploadNextNotNext, "$.dialogs[0].interactions[1].next");

    [Test]
    public void An_upload_judges_typed_texts_and_no_results() =>
        Definition.HasOneError(Upload(", 'rules': [ { 'when': { 'result': 'failure' }, 'next': 'end' } ]"), DiagnosticCodes.TestDoesNotFit, "$.dialogs[0].interactions[1].rules[0].when.result");

    [Test]
    public void An_accepted_type_is_known_in_any_case_and_with_a_dot()
    {
        Definition.Valid(Upload("").Replace("'pdf'", "'PDF', '.jpg', 'Docx'", StringComparison.Ordinal));
        Diagnostic error = Definition.HasOneError(Upload("").Replace("'pdf'", "'pdf', 'docxx'", StringComparison.Ordinal), DiagnosticCodes.UnknownFileType, "$.dialogs[0].interactions[1].acceptedTypes[1]");
        Assert.That(error.Hint, Is.EqualTo("Did you mean 'docx'?"));
    }

    [Test]
    public void At_least_one_type_is_accepted() =>
        Definition.HasOneError(Upload("").Replace("[ 'pdf' ]", "[]", StringComparison.Ordinal), DiagnosticCodes.EmptyList, "$.dialogs[0].interactions[1].acceptedTypes");
}
