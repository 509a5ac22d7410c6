using ConversationInteractions.Interpretation;
using ConversationInteractions.Language;
using ConversationInteractions.Model;
using static ConversationInteractions.Core.Tests.Interpretation.Bots;

namespace ConversationInteractions.Core.Tests.Interpretation;

/// <summary>What scripts read by name (behaviour 13).</summary>
[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
public sealed class ScriptInputTests
{
    private readonly List<ScriptInput> _inputs = [];

    [Test]
    public void A_script_sees_the_conversation_the_message_and_the_settings()
    {
        Bot bot = Of(OnIntent("greet", Scripted("hi"))) with { Environment = [KeyValuePair.Create("url", "u")], Variables = [KeyValuePair.Create("v", "x")] };
        SteppedConversation conversation = Talk(bot).Opened(s => s with { UserId = "kim", Channel = "sms", Attributes = JsonText.Parse("{}") });
        conversation.Intents["hello"] = [new("greet", 0.9)];
        conversation.User("hello", "tapped");
        Assert.That(_inputs.Single(), Is.EqualTo(new ScriptInput
        {
            ConversationId = "c1",
            UserId = "kim",
            Now = conversation.Now,
            Channel = "sms",
            UserMessage = "hello",
            Payload = "tapped",
            StarterIntent = "greet",
            Variables = Map(("v", "x")),
            Environment = [KeyValuePair.Create("url", "u")],
            Attributes = JsonText.Parse("{}"),
        }));
    }

    [Test]
    public void Of_a_name_in_several_places_the_nearest_counts()
    {
        Rule Keeps(string name, VariableScope scope) => new() { Set = [KeyValuePair.Create(name, $"{scope}")], Scope = scope };
        Bot bot = Of(On("go", Ask("1", Keeps("dialog", VariableScope.Dialog)), Ask("2", Keeps("request", VariableScope.Request)), Scripted("look"))) with { Variables = [KeyValuePair.Create("session", "session")] };
        Talk(bot).User("go").User("x").User("y");
        Assert.That(_inputs.Single().Variables, Is.EqualTo(Map(("session", "session"), ("dialog", "dialog"), ("request", "request"))));
    }

    [Test]
    public void The_answers_of_calls_are_read_under_both_names_and_the_latest_tells_how_it_went()
    {
        Interaction[] interactions = [Scripted("before"), new IntegrationCall { Name = "a", Integration = "a" }, Scripted("between"), new IntegrationCall { Name = "b", Integration = "b", Rules = [OnFailure(NextAction.Next)] }, Scripted("after")];
        Bot bot = Of(On("go", interactions)) with
        {
            Integrations =
            [
                new ApiIntegration { Name = "a", Url = "https://h.example/", ResponseVariable = "A", Fields = [KeyValuePair.Create("x", "$.x")] },
                new ApiIntegration { Name = "b", Url = "https://h.example/" },
            ],
        };
        Talk(bot).User("go").Called(200, """{"x":1}""").Called(503, "busy");
        Assert.That(_inputs.Select(i => (i.CallSucceeded, i.CallStatus)), Is.EqualTo(new[] { ((bool?)null, (string?)null), (true, "200"), (false, "503") }));
        Assert.That(_inputs[0].Called, Is.Empty);
        Assert.That(_inputs[2].Called, Is.EqualTo(new[] { "A", "b" }));
        Assert.That(_inputs[2].Variables, Is.EqualTo(Map(("api_AStatus", "200"), ("a.x", "1"), ("A.x", "1"), ("api_bStatus", "503"))));
        Assert.That(_inputs[2].Bodies.Select(b => (b.Key, b.Value.Text)), Is.EqualTo(new[] { ("A", """{"x":1}""") }));
    }

    [Test]
    public void The_latest_file_is_seen_by_name_and_type()
    {
        Bot bot = Of(On("go", new FileUpload { Name = "drop", AcceptedTypes = ["pdf"] }, new IntegrationCall { Name = "send", Integration = "files" }, Scripted("after"))) with { Integrations = [new FileIntegration { Name = "files" }] };
        Talk(bot).User("go").File("a.pdf", "pdf");
        Assert.That((_inputs.Single().FileName, _inputs[0].FileType), Is.EqualTo(("a.pdf", "pdf")));
    }

    private static Statement Scripted(string name) => Say(name) with { Name = name, Scripts = new InteractionScripts { PreProcess = "x" } };

    private static ValueMap<Value> Map(params (string Name, string Value)[] values) => ValueMap.Create<Value>([.. values.Select(v => KeyValuePair.Create(v.Name, Value.FromText(v.Value)))]);

    private SteppedConversation Talk(Bot bot) => new(bot)
    {
        Scripts = script =>
        {
            _inputs.Add(script.Input);
            return ScriptOutcome.Nothing;
        },
    };
}
