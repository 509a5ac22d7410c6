using ConversationInteractions.Definitions;
using ConversationInteractions.Model;

namespace ConversationInteractions.Core.Tests.Definitions;

public sealed class BotValidatorTests
{
    [Test]
    public void A_bot_written_in_code_gets_the_diagnostics_of_its_file_without_line_and_column()
    {
        Bot bot = new()
        {
            Name = " ",
            Settings = new BotSettings { SessionTimeout = TimeSpan.FromSeconds(-1), IntentThresholds = new IntentThresholds { Good = double.NaN } },
            Integrations = [new ApiIntegration { Name = "api", Url = "/relative", Retries = 99, SuccessCodes = [] }],
            Dialogs =
            [
                new Dialog
                {
                    Name = "A",
                    Interactions =
                    [
                        new Statement { Content = "Hi.", Next = NextAction.GoTo("Nowhere") },
                        new Statement { Content = new CardsContent([new Card { Buttons = [new CardButton { Label = "B", Value = "b", Url = "c" }] }]) },
                        new Question { Name = "Q", Content = "?", Rules = [new Rule { When = new Condition { Variables = [new VariableCondition("x", VariableOperator.Exists, "perhaps")] } }] },
                        new Question { Name = "R", Content = "?", Rules = [new Rule { When = new PatternTest([]) }] },
                    ],
                },
            ],
        };
        IReadOnlyList<Diagnostic> diagnostics = BotValidator.Validate(bot);
        Assert.That(diagnostics.Where(diagnostic => diagnostic.Severity is DiagnosticSeverity.Error).Select(diagnostic => (diagnostic.Code, diagnostic.Path)), Is.EqualTo(new[]
        {
            (DiagnosticCodes.BlankText, "$.name"),
            (DiagnosticCodes.OutOfRange, "$.settings.sessionTimeout"),
            (DiagnosticCodes.WrongKind, "$.settings.intentThresholds.good"),
            (DiagnosticCodes.BadUrl, "$.integrations[0].url"),
            (DiagnosticCodes.OutOfRange, "$.integrations[0].retries"),
            (DiagnosticCodes.EmptyList, "$.integrations[0].successCodes"),
            (DiagnosticCodes.UnknownInteraction, "$.dialogs[0].interactions[0].next.goTo"),
            (DiagnosticCodes.ConflictingProperties, "$.dialogs[0].interactions[1].cards[0].buttons[0]"),
            (DiagnosticCodes.WrongKind, "$.dialogs[0].interactions[2].rules[0].when.variables[0].exists"),
            (DiagnosticCodes.EmptyList, "$.dialogs[0].interactions[3].rules[0].when.pattern"),
        }), () => Definition.Describe(diagnostics));
        Assert.That(diagnostics.Select(diagnostic => diagnostic.Line + diagnostic.Column), Is.All.Zero);
    }

    [Test]
    public void A_valid_bot_has_no_errors()
    {
        Assert.That(BotValidator.Validate(FullBot.Bot).Where(diagnostic => diagnostic.Severity is DiagnosticSeverity.Error), Is.Empty);
    }

    [Test]
    public void A_diagnostic_without_a_line_shows_its_path_only()
    {
        Diagnostic diagnostic = BotValidator.Validate(new Bot { Name = "" })[0];
        Assert.That(diagnostic.ToString(), Is.EqualTo("$.name: error CI0114: 'name' is blank. (Write at least one visible character.)"));
    }
}
