using ConversationInteractions.Model;

namespace ConversationInteractions.Core.Tests.Definitions;

/// <summary>A valid bot that uses every property of the format with another value than its default.</summary>
internal static class FullBot
{
    private static readonly Content[] Contents =
    [
        new ImageContent("https://shop.example/a.png", "A"),
        new CardsContent(
        [
            new Card
            {
                Title = "A",
                Subtitle = "B",
                Image = "C",
                Url = "D",
                Buttons = [new CardButton { Label = "Buy", Value = "buy" }, new CardButton { Label = "Open", Url = "https://shop.example" }],
            },
        ],
            "Our offers"),
        new PayloadContent(JsonText.Parse("[ 1, { \"a\": \"{$botName}\" } ]")),
    ];

    public static Bot Bot { get; } = new()
    {
        Name = "Everything",
        Version = "3",
        Language = "en-US",
        Group = "banking",
        GroupTransferMessage = "One moment…",
        Settings = new BotSettings
        {
            FallbackMessage = "Pardon?",
            ErrorResponse = "Sorry.",
            ApiFailureMessage = "No luck.",
            ContextSwitching = false,
            AllowedHosts = ["bank.example"],
            Sensitive = ["pin"],
            SessionTimeout = TimeSpan.FromMinutes(30),
            AutoEscalationThreshold = 2,
            Escalation = new EscalationSettings { FallbackSkillId = "9", ResponseTimeout = TimeSpan.FromMinutes(1), FailureLimit = 5, FailedMessage = "Later." },
            IntentThresholds = new IntentThresholds { VeryGood = 0.9, Good = 0.8, FairPlus = 0.6, Fair = 0.4 },
            Limits = new BotLimits { InteractionsPerTurn = 10, MessageLength = 500, UploadBytes = 6_000_000_000 },
            CloseTexts = true,
            ChoiceSendsValue = true,
        },
        Environment = [new("brand", "Contoso")],
        Variables = [new("skillId", "1001"), new("with blank", "\"quoted\" <é> \u2028")],
        GlobalScript = "function greet() { return 'hi' }",
        Integrations = new Integration[]
        {
            new ApiIntegration
            {
                Name = "balance",
                Method = "POST",
                Url = "https://bank.example/{$userMessage}",
                Headers = [new("X-Source", "bot")],
                Query = [new("currency", "EUR")],
                Body = JsonText.Parse("""{ "note": "{$userMessage}", "count": 2.50, "tags": [ null, true ] }"""),
                Timeout = TimeSpan.FromSeconds(5),
                Retries = 0,
                Idempotent = false,
                SuccessCodes = [200, 404],
                Credential = "crm",
            },
            new FileIntegration
            {
                Name = "docs",
                Share = "archive",
                Path = "incoming/{$fileName}",
                Method = "POST",
                Url = "https://files.example/",
                Headers = [new("X-Source", "bot")],
                Query = [new("a", "b")],
                Credential = "crm",
                Timeout = TimeSpan.FromSeconds(30),
                Retries = 1,
            },
            new AgentEscalationIntegration { Name = "agents", SkillName = "Experts", SkillId = "{$botContext.skillId}", AgentId = "7", Message = "Hold on.", TransferBotContext = true },
            new CustomIntegration { Name = "mail", Kind = "email", Settings = JsonText.Parse("""{ "to": "a@shop.example" }""") },
        }.Select(integration => integration with { ResponseVariable = $"{integration.Name}Result", Fields = [new("amount", "$.account.balance")], Transform = "x" }).ToArray(),
        Dialogs =
        [
            new Dialog { Name = "Main", Interactions = Interactions().Select(WithCommonProperties).ToArray() },
            new Dialog { Name = "Off", Enabled = false },
            new Dialog { Name = "Fallback", Kind = DialogKind.Fallback, Interactions = [new Statement { Content = "Pardon?" }] },
        ],
    };

    private static Interaction WithCommonProperties(Interaction interaction, int index) => interaction with
    {
        Name = interaction.Name ?? $"Interaction {index}",
        Enabled = false,
        Delay = TimeSpan.FromSeconds(1.5),
        Comment = "A remark.",
        Scripts = new InteractionScripts { PreProcess = "a", PostProcess = "b", ProcessResponse = "c" },
        // The next action of an upload can only be the default.
        Next = interaction is FileUpload ? NextAction.Next : NextAction.CloseDialog,
    };

    private static ValueList<Interaction> Interactions() =>
    [
        new DialogStarter { Patterns = ["*main*"], Excludes = ["not"], Intents = ["main"] },
        new Statement
        {
            Name = "Say",
            Content = "Hi.",
        },
        .. Contents.Select(content => new Statement { Content = content }),
        .. Contents.Select(content => new Question { Content = content }),
        new Question
        {
            Name = "Ask",
            Content = "Well?",
            Choices = ["Savings", new Choice { Label = "Current", Value = "C", Image = "c.png" }],
            Display = ChoiceDisplay.List,
            FallbackResponse = "Savings or current?",
            Rules =
            [
                new Rule { Name = "one", When = new PatternTest(["a*"]), Set = [new("tier", "gold")], Scope = VariableScope.Dialog, Message = "Right.", Next = NextAction.Current },
                new Rule { When = new Condition { Test = new PatternTest(["a", "b"]), Excludes = ["c"] }, Scope = VariableScope.Context("customers"), Next = NextAction.GoTo("Say") },
                new Rule { When = new RegexTest(@"^\d+$"), Scope = VariableScope.Request, Next = NextAction.ToDialog("Fallback") },
                new Rule { When = new EqualsTest("x"), Next = NextAction.End },
                new Rule { When = new ChoiceTest("Savings"), Next = NextAction.CloseConversation },
                new Rule { When = new IntentTest("cancel") },
                new Rule { When = new Condition { Variables = AllComparisons() } },
                new Rule { When = new NoMatchTest() },
            ],
        },
        new IntegrationCall
        {
            Integration = "balance",
            Rules =
            [
                new Rule { When = new ResultTest(CallResult.Success) },
                new Rule { When = new ResultTest(CallResult.Failure) },
                new Rule { When = new ResultTest(CallResult.Unknown) },
            ],
        },
        new Escalation { Message = "Hold on.", SkillId = "1", AgentId = "2", TransferBotContext = true, Rules = [new Rule()] },
        new FileUpload
        {
            Name = "Ask file",
            Message = "Your file?",
            AcceptedTypes = ["PDF", ".jpg"],
            MaxBytes = 1000,
            FallbackResponse = "A file, please.",
            InProgressMessage = "Working.",
            SuccessMessage = "Done.",
            FailureMessage = "No.",
            ValidationFailureMessage = "PDF only.",
            Rules = [new Rule { Next = NextAction.Current }],
        },
        new IntegrationCall { Integration = "docs" },
    ];

    private static ValueList<VariableCondition> AllComparisons() => Enum.GetValues<VariableOperator>()
        .Select(comparison => new VariableCondition("tier", comparison, comparison is VariableOperator.Exists ? "false" : "gold"))
        .ToArray();
}
