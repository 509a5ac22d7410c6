using ConversationInteractions.Definitions;

namespace ConversationInteractions.Core.Tests.Definitions.Validation;

public sealed class ConditionRuleTests
{
    private const string When = "$.dialogs[0].interactions[1].rules[0].when";

    [TestCase("{ 'result': 'success' }", "result")]
    public void A_question_has_no_result(string when, string word) =>
        Definition.HasOneError(Definition.Question($"{{ 'when': {when} }}"), DiagnosticCodes.TestDoesNotFit, $"{When}.{word}");

    [TestCase("{ 'pattern': 'yes' }", "pattern")]
    [TestCase("{ 'pattern': [ 'yes', 'yah' ] }", "pattern")]
    [TestCase("{ 'regex': 'yes' }", "regex")]
    [TestCase("{ 'equals': 'yes' }", "equals")]
    [TestCase("{ 'choice': 'yes' }", "choice")]
    [TestCase("{ 'intent': 'yes' }", "intent")]
    [TestCase("{ 'noMatch': true }", "noMatch")]
    public void A_call_or_transfer_has_no_answer(string when, string word)
    {
        Definition.HasOneError(Definition.Bot($"{{ 'type': 'escalation', 'skillId': '1', 'rules': [ {{ 'when': {when} }} ] }}"), DiagnosticCodes.TestDoesNotFit, $"{When}.{word}");
        Definition.HasOneError(
            Definition.Bot($"{{ 'type': 'integration', 'integration': 'mail', 'rules': [ {{ 'when': {when} }} ] }}", "'integrations': [ { 'name': 'mail', 'type': 'custom', 'kind': 'email' } ],"),
            DiagnosticCodes.TestDoesNotFit, $"{When}.{word}");
    }

    [TestCase("success")]
    [TestCase("failure")]
    [TestCase("unknown")]
    public void A_call_has_each_result(string result) =>
        Definition.Valid(Definition.Bot(
            $"{{ 'type': 'integration', 'integration': 'mail', 'rules': [ {{ 'when': {{ 'result': '{result}' }} }} ] }}", "'integrations': [ { 'name': 'mail', 'type': 'custom', 'kind': 'email' } ],"));

    [Test]
    public void A_condition_has_at_most_one_test()
    {
        Diagnostic error = Definition.HasOneError(Definition.Question("{ 'when': { 'pattern': 'a', 'equals': 'a' } }"), DiagnosticCodes.ConflictingProperties, When);
        Assert.That(error.Message, Is.EqualTo("The condition has 'pattern' and 'equals', which exclude one another."));
    }

    [TestCase("{ 'name': 'x' }", DiagnosticCodes.MissingOneOf, "")]
    [TestCase("{ 'name': 'x', 'equals': '1', 'lessThan': '2' }", DiagnosticCodes.ConflictingProperties, "")]
    [TestCase("{ 'equals': '1' }", DiagnosticCodes.MissingProperty, "")]
    [TestCase("{ 'name': 'x', 'exists': 'yes' }", DiagnosticCodes.WrongKind, ".exists")]
    [TestCase("{ 'name': 'x', 'matches': '(' }", DiagnosticCodes.BadPattern, ".matches")]
    [TestCase("{ 'name': 'x', 'greaterThan': 5 }", DiagnosticCodes.WrongKind, ".greaterThan")]
    public void A_variable_condition_has_a_name_and_one_comparison(string condition, string code, string path) =>
        Definition.HasOneError(Definition.Question($"{{ 'when': {{ 'variables': [ {condition} ] }} }}"), code, $"{When}.variables[0]{path}");

    [TestCase("{ 'excludes': [ 'no' ] }")]
    [TestCase("{ 'equals': 'yes', 'excludes': [ 'no' ] }")]
    public void Excludes_stand_beside_a_pattern_or_regex_only(string when) =>
        Definition.HasOneError(Definition.Question($"{{ 'when': {when} }}"), DiagnosticCodes.ExcludesAlone, $"{When}.excludes");

    [TestCase("{ 'pattern': '*yes*', 'excludes': [ 'no' ] }")]
    [TestCase("{ 'regex': 'yes', 'excludes': [ 'no' ] }")]
    public void Excludes_may_stand_beside_a_pattern_or_regex(string when) =>
        Definition.Valid(Definition.Question($"{{ 'when': {when} }}"));

    [Test]
    public void A_choice_is_one_of_the_question()
    {
        Diagnostic error = Definition.HasOneError(
            Definition.Question("{ 'when': { 'choice': 'saving' } }", "'choices': [ 'Savings', { 'label': 'Current', 'value': 'C' } ],"), DiagnosticCodes.UnknownChoice, $"{When}.choice");
        Assert.That(error.Hint, Is.EqualTo("Did you mean 'Savings'?"));
    }

    [Test]
    public void A_choice_unlike_any_other_is_refused_with_all_choices()
    {
        Diagnostic error = Definition.HasOneError(
            Definition.Question("{ 'when': { 'choice': 'Nothing' } }", "'choices': [ 'Savings', 'Current' ],"), DiagnosticCodes.UnknownChoice, $"{When}.choice");
        Assert.That(error.Hint, Is.EqualTo("The choices are 'Savings' and 'Current'."));
    }

    [TestCase("^(\\\\d{6}$", DiagnosticCodes.BadRegex, "insufficient closing parentheses")]
    [TestCase("a{2,1}", DiagnosticCodes.BadRegex, "reversed quantifier range")]
    [TestCase("(?=a)b", DiagnosticCodes.UnsupportedRegex, "look-around")]
    [TestCase("(a)\\\\1", DiagnosticCodes.UnsupportedRegex, "back-reference")]
    public void A_regular_expression_is_one_and_needs_no_backtracking(string expression, string code, string mention)
    {
        Diagnostic error = Definition.HasOneError(Definition.Question($"{{ 'when': {{ 'regex': '{expression}' }} }}"), code, $"{When}.regex");
        Assert.That(error.Message, Does.Contain(mention).And.Contain(expression.Replace("\\\\", "\\", StringComparison.Ordinal)));
    }

    [Test]
    public void A_regular_expression_has_a_bounded_length() =>
        Definition.HasOneError(Definition.Question($"{{ 'when': {{ 'regex': '{new string('a', 2_001)}' }} }}"), DiagnosticCodes.BadRegex, $"{When}.regex");

    [TestCase("'(a'", "")]
    [TestCase("[ 'a', 'b)' ]", "[1]")]
    public void A_pattern_can_be_read(string pattern, string path)
    {
        Diagnostic error = Definition.HasOneError(Definition.Question($"{{ 'when': {{ 'pattern': {pattern} }} }}"), DiagnosticCodes.BadPattern, $"{When}.pattern{path}");
        Assert.That(error.Message, Does.Contain("\"(a\"").Or.Contain("\"b)\""));
    }

    [Test]
    public void An_empty_list_of_patterns_is_refused() =>
        Definition.HasOneError(Definition.Question("{ 'when': { 'pattern': [] } }"), DiagnosticCodes.EmptyList, $"{When}.pattern");

    [TestCase("'(a'")]
    [TestCase("' '")]
    public void An_exclude_keyword_can_be_read(string keyword) =>
        Definition.HasOneError(Definition.Question($"{{ 'when': {{ 'pattern': 'a', 'excludes': [ 'b', {keyword} ] }} }}"), DiagnosticCodes.BadPattern, $"{When}.excludes[1]");

    [Test]
    public void A_rule_behind_one_that_always_holds_is_never_reached()
    {
        Diagnostic warning = Definition.HasOneWarning(
            Definition.Question("{ 'next': 'next' }, { 'when': { 'pattern': 'a' } }"), DiagnosticCodes.RuleNeverReached, "$.dialogs[0].interactions[1].rules[1]");
        Assert.That(warning.Message, Does.Contain("$.dialogs[0].interactions[1].rules[0]"));
    }

    [Test]
    public void A_noMatch_rule_is_never_reached_beside_one_that_always_holds_or_behind_another()
    {
        Definition.HasOneWarning(Definition.Question("{ 'when': { 'noMatch': true } }, { 'next': 'next' }"), DiagnosticCodes.RuleNeverReached, "$.dialogs[0].interactions[1].rules[0]");
        Definition.HasOneWarning(Definition.Question("{ 'when': { 'noMatch': true } }, { 'when': { 'noMatch': true } }"), DiagnosticCodes.RuleNeverReached, "$.dialogs[0].interactions[1].rules[1]");
    }

    [TestCase("{ 'next': 'next' }, { 'when': { 'intent': 'cancel' } }")]
    [TestCase("{ 'when': { 'variables': [ { 'name': '$userMessage', 'equals': 'a' } ] } }, { 'when': { 'pattern': 'b' } }, { 'when': { 'noMatch': true } }")]
    public void Rules_that_can_hold_are_not_warned_of(string rules) =>
        Definition.HasNoWarning(Definition.Question(rules), DiagnosticCodes.RuleNeverReached);

    [Test]
    public void Choices_need_rules()
    {
        Definition.HasOneWarning(
            Definition.Bot("{ 'type': 'question', 'name': 'Ask', 'message': 'Well?', 'choices': [ 'a', 'b' ] }"), DiagnosticCodes.ChoicesWithoutRules, "$.dialogs[0].interactions[1].choices");
        Definition.HasNoWarning(Definition.Bot("{ 'type': 'question', 'name': 'Ask', 'message': 'Well?' }"), DiagnosticCodes.ChoicesWithoutRules);
    }

    [Test]
    public void Unnamed_questions_and_uploads_are_told_once_per_file()
    {
        Diagnostic warning = Definition.HasOneWarning(
            Definition.Bot("{ 'type': 'question', 'message': 'A?' }, { 'type': 'question', 'name': 'B', 'message': 'B?' }, { 'type': 'question', 'message': 'C?' }"),
            DiagnosticCodes.UnnamedPlaces, "$.dialogs[0].interactions[1]");
        Assert.That(warning.Message, Is.EqualTo("2 questions or file uploads have no name: 'Hello#2' and 'Hello#4'."));
    }
}
