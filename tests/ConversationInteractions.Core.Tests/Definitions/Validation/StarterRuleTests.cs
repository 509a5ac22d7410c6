using ConversationInteractions.Definitions;

namespace ConversationInteractions.Core.Tests.Definitions.Validation;

public sealed class StarterRuleTests
{
    private static string Bot(params string[] starters) =>
        $"{{ 'name': 'Test', 'dialogs': [ {string.Join(", ", starters.Select((starter, i) => $"{{ 'name': 'D{i}', 'interactions': [ {{ 'type': 'dialogStarter', {starter} }}, {{ 'type': 'statement', 'message': 'Hi.' }} ] }}"))} ] }}";

    [Test]
    public void A_pattern_at_several_starters_is_warned_of_at_the_later_one()
    {
        Diagnostic warning = Definition.HasOneWarning(
            Bot("'patterns': [ 'hello' ]", "'patterns': [ 'welcome', ' Hello ' ]"), DiagnosticCodes.DuplicatePattern, "$.dialogs[1].interactions[0].patterns[1]");
        Assert.That(warning.Message, Does.Contain("'D0'"));
    }

    [Test]
    public void A_pattern_written_twice_at_one_starter_is_warned_of() =>
        Definition.HasOneWarning(Bot("'patterns': [ 'hello', 'hello' ]"), DiagnosticCodes.DuplicatePattern, "$.dialogs[0].interactions[0].patterns[1]");

    [Test]
    public void A_pattern_may_stand_again_behind_one_with_excludes() =>
        Definition.HasNoWarning(Bot("'patterns': [ '*order*' ], 'excludes': [ 'cancel' ]", "'patterns': [ '*order*' ]"), DiagnosticCodes.DuplicatePattern);

    [Test]
    public void The_patterns_of_a_disabled_dialog_do_not_count() =>
        Definition.HasNoWarning(
            Bot("'patterns': [ 'hello' ]", "'patterns': [ 'hello' ]").Replace("'name': 'D0'", "'name': 'D0', 'enabled': false", StringComparison.Ordinal), DiagnosticCodes.DuplicatePattern);

    [TestCase("*agent*")]
    [TestCase("*")]
    [TestCase("(human|*agent*)")]
    public void A_wildcard_that_catches_a_failed_transfer_is_warned_of(string pattern)
    {
        Diagnostic warning = Definition.HasOneWarning(Bot($"'patterns': [ '{pattern}' ]"), DiagnosticCodes.PatternCatchesEvent, "$.dialogs[0].interactions[0].patterns[0]");
        Assert.That(warning.Message, Does.Contain(pattern).And.Contain("__agent_escalation_failed__"));
    }

    [Test]
    public void A_wildcard_behind_the_starter_of_the_event_is_fine() =>
        Definition.HasNoWarning(Bot("'patterns': [ '__agent_escalation_failed__' ]", "'patterns': [ '*agent*' ]"), DiagnosticCodes.PatternCatchesEvent);

    [TestCase("'patterns': [ '*agent*' ], 'excludes': [ '__agent_escalation_failed__' ]")]
    [TestCase("'patterns': [ '__agent_*' ]")]
    [TestCase("'patterns': [ 'agent*', '*help*', 'talk to (an agent|a human)*' ]")]
    public void A_wildcard_that_is_meant_or_cannot_match_is_fine(string starter) =>
        Definition.HasNoWarning(Bot(starter), DiagnosticCodes.PatternCatchesEvent);

    [Test]
    public void A_wildcard_that_catches_the_outcome_of_an_upload_is_warned_of()
    {
        string bot = "{ 'name': 'Test', 'integrations': [ { 'name': 'docs', 'type': 'file' } ], 'dialogs': [ { 'name': 'D', 'interactions': ["
            + "{ 'type': 'dialogStarter', 'patterns': [ '*receipt*' ] }, { 'type': 'fileUpload', 'name': 'F', 'acceptedTypes': [ 'pdf' ], 'successMessage': 'We have the receipt.' },"
            + "{ 'type': 'integration', 'integration': 'docs' } ] } ] }";
        Diagnostic warning = Definition.HasOneWarning(bot, DiagnosticCodes.PatternCatchesEvent, "$.dialogs[0].interactions[0].patterns[0]");
        Assert.That(warning.Message, Does.Contain("file_upload_success:We have the receipt."));
    }
}
