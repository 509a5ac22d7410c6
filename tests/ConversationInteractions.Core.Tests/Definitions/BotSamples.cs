using ConversationInteractions.Model;
using FsCheck;
using FsCheck.Fluent;

namespace ConversationInteractions.Core.Tests.Definitions;

/// <summary>Random valid bots.</summary>
internal static class BotSamples
{
    private static readonly Gen<string> Text = Gen.Elements("", "a", "Hi {$userMessage}", "“x” <é> \\ \" \n\t", "{{literal}}", "\U0001F600", "null", "BLANK_MESSAGE", "{balance.amount}");

    private static readonly Gen<string> Name = Gen.Elements("a", "Über", "with blank", "$", "x.y", "'quoted'", "5");

    private static readonly Gen<string> Pattern = Gen.Elements("", "hi", "*a*", "(a|b|)*", "x y");

    private static readonly Gen<string?> MaybeText = Maybe(Text);

    private static readonly Gen<JsonText> Json = Gen.Elements("{}", "[1.50,null,\"é\"]", "{\"a\":{\"b\":[]},\"c\":\"{$env.x}\"}", "\"text\"", "12e3", "false").Select(JsonText.Parse);

    private static readonly Gen<TimeSpan> Duration = Gen.Choose(1, 36_000).Select(tenths => TimeSpan.FromSeconds(tenths / 10.0));

    private static readonly Gen<ValueMap<string>> Map =
        from names in Gen.Elements<string[]>([], ["a"], ["b c", "ü", "x.y"])
        from value in Text
        select ValueMap.Create<string>([.. names.Select(name => KeyValuePair.Create(name, value + name))]);

    private static readonly Gen<NextAction> Next = Gen.Elements(
        NextAction.Next, NextAction.End, NextAction.CloseDialog, NextAction.CloseConversation, NextAction.GoTo("D0#1"), NextAction.ToDialog("D0"));

    private static readonly Gen<VariableCondition> VariableCondition =
        from name in Name
        from comparison in Gen.Elements(Enum.GetValues<VariableOperator>())
        from value in comparison is VariableOperator.Exists ? Gen.Elements("true", "false") : comparison is VariableOperator.Matches ? Pattern : Text
        select new VariableCondition(name, comparison, value);

    private static readonly Gen<Condition> AnswerCondition =
        from test in Gen.OneOf(
            Gen.Constant<ConditionTest?>(null),
            NonEmpty(Pattern).Select(patterns => (ConditionTest?)new PatternTest(patterns)),
            Gen.Elements("^a$", "\\d+", "").Select(expression => (ConditionTest?)new RegexTest(expression)),
            Text.Select(value => (ConditionTest?)new EqualsTest(value)),
            Name.Select(intent => (ConditionTest?)new IntentTest(intent)),
            Gen.Constant<ConditionTest?>(new NoMatchTest()))
        from excludes in test is PatternTest or RegexTest ? List(Gen.Elements("no", "*x*")) : Gen.Constant<ValueList<string>>([])
        from variables in List(VariableCondition)
        select new Condition { Test = test, Excludes = excludes, Variables = variables };

    private static readonly Gen<Condition> ResultCondition =
        from test in Gen.OneOf(Gen.Constant<ConditionTest?>(null), Gen.Elements(Enum.GetValues<CallResult>()).Select(result => (ConditionTest?)new ResultTest(result)))
        from variables in List(VariableCondition)
        select new Condition { Test = test, Variables = variables };

    private static readonly Gen<Content> Content = Gen.OneOf(
        Text.Select(text => (Content)new TextContent(text)),
        MaybeText.Select(caption => (Content)new ImageContent("https://shop.example/a.png", caption)),
        Json.Select(json => (Content)new PayloadContent(json)),
        from cards in NonEmpty(Card()) from message in MaybeText select (Content)new CardsContent(cards, message));

    /// <summary>A bot that has no errors.</summary>
    public static Gen<Bot> Bot { get; } =
        from version in MaybeText
        from settings in Settings()
        from environment in Map
        from variables in Map
        from integrations in List(Integration())
        from interactions in List(Interaction([.. integrations.Select((integration, i) => Named(integration, i)).Where(integration => integration is not FileIntegration).Select(integration => integration.Name)]), 6)
        from kind in Gen.Elements(Enum.GetValues<DialogKind>())
        from enabled in Flag()
        select new Bot
        {
            Name = "Random",
            Version = version,
            Settings = settings,
            Environment = environment,
            Variables = variables,
            Integrations = integrations.Select(Named).ToArray(),
            Dialogs = [new Dialog { Name = "D0", Interactions = [new DialogStarter()] }, new Dialog { Name = "D1", Kind = kind, Enabled = enabled, Interactions = interactions }],
        };

    private static Integration Named(Integration integration, int index) => integration with { Name = $"i{index}" };

    private static Gen<Card> Card() =>
        from title in MaybeText
        from url in MaybeText
        from label in Name
        from value in MaybeText
        select new Card { Title = title, Url = url, Buttons = value is null ? [] : [new CardButton { Label = label, Value = value }, new CardButton { Label = label, Url = "u" }] };

    private static Gen<Rule> Rule(Gen<Condition> condition, bool mayRepeat) =>
        from when in condition
        from set in Map
        from scope in Gen.Elements(VariableScope.Session, VariableScope.Dialog, VariableScope.Request, VariableScope.Context("ns"))
        from message in MaybeText
        from next in mayRepeat ? Gen.OneOf(Next, Gen.Constant(NextAction.Current)) : Next
        select new Rule { When = when, Set = set, Scope = scope, Message = message, Next = next };

    private static Gen<Interaction> Interaction(string[] integrations) =>
        from interaction in integrations.Length == 0 ? Gen.OneOf(Statement(), Question(), Escalation()) : Gen.OneOf(Statement(), Question(), Escalation(), Call(integrations))
        from enabled in Flag()
        from delay in Maybe(Duration.Select(duration => (TimeSpan?)duration))
        from comment in MaybeText
        from next in Next
        from script in MaybeText
        select interaction with { Enabled = enabled, Delay = delay, Comment = comment, Next = next, Scripts = script is null ? null : new InteractionScripts { PostProcess = script } };

    private static Gen<Interaction> Statement() => Content.Select(content => (Interaction)new Statement { Content = content });

    private static Gen<Interaction> Question() =>
        from content in Content
        from choices in List(from label in Name from value in MaybeText select new Choice { Label = label, Value = value })
        from display in Gen.Elements(Enum.GetValues<ChoiceDisplay>())
        from fallback in MaybeText
        from rules in List(Rule(AnswerCondition, mayRepeat: true))
        select (Interaction)new Question { Content = content, Choices = choices, Display = display, FallbackResponse = fallback, Rules = rules };

    private static Gen<Interaction> Escalation() =>
        from message in Text
        from context in Flag()
        from rules in List(Rule(ResultCondition, mayRepeat: false))
        select (Interaction)new Escalation { Message = message, SkillId = "1", TransferBotContext = context, Rules = rules };

    private static Gen<Interaction> Call(string[] integrations) =>
        from integration in Gen.Elements(integrations)
        from rules in List(Rule(ResultCondition, mayRepeat: false))
        select (Interaction)new IntegrationCall { Integration = integration, Rules = rules };

    private static Gen<Integration> Integration() =>
        from variable in Maybe(Name)
        from json in Json
        from headers in Gen.Elements<ValueMap<string>>([], [new("X-A", "b")])
        from timeout in Duration
        from retries in Gen.Choose(0, 10)
        from idempotent in Gen.Elements<bool?>(null, true, false)
        from method in Gen.Elements("GET", "POST", "PUT")
        from integration in Gen.Elements<Integration>(
            new ApiIntegration { Name = "", Url = "https://a.example", Method = method, Body = json, Headers = headers, Timeout = timeout, Retries = retries, Idempotent = idempotent },
            new FileIntegration { Name = "", Method = method, Headers = headers, Timeout = timeout, Retries = retries },
            new AgentEscalationIntegration { Name = "", SkillId = "1", TransferBotContext = idempotent is true },
            new CustomIntegration { Name = "", Kind = "k", Settings = json })
        select integration with { ResponseVariable = variable };

    private static Gen<BotSettings> Settings() =>
        from response in MaybeText
        from switching in Flag()
        from hosts in Gen.Elements<ValueList<string>?>(null, [], ["a.example"])
        from timeout in Duration
        from threshold in Gen.Choose(85, 100)
        select new BotSettings { ErrorResponse = response, ContextSwitching = switching, AllowedHosts = hosts, SessionTimeout = timeout, IntentThresholds = new IntentThresholds { VeryGood = threshold / 100.0 } };

    private static Gen<bool> Flag() => Gen.Elements(true, false);

    private static Gen<T?> Maybe<T>(Gen<T> gen) => Gen.OneOf(Gen.Constant<T?>(default), gen.Select(value => (T?)value));

    private static Gen<ValueList<T>> List<T>(Gen<T> gen, int most = 3) => Gen.Choose(0, most).SelectMany(count => Gen.ArrayOf(gen, count)).Select(items => ValueList.Create<T>(items));

    private static Gen<ValueList<T>> NonEmpty<T>(Gen<T> gen) => Gen.Choose(1, 3).SelectMany(count => Gen.ArrayOf(gen, count)).Select(items => ValueList.Create<T>(items));
}
