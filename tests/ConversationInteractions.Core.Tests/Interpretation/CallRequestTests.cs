using ConversationInteractions.Interpretation;
using ConversationInteractions.Model;

namespace ConversationInteractions.Core.Tests.Interpretation;

/// <summary>What a call asks for: values stay data (B6), keys are never shared (B3), names read what they say (A9).</summary>
internal sealed class CallRequestTests
{
    [TestCase("https://h.example/a/{$botContext.x}./b", "")]
    [TestCase("https://h.example/a/.{$botContext.x}/b", "")]
    [TestCase("https://h.example/a/{$botContext.x}/b", "..")]
    [TestCase("https://h.example/a/{$botContext.x}", ".")]
    [TestCase("https://{$botContext.x}/b", "good.example/admin?")]
    [TestCase("https://{$botContext.x}/b", "user@good.example")]
    [TestCase("{$botContext.x}/b", "file:///etc")]
    public void A_value_that_would_change_the_shape_of_the_address_fails_the_call_unmade(string url, string value)
    {
        SteppedConversation conversation = Calling(url, value);
        Assert.Multiple(() =>
        {
            Assert.That(conversation.Effects.OfType<InvokeIntegration>(), Is.Empty);
            Assert.That(conversation.Trace.Select(t => t.Code), Does.Contain(TraceCodes.CallFailed));
            Assert.That(conversation.Said(), Is.EqualTo(new[] { new BotSettings().ApiFailureMessage }));
        });
    }

    [TestCase("https://h.example/a/{$botContext.x}/b", "a/../b?c", "https://h.example/a/a%2F..%2Fb%3Fc/b", false)]
    [TestCase("https://h.example/a/v{$botContext.x}/b", "", "https://h.example/a/v/b", false)]
    [TestCase("https://{$botContext.x}/b", "good.example", "https://good.example/b", true)]
    public void Other_values_are_encoded_where_they_stand(string url, string value, string expected, bool hostIsVariable)
    {
        ApiRequest request = (ApiRequest)Calling(url, value).Effects.OfType<InvokeIntegration>().Single().Request;
        Assert.Multiple(() =>
        {
            Assert.That(request.Url, Is.EqualTo(expected));
            Assert.That(request.HostIsVariable, Is.EqualTo(hostIsVariable));
        });
    }

    [Test]
    public void Two_conversations_never_share_a_key() => Assert.Multiple(() =>
    {
        Assert.That(EffectKeys.Make("a/b", "1", 2), Is.Not.EqualTo(EffectKeys.Make("a", "b/1", 2)));
        Assert.That(EffectKeys.Make("a%2Fb", "1", 2), Is.Not.EqualTo(EffectKeys.Make("a/b", "1", 2)));
        Assert.That(EffectKeys.ResultEventId(EffectKeys.Make("a/b", "m1/3", 2)), Is.EqualTo("m1/3/2"));
    });

    [Test]
    public void Api_names_go_by_the_response_variable_and_fields_by_the_integration_first()
    {
        Bot bot = Bots.Of(Bots.On(
            "go",
            new IntegrationCall { Integration = "a" },
            new IntegrationCall { Integration = "b" },
            Bots.Say("{$.api_b.x} {$botContext.api_bStatus} {b.x} {c.x}"))) with
        {
            Integrations =
            [
                new ApiIntegration { Name = "a", ResponseVariable = "b", Url = "https://h.example/", Fields = [new("x", "$.x")] },
                new ApiIntegration { Name = "b", ResponseVariable = "c", Url = "https://h.example/", Fields = [new("x", "$.x")] },
            ],
        };
        SteppedConversation conversation = new(bot);
        conversation.User("go");
        Complete(conversation, 200, """{ "x": "of a" }""");
        Complete(conversation, 201, """{ "x": "of b" }""");
        Assert.That(conversation.Said(), Is.EqualTo(new[] { "of a 200 of b of b" }));
    }

    [Test]
    public void A_deep_answer_is_kept_and_read_back()
    {
        string deep = new string('[', 63) + new string(']', 63);
        SteppedConversation conversation = new(Bots.Of(Bots.On("go", new IntegrationCall { Integration = "a" }, Bots.Ask("{$.api_a[0]}?"))) with
        {
            Integrations = [new ApiIntegration { Name = "a", Url = "https://h.example/" }],
        });
        conversation.User("go");
        Complete(conversation, 200, deep);
        Assert.That(ConversationStateJson.Read("c1", ConversationStateJson.Write(conversation.State)), Is.EqualTo(conversation.State));
    }

    [Test]
    public void A_call_that_became_another_interaction_is_a_lost_place_and_the_flow_goes_on_there()
    {
        Bot before = Bots.Of(Bots.On("go", new IntegrationCall { Name = "here", Integration = "a" })) with { Integrations = [new ApiIntegration { Name = "a", Url = "https://h.example/" }] };
        Bot after = Bots.Of(Bots.On("go", new Question { Name = "here", Content = "Which?" }));
        SteppedConversation conversation = new(before);
        conversation.User("go");
        StepResult result = Interpreter.Step(
            ProgramCatalog.Create([BotProgram.Compile(after)]),
            conversation.State,
            Answer(conversation, 200, "{}"));
        Assert.Multiple(() =>
        {
            Assert.That(result.Trace.Select(t => t.Code), Does.Contain(TraceCodes.PlaceLost));
            Assert.That(result.Effects.OfType<SendMessage>().Single().Message.Text, Is.EqualTo("Which?"));
        });
    }

    private static SteppedConversation Calling(string url, string value)
    {
        SteppedConversation conversation = new(Bots.Of(Bots.On("go", new IntegrationCall { Integration = "a" })) with
        {
            Variables = [new("x", value)],
            Integrations = [new ApiIntegration { Name = "a", Url = url }],
        });
        return conversation.User("go");
    }

    private static void Complete(SteppedConversation conversation, int status, string body) => conversation.Do(Answer(conversation, status, body));

    private static IntegrationCompleted Answer(SteppedConversation conversation, int status, string body) => new()
    {
        Id = EffectKeys.ResultEventId(conversation.State.Continuation!.Key),
        At = conversation.Now,
        Outcome = new CallOutcome { Result = CallResult.Success, Status = status, Body = body, Attempts = 1 },
    };
}
