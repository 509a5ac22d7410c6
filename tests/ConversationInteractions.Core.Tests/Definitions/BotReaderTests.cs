using System.Text;
using ConversationInteractions.Definitions;
using ConversationInteractions.Model;

namespace ConversationInteractions.Core.Tests.Definitions;

public sealed class BotReaderTests
{
    private static Dialog FirstDialog(string json) => Definition.Valid(json).Dialogs[0];

    [Test]
    public void A_minimal_bot_has_the_defaults()
    {
        Assert.That(Definition.Valid("{ 'name': 'Test' }"), Is.EqualTo(new Bot { Name = "Test" }));
    }

    [Test]
    public void Comments_trailing_commas_and_a_schema_are_allowed()
    {
        Assert.That(Definition.Valid("// mine\n{ '$schema': 'bot.schema.json', /* short */ 'name': 'Test', }").Name, Is.EqualTo("Test"));
    }

    [Test]
    public void A_byte_order_mark_is_tolerated()
    {
        BotReadResult result = BotReader.Read([0xEF, 0xBB, 0xBF, .. "{ \"name\": \"Test\" }"u8]);
        Assert.That(result.Bot?.Name, Is.EqualTo("Test"));
    }

    [Test]
    public void The_type_may_stand_anywhere_in_its_object()
    {
        Dialog dialog = FirstDialog(Definition.Bot("{ 'message': 'Hi.', 'type': 'statement' }"));
        Assert.That(dialog.Interactions[1], Is.EqualTo(new Statement { Content = "Hi." }));
    }

    [Test]
    public void Null_means_not_given_where_nothing_is_the_default()
    {
        Dialog dialog = FirstDialog(Definition.Question("{ 'message': null, 'when': null, 'name': null }"));
        Assert.That(((Question)dialog.Interactions[1]).Rules[0], Is.EqualTo(new Rule()));
    }

    [Test]
    public void A_choice_is_a_label_or_an_object()
    {
        Dialog dialog = FirstDialog(Definition.Question("{}", "'choices': [ 'Savings', { 'label': 'Current', 'value': 'C', 'image': 'https://bank.example/c.png' } ],"));
        Assert.That(((Question)dialog.Interactions[1]).Choices, Is.EqualTo(new Choice[]
        {
            "Savings",
            new() { Label = "Current", Value = "C", Image = "https://bank.example/c.png" },
        }));
    }

    [Test]
    public void A_scope_may_be_a_namespace_of_the_context_store()
    {
        Dialog dialog = FirstDialog(Definition.Question("{ 'set': { 'tier': 'gold' }, 'scope': 'context.customers' }"));
        Assert.That(((Question)dialog.Interactions[1]).Rules[0].Scope, Is.EqualTo(VariableScope.Context("customers")));
    }

    [Test]
    public void Durations_are_time_span_texts()
    {
        Bot bot = Definition.Valid("{ 'name': 'Test', 'settings': { 'sessionTimeout': '1.02:03:04.5' } }");
        Assert.That(bot.Settings.SessionTimeout, Is.EqualTo(new TimeSpan(1, 2, 3, 4, 500)));
    }

    [Test]
    public void A_payload_is_kept_as_it_is()
    {
        Dialog dialog = FirstDialog(Definition.Bot("{ 'type': 'statement', 'payload': { 'b': [ 1.50, null, 'é', true ], 'a': {} } }"));
        Assert.That(((PayloadContent)((Statement)dialog.Interactions[1]).Content).Payload.Text, Is.EqualTo("{\"b\":[1.50,null,\"é\",true],\"a\":{}}"));
    }

    [Test]
    public void All_problems_of_a_file_are_reported_at_once_in_its_order()
    {
        const string json = """
            {
              "dialogs": [
                { "name": "A", "knid": "fallback", "interactions": [
                  { "type": "statment", "message": "Hi." },
                  { "type": "statement", "message": 5, "delay": "soon" },
                  7,
                  { "type": "escalation" },
                  { "type": "question", "name": "Q", "message": "Well?", "rules": [ { "next": "nxt" }, { "when": { "regex": "a", "pattern": "b" } } ] }
                ] },
                { "enabled": "yes" }
              ]
            }
            """;
        Assert.That(BotReader.Read(json).Diagnostics.Select(diagnostic => (diagnostic.Code, diagnostic.Path, diagnostic.Line, diagnostic.Column)), Is.EqualTo(new[]
        {
            (DiagnosticCodes.MissingProperty, "$", 1, 1),
            (DiagnosticCodes.UnknownProperty, "$.dialogs[0].knid", 3, 20),
            (DiagnosticCodes.UnknownWord, "$.dialogs[0].interactions[0].type", 4, 17),
            (DiagnosticCodes.WrongKind, "$.dialogs[0].interactions[1].message", 5, 41),
            (DiagnosticCodes.BadDuration, "$.dialogs[0].interactions[1].delay", 5, 53),
            (DiagnosticCodes.WrongKind, "$.dialogs[0].interactions[2]", 6, 7),
            (DiagnosticCodes.MissingProperty, "$.dialogs[0].interactions[3]", 7, 7),
            (DiagnosticCodes.UnknownWord, "$.dialogs[0].interactions[4].rules[0].next", 8, 83),
            (DiagnosticCodes.ConflictingProperties, "$.dialogs[0].interactions[4].rules[1].when", 8, 102),
            (DiagnosticCodes.MissingProperty, "$.dialogs[1]", 10, 5),
            (DiagnosticCodes.WrongKind, "$.dialogs[1].enabled", 10, 18),
        }));
    }

    [TestCase("enabeld", "enabled")]
    [TestCase("Name", "name")]
    [TestCase("nmae", "name")]
    [TestCase("mesage", "message")]
    public void An_unknown_property_is_refused_with_the_nearest_known_one(string written, string meant)
    {
        string content = meant == "message" ? "" : "'message': 'Hi.', ";
        IReadOnlyList<Diagnostic> errors = Definition.Errors(Definition.Bot($"{{ 'type': 'statement', {content}'{written}': 'x' }}"));
        Diagnostic unknown = errors.Single(error => error.Code == DiagnosticCodes.UnknownProperty);
        Assert.That((unknown.Path, unknown.Hint), Is.EqualTo(($"$.dialogs[0].interactions[1].{written}", $"Did you mean '{meant}'?")));
    }

    [Test]
    public void An_unknown_property_unlike_any_other_is_refused_with_all_that_are_known()
    {
        Diagnostic error = Definition.HasOneError("{ 'name': 'Test', 'zebra': 1 }", DiagnosticCodes.UnknownProperty, "$.zebra");
        Assert.That(error.Hint, Does.StartWith("It may have '$schema', 'name', 'version'").And.EndsWith("or 'dialogs'."));
    }

    [Test]
    public void A_property_written_twice_is_refused()
    {
        Diagnostic error = Definition.HasOneError("{ 'name': 'Test',\n  'name': 'Other' }", DiagnosticCodes.DuplicateProperty, "$.name");
        Assert.That((error.Line, error.Column), Is.EqualTo((2, 3)));
    }

    [Test]
    public void A_property_written_twice_is_refused_in_large_objects_and_in_payloads()
    {
        string many = string.Join(", ", Enumerable.Range(0, 40).Select(i => $"'v{i}': 'x'"));
        Definition.HasOneError($"{{ 'name': 'Test', 'variables': {{ {many}, 'v3': 'y' }} }}", DiagnosticCodes.DuplicateProperty, "$.variables.v3");
        Definition.HasOneError(Definition.Bot("{ 'type': 'statement', 'payload': { 'a': { 'b': 1, 'b': 2 } } }"), DiagnosticCodes.DuplicateProperty, "$.dialogs[0].interactions[1].payload.a.b");
    }

    [TestCase("'5'")]
    [TestCase("'1:30'")]
    [TestCase("'00:00'")]
    [TestCase("'00:60:00'")]
    [TestCase("'24:00:00'")]
    [TestCase("'one hour'")]
    [TestCase("'00:00:00:01'")]
    [TestCase("' 00:00:01'")]
    public void A_duration_that_is_not_written_in_full_is_refused(string duration)
    {
        Diagnostic error = Definition.HasOneError($"{{ 'name': 'Test', 'settings': {{ 'sessionTimeout': {duration} }} }}", DiagnosticCodes.BadDuration, "$.settings.sessionTimeout");
        Assert.That(error.Message, Does.Contain(duration.Trim('\'')));
    }

    [TestCase("'00:00:00'")]
    [TestCase("'-00:00:01'")]
    [TestCase("'367.00:00:00'")]
    public void A_duration_out_of_bounds_is_refused(string duration) =>
        Definition.HasOneError($"{{ 'name': 'Test', 'settings': {{ 'sessionTimeout': {duration} }} }}", DiagnosticCodes.OutOfRange, "$.settings.sessionTimeout");

    [TestCase("'limits': { 'interactionsPerTurn': 0 }", "limits.interactionsPerTurn")]
    [TestCase("'limits': { 'uploadBytes': 99999999999999999999 }", "limits.uploadBytes")]
    [TestCase("'limits': { 'uploadBytes': 1e400 }", "limits.uploadBytes")]
    [TestCase("'limits': { 'messageLength': 1.5 }", "limits.messageLength")]
    [TestCase("'intentThresholds': { 'good': 1.01 }", "intentThresholds.good")]
    [TestCase("'intentThresholds': { 'veryGood': 1e999 }", "intentThresholds.veryGood")]
    [TestCase("'escalation': { 'failureLimit': -1 }", "escalation.failureLimit")]
    public void A_number_out_of_bounds_is_refused(string setting, string path) =>
        Definition.HasOneError($"{{ 'name': 'Test', 'settings': {{ {setting} }} }}", DiagnosticCodes.OutOfRange, $"$.settings.{path}");

    [TestCase("[]", "$", "The file must be an object (bot), not a list.")]
    [TestCase("null", "$", "The file must be an object (bot), not null.")]
    [TestCase("{ 'name': null }", "$.name", "'name' must be a text, not null.")]
    [TestCase("{ 'name': 'Test', 'variables': { 'count': 5 } }", "$.variables.count", "'count' must be a text, not 5.")]
    [TestCase("{ 'name': 'Test', 'dialogs': {} }", "$.dialogs", "'dialogs' must be a list, not an object.")]
    [TestCase("{ 'name': 'Test', 'integrations': [ 'balance' ] }", "$.integrations[0]", "Each element of 'integrations' must be an object (integration), not the text 'balance'.")]
    [TestCase("{ 'name': 'Test', 'settings': { 'contextSwitching': 'no' } }", "$.settings.contextSwitching", "'contextSwitching' must be true or false, not the text 'no'.")]
    public void A_value_of_the_wrong_kind_is_refused(string json, string path, string message)
    {
        Assert.That(Definition.HasOneError(json, DiagnosticCodes.WrongKind, path).Message, Is.EqualTo(message));
    }

    [TestCase("'contextSwitching': 'false'", "Write it without quotes.")]
    [TestCase("'contextSwitching': 'no'", null)]
    [TestCase("'autoEscalationThreshold': '3'", "Write it without quotes.")]
    [TestCase("'fallbackMessage': 5", "Write it in quotes: \"5\".")]
    [TestCase("'sensitive': 'pin'", "Write it in brackets: [ … ].")]
    [TestCase("'limits': null", "Leave it out if it is not needed.")]
    public void A_value_of_the_wrong_kind_is_refused_with_the_cure(string setting, string? hint)
    {
        Assert.That(Definition.Errors($"{{ 'name': 'Test', 'settings': {{ {setting} }} }}").Single().Hint, Is.EqualTo(hint));
    }

    [Test]
    public void A_blank_name_is_refused() =>
        Definition.HasOneError("{ 'name': ' ' }", DiagnosticCodes.BlankText, "$.name");

    [Test]
    public void What_is_not_JSON_is_refused_with_its_place()
    {
        BotReadResult result = BotReader.Read("{\n  \"name\": \"é\" \"x\"\n}");
        Assert.That(result.Diagnostics, Has.Count.EqualTo(1));
        Assert.That((result.Diagnostics[0].Code, result.Diagnostics[0].Path, result.Diagnostics[0].Line, result.Diagnostics[0].Column), Is.EqualTo((DiagnosticCodes.NotJson, "$", 2, 15)));
        Assert.That(result.Diagnostics[0].Message, Does.StartWith("This is not JSON: ").And.Not.Contain("LineNumber"));
    }

    [TestCase("")]
    [TestCase("   ")]
    [TestCase("{ } x")]
    [TestCase("{ 'name': 'Test'")]
    [TestCase("{ 'name': 01 }")]
    [TestCase("/* never closed")]
    public void Text_that_is_not_JSON_never_throws(string json)
    {
        Assert.That(Definition.Errors(json).Single().Code, Is.EqualTo(DiagnosticCodes.NotJson));
    }

    [Test]
    public void A_file_that_is_not_UTF_8_is_refused_where_it_ends_to_be()
    {
        Diagnostic error = BotReader.Read(Encoding.Latin1.GetBytes("{\n\"name\": \"Caf\u00e9\" }")).Diagnostics.Single();
        Assert.That((error.Code, error.Line, error.Column), Is.EqualTo((DiagnosticCodes.NotUtf8, 2, 13)));
    }

    [Test]
    public void Half_a_character_is_refused_wherever_it_stands()
    {
        Assert.That(BotReader.Read("{ \"name\": \"a\ud83d\" }").Diagnostics.Single().Code, Is.EqualTo(DiagnosticCodes.HalfCharacter));
        Definition.HasOneError(@"{ 'name': 'Test', 'version': '\ud83d' }", DiagnosticCodes.HalfCharacter, "$.version");
        Definition.HasOneError(@"{ 'name': 'Test', 'variables': { '\udc00': 'x' } }", DiagnosticCodes.HalfCharacter, "$.variables['']");
    }

    [Test]
    public void A_depth_bomb_is_refused()
    {
        string json = "{ \"name\": \"Test\", \"dialogs\": " + new string('[', 100_000) + new string(']', 100_000) + " }";
        Assert.That(BotReader.Read(json).Diagnostics.Single().Code, Is.EqualTo(DiagnosticCodes.TooDeep));
    }

    [Test]
    public void A_payload_is_refused_beyond_the_depth_that_JSON_readers_take()
    {
        Definition.Valid(Definition.Bot($"{{ 'type': 'statement', 'payload': {new string('[', 64)}{new string(']', 64)} }}"));
        Definition.HasOneError(Definition.Bot($"{{ 'type': 'statement', 'payload': {new string('[', 65)}{new string(']', 65)} }}"), DiagnosticCodes.TooDeep, "$.dialogs[0].interactions[1].payload");
    }
}
