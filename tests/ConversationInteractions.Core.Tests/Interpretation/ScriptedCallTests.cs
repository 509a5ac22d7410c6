using ConversationInteractions.Interpretation;
using ConversationInteractions.Language;
using ConversationInteractions.Model;
using static ConversationInteractions.Core.Tests.Interpretation.Bots;

namespace ConversationInteractions.Core.Tests.Interpretation;

/// <summary>What scripts make of the results of calls: one name reads one thing, the latest that was written (behaviour 7.4, C26).</summary>
[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
public sealed class ScriptedCallTests
{
    private readonly List<RunScript> _ran = [];

    private static Bot Looking(string? transform = null, params Interaction[] after) =>
        Of(On("go", [new IntegrationCall { Name = "look", Integration = "look", Scripts = new InteractionScripts { PreProcess = "x", PostProcess = "x" } }, .. after])) with
        {
            Integrations =
            [
                new ApiIntegration { Name = "look", Url = "https://bank.example/", ResponseVariable = "Look", Transform = transform, Fields = [KeyValuePair.Create("city", "$.city"), KeyValuePair.Create("zip", "$.zip")] },
            ],
        };

    private SteppedConversation Talk(Bot bot, Func<RunScript, ScriptOutcome> scripts) => new(bot)
    {
        Scripts = script =>
        {
            _ran.Add(script);
            return scripts(script);
        },
    };

    private static ScriptOutcome Stores(string name, Value? value) => new() { Variables = [new ScriptVariable(name, value, VariableScope.Session)] };

    [Test]
    public void A_variable_from_before_the_call_hides_nothing_of_its_result(
        [Values("api_Look", "api_LookStatus", "look.city", "Look.city", "look.city.count")] string name,
        [Values("request", "dialog", "session")] string scope)
    {
        VariableScope kept = scope switch { "request" => VariableScope.Request, "dialog" => VariableScope.Dialog, _ => VariableScope.Session };
        SteppedConversation conversation = Talk(
            Looking(null, Say("{$botContext.api_LookStatus} {$.api_Look.city} {look.city} {Look.city} {look.city.count} {$botContext.look.city}")),
            s => s.Slot == ScriptSlot.PreProcess ? new ScriptOutcome { Variables = [new ScriptVariable(name, "old", kept)] } : ScriptOutcome.Nothing);
        conversation.User("go");
        Assert.That(conversation.State.Variables.Concat(conversation.State.RequestVariables).Concat(conversation.State.Stack[0].Variables).Single().Key, Is.EqualTo(name));
        conversation.Called(200, """{"city":"Bothell"}""");
        Assert.That(conversation.Said(), Is.EqualTo(new[] { "200 Bothell Bothell Bothell 1 Bothell" }));
        Assert.That(conversation.State.Variables, Is.Empty);
        Assert.That(_ran[^1].Input.Variables["look.city"].First, Is.EqualTo("Bothell"));
    }

    [Test]
    public void Other_variables_that_begin_alike_stay()
    {
        SteppedConversation conversation = Talk(Looking(), s => s.Slot == ScriptSlot.PreProcess
            ? new ScriptOutcome { Variables = [.. new[] { "look", "look.cities", "looks.city", "api_Looked", "api_look", "city", "hook.city", "look.town" }.Select(n => new ScriptVariable(n, "kept", VariableScope.Session))] }
            : ScriptOutcome.Nothing);
        conversation.User("go").Called(200, """{"city":"Bothell"}""");
        Assert.That(conversation.State.Variables, Has.Count.EqualTo(8));
    }

    [Test]
    public void A_field_that_a_script_stores_is_a_field_of_the_call_until_the_next_one()
    {
        int calls = 0;
        SteppedConversation conversation = Talk(
            Looking(null, Say("{look.city} {look.nearby} {look.nearby.count} {$botContext.Look.nearby}")),
            s => s.Slot == ScriptSlot.PostProcess && calls++ == 0 ? Stores("look.nearby", Value.FromList(["Kirkland", "Woodinville"])) : ScriptOutcome.Nothing);
        conversation.User("go").Called(200, """{"city":"Bothell"}""");
        Assert.That(conversation.Said(), Is.EqualTo(new[] { "Bothell Kirkland 2 Kirkland" }));
        Assert.That(conversation.State.Variables, Is.Empty);
        conversation.User("go").Called(200, """{"city":"Bothell"}""");
        Assert.That(conversation.Said(), Is.EqualTo(new[] { "Bothell   " }));
    }

    [Test]
    public void A_field_that_a_script_removes_is_gone()
    {
        SteppedConversation conversation = Talk(Looking(null, Say("[{look.city}{look.zip}]")), s => s.Slot == ScriptSlot.PostProcess ? Stores("Look.city", null) : ScriptOutcome.Nothing);
        Assert.That(conversation.User("go").Called(200, """{"city":"Bothell","zip":"98011"}""").Said(), Is.EqualTo(new[] { "[98011]" }));
    }

    [Test]
    public void A_field_that_a_script_stores_before_any_call_is_read_as_one()
    {
        Bot bot = Looking() with { Dialogs = [On("go", Say("{look.city}") with { Scripts = new InteractionScripts { PreProcess = "x" } })] };
        Assert.That(Talk(bot, _ => Stores("look.city", "Bothell")).User("go").Said(), Is.EqualTo(new[] { "Bothell" }));
    }

    [Test]
    public void Fields_that_scripts_store_are_limited_like_variables()
    {
        SteppedConversation conversation = new(Looking(null, Say("[{look.more}]")))
        {
            Options = new StepOptions { MaxVariablesLength = 100 },
            Scripts = s => s.Slot == ScriptSlot.PostProcess ? Stores("look.more", new string('x', 100)) : ScriptOutcome.Nothing,
        };
        Assert.That(conversation.User("go").Called(200, """{"city":"Bothell"}""").Said(), Is.EqualTo(new[] { "[]" }));
        Assert.That(conversation.Trace.Select(t => t.Code), Does.Contain(TraceCodes.LimitReached));
    }

    [Test]
    public void A_body_that_a_script_replaces_is_hidden_by_no_variable()
    {
        SteppedConversation conversation = Talk(Looking(null, Say("{$.api_Look.city}")), s => s.Slot == ScriptSlot.PostProcess
            ? new ScriptOutcome { Variables = [new ScriptVariable("api_Look", "no JSON", VariableScope.Session), new ScriptVariable("api_Look", Value.FromJson("""{"city":"Kirkland"}"""), VariableScope.Request)] }
            : ScriptOutcome.Nothing);
        Assert.That(conversation.User("go").Called(200, """{"city":"Bothell"}""").Said(), Is.EqualTo(new[] { "Kirkland" }));
        Assert.That(conversation.State.Variables, Is.Empty);
    }

    [Test]
    public void A_script_that_removes_the_body_leaves_none()
    {
        SteppedConversation conversation = Talk(Looking(null, Say("[{$.api_Look.city}]")), s => s.Slot == ScriptSlot.PostProcess ? Stores("api_Look", null) : ScriptOutcome.Nothing);
        Assert.That(conversation.User("go").Called(200, """{"city":"Bothell"}""").Said(), Is.EqualTo(new[] { "[]" }));
        Assert.That(conversation.State.Calls[0].Body, Is.Null);
    }

    [Test]
    public void A_transform_script_that_removes_the_body_leaves_no_fields()
    {
        SteppedConversation conversation = Talk(Looking("x", Say("[{look.city}{$.api_Look.city}]")), s => s.Slot == ScriptSlot.Transform ? Stores("api_Look", null) : ScriptOutcome.Nothing);
        Assert.That(conversation.User("go").Called(200, """{"city":"Bothell"}""").Said(), Is.EqualTo(new[] { "[]" }));
    }

    [Test]
    public void A_transform_script_runs_before_fields_are_read_and_may_store_others()
    {
        SteppedConversation conversation = Talk(Looking("x", Say("{look.city} {look.zip} {look.state}")), s => s.Slot == ScriptSlot.Transform
            ? new ScriptOutcome
            {
                Variables =
                [
                    new ScriptVariable("look.city", "overwritten by what is read", VariableScope.Session),
                    new ScriptVariable("look.zip", "98011", VariableScope.Session),
                    new ScriptVariable("look.state", "WA", VariableScope.Session),
                ],
            }
            : ScriptOutcome.Nothing);
        Assert.That(conversation.User("go").Called(200, """{"city":"Bothell"}""").Said(), Is.EqualTo(new[] { "Bothell 98011 WA" }));
        Assert.That(_ran.Single(s => s.Slot == ScriptSlot.Transform).Input.Variables.Keys, Has.None.EqualTo("look.city"));
        Assert.That(_ran[^1].Input.Variables["Look.state"].First, Is.EqualTo("WA"));
    }

    [Test]
    public void A_transform_script_looks_at_what_a_failed_call_answered_but_not_at_silence()
    {
        SteppedConversation conversation = Talk(Looking("x"), _ => ScriptOutcome.Nothing);
        conversation.User("go").Called(500, """{"error":"busy"}""");
        Assert.That(_ran.Select(s => s.Slot), Is.EqualTo(new[] { ScriptSlot.PreProcess, ScriptSlot.Transform, ScriptSlot.PostProcess }));
        _ran.Clear();
        conversation.User("go").Called(null, "");
        Assert.That(_ran.Select(s => s.Slot), Is.EqualTo(new[] { ScriptSlot.PreProcess, ScriptSlot.PostProcess }));
        Assert.That(_ran[^1].Input.Called, Is.EqualTo(new[] { "Look" }));
    }

    [Test]
    public void A_transform_script_changes_what_the_fields_are_read_from()
    {
        Bot bot = Of(On("go", new IntegrationCall { Name = "look", Integration = "look", Scripts = new InteractionScripts { PostProcess = "x" } }, Say("{look.city}"))) with
        {
            Integrations = [new ApiIntegration { Name = "look", Url = "https://bank.example/", Transform = "x", Fields = [KeyValuePair.Create("city", "$.city")] }],
        };
        SteppedConversation conversation = Talk(bot, s => s.Slot == ScriptSlot.Transform
            ? new ScriptOutcome { Variables = [new ScriptVariable("api_look", Value.FromJson("""{"city":"Bothell"}"""), VariableScope.Session)] }
            : new ScriptOutcome { Messages = [new ScriptMessage(s.Input.Bodies["look"].Text)] });
        conversation.User("go").Called(CallResult.Success);
        Assert.That(conversation.Said(), Is.EqualTo(new[] { """{"city":"Bothell"}""", "Bothell" }));
        Assert.That(conversation.State.Variables, Is.Empty);
    }

    [Test]
    public void A_field_that_a_script_stores_belongs_to_the_integration_of_that_name_before_one_of_that_variable()
    {
        Interaction[] calls = [.. new[] { "a", "b", "b.c" }.Select(n => new IntegrationCall { Name = $"call {n}", Integration = n, Scripts = n == "b.c" ? new InteractionScripts { PostProcess = "x" } : null })];
        Bot bot = Of(On("go", [.. calls, Say("{a.x} {b.x} {c.x} {b.c.x} {$botContext.b.c.x}")])) with
        {
            Integrations = [.. new[] { ("a", "b"), ("b", "c"), ("b.c", "d") }.Select(i => new ApiIntegration { Name = i.Item1, ResponseVariable = i.Item2, Url = "https://h.example/", Fields = [KeyValuePair.Create("x", "$.x")] })],
        };
        SteppedConversation conversation = Talk(bot, _ => new ScriptOutcome { Variables = [.. new[] { "b.x", "b.c.x", "b.c.y.z", "b." }.Select(n => new ScriptVariable(n, $"new {n}", VariableScope.Session))] });
        conversation.User("go").Called(200, """{"x":1}""").Called(200, """{"x":2}""").Called(200, """{"x":3}""");
        Assert.That(conversation.Said(), Is.EqualTo(new[] { "1 new b.x new b.x new b.c.x new b.c.x" }));
        Assert.That(conversation.State.Calls.Select(c => c.Integration), Is.EqualTo(new[] { "a", "b", "b.c" }));
        Assert.That(conversation.State.Variables.Keys, Is.EqualTo(new[] { "b." }), "what names no field is a variable");
    }

    [Test]
    public void A_body_that_is_no_JSON_is_a_variable_and_the_body_stays()
    {
        SteppedConversation conversation = Talk(Looking(null, Say("{$botContext.api_Look} {$.api_Look.city}")), s => s.Slot == ScriptSlot.PostProcess ? Stores("api_Look", "no JSON") : ScriptOutcome.Nothing);
        Assert.That(conversation.User("go").Called(200, """{"city":"Bothell"}""").Said(), Is.EqualTo(new[] { "no JSON Bothell" }));
    }

    [Test]
    public void The_script_on_a_result_stands_at_the_integration_and_others_at_the_interaction()
    {
        Talk(Looking("x"), _ => ScriptOutcome.Nothing).User("go").Called(200, "{}");
        Assert.That(
            _ran.Select(s => (s.Slot, s.Place, s.Dialog)),
            Is.EqualTo(new[] { (ScriptSlot.PreProcess, "look", "on go"), (ScriptSlot.Transform, "look", (string?)null), (ScriptSlot.PostProcess, "look", "on go") }));
    }
}
