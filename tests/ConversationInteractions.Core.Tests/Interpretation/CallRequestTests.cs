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

    [TestCase("https://h.example/a", "https://h.example/a?q%20s=x%20%26y&lit=a%20b%2F&two=%5Bone%5D")]
    [TestCase("https://h.example/a?z=1", "https://h.example/a?z=1&q%20s=x%20%26y&lit=a%20b%2F&two=%5Bone%5D")]
    [TestCase("https://h.example/a#top", "https://h.example/a?q%20s=x%20%26y&lit=a%20b%2F&two=%5Bone%5D#top")]
    public void A_query_is_added_with_names_and_values_encoded(string url, string expected)
    {
        ApiIntegration integration = new() { Name = "a", Url = url, Query = [new("q s", "{$botContext.x}"), new("lit", "a b/"), new("two", "[{$botContext.nothing}{$botContext.y}]")] };
        Assert.That(Requested(integration, new("x", "x &y"), new("y", "one")).Url, Is.EqualTo(expected));
    }

    [Test]
    public void Half_a_character_in_a_query_is_replaced_and_a_list_that_is_all_of_a_value_is_joined()
    {
        ApiIntegration integration = new() { Name = "a", Url = "https://h.example/", Query = [new("half", "{$botContext.x}")] };
        Assert.That(Requested(integration, new KeyValuePair<string, string>("x", "a" + '\ud800')).Url, Is.EqualTo("https://h.example/?half=a%EF%BF%BD"));
        Bot bot = Bots.Of(Bots.On("go", new IntegrationCall { Integration = "b" }, new IntegrationCall { Integration = "a" })) with
        {
            Integrations =
            [
                new ApiIntegration { Name = "b", Url = "https://h.example/", Fields = [new("x", "$[*]")] },
                integration with { Query = [new("all", "{b.x}"), new("one", "of {b.x}")] },
            ],
        };
        SteppedConversation conversation = new SteppedConversation(bot).User("go").Called(200, "[1,2]");
        Assert.That(((ApiRequest)conversation.Effects.OfType<InvokeIntegration>().Last().Request).Url, Is.EqualTo("https://h.example/?all=1%2C%202&one=of%201"));
    }

    [Test]
    public void A_request_is_what_the_author_wrote()
    {
        ApiRequest request = Requested(
            new ApiIntegration
            {
                Name = "a",
                Method = "post",
                Url = "https://h.example/",
                Headers = [new("X-Name", "is {$botContext.x}"), new("X-Plain", "plain")],
                Body = JsonText.Parse("""{"say":"is {$botContext.x}","n":[1,"{$botContext.x}",null]}"""),
                Timeout = TimeSpan.FromSeconds(7),
                Retries = 1,
                SuccessCodes = [200, 404],
                Credential = "bank",
            },
            new KeyValuePair<string, string>("x", "a\r\nb\""));
        Assert.That(request, Is.EqualTo(new ApiRequest
        {
            Integration = "a",
            Method = "POST",
            Url = "https://h.example/",
            Repeatable = false,
            AllowedHosts = ["h.example"],
            Headers = [new("X-Name", "is ab\""), new("X-Plain", "plain")],
            Body = """{"say":"is a\r\nb\"","n":[1,"a\r\nb\"",null]}""",
            ContentType = "application/json",
            Timeout = TimeSpan.FromSeconds(7),
            Retries = 1,
            SuccessCodes = [200, 404],
            Credential = "bank",
        }));
    }

    [Test]
    public void A_body_that_is_a_text_is_sent_as_text()
    {
        ApiRequest request = Requested(new ApiIntegration { Name = "a", Method = "PUT", Url = "https://h.example/", Body = JsonText.Parse("\"is {$botContext.x}\"") }, new KeyValuePair<string, string>("x", "\"y\""));
        Assert.That((request.Body, request.ContentType), Is.EqualTo(("is \"y\"", "text/plain")));
        ApiRequest bodiless = Requested(new ApiIntegration { Name = "a", Url = "https://h.example/" });
        Assert.That((bodiless.Body, bodiless.ContentType), Is.EqualTo(((string?)null, (string?)null)));
    }

    [TestCase("GET", null, true)]
    [TestCase("head", null, true)]
    [TestCase("PUT", null, true)]
    [TestCase("DELETE", null, true)]
    [TestCase("OPTIONS", null, true)]
    [TestCase("POST", null, false)]
    [TestCase("PATCH", null, false)]
    [TestCase("POST", true, true)]
    [TestCase("GET", false, false)]
    public void A_call_is_repeated_by_its_method_unless_the_author_knows_better(string method, bool? idempotent, bool isRepeatable) =>
        Assert.That(Requested(new ApiIntegration { Name = "a", Method = method, Url = "https://h.example/", Idempotent = idempotent }).Repeatable, Is.EqualTo(isRepeatable)); // B5

    [TestCase("https://h.example/", null, new[] { "h.example" })]
    [TestCase("https://{$botContext.x}/", null, new[] { "other.example:8080" })]
    [TestCase("https://{$botContext.x}/", "listed.example", new[] { "listed.example" })]
    [TestCase("https://h.example/", "listed.example", new[] { "listed.example" })]
    public void The_hosts_that_may_answer_are_those_listed_else_the_one_that_is_called(string url, string? listed, string[] allowed)
    {
        Bot bot = Of(new ApiIntegration { Name = "a", Url = url }, new KeyValuePair<string, string>("x", "other.example:8080")) with
        {
            Settings = new BotSettings { AllowedHosts = listed is null ? null : [listed] },
        };
        Assert.That(Requested(bot).AllowedHosts, Is.EqualTo(allowed));
    }

    [TestCase("""{"to":"{$botContext.x}"}""", """{"to":"a \"b\""}""")]
    [TestCase(null, null)]
    public void A_custom_call_has_its_kind_and_its_settings_and_is_never_repeated(string? settings, string? rendered)
    {
        CustomIntegration custom = new() { Name = "a", Kind = "mail", Settings = settings is null ? null : JsonText.Parse(settings) };
        SteppedConversation conversation = new(Of(custom, new KeyValuePair<string, string>("x", "a \"b\"")));
        Assert.That(
            conversation.User("go").Effects.OfType<InvokeIntegration>().Single().Request,
            Is.EqualTo(new CustomRequest { Integration = "a", Kind = "mail", Repeatable = false, Settings = rendered is null ? null : JsonText.Parse(rendered) }));
    }

    [TestCase("https://h.example/{$botContext.pin}", null, null, true)]
    [TestCase("https://h.example/", "{$botContext.pin}", null, true)]
    [TestCase("https://h.example/", null, "{$botContext.pin}", true)]
    [TestCase("https://h.example/", "other", "other", false)]
    public void A_request_that_carries_a_sensitive_value_anywhere_says_so(string url, string? header, string? body, bool holds)
    {
        ApiIntegration integration = new() { Name = "a", Url = url, Headers = header is null ? [] : [new("X", header)], Body = body is null ? null : JsonText.FromString(body) };
        Bot bot = Of(integration, new KeyValuePair<string, string>("pin", "4711")) with { Settings = new BotSettings { Sensitive = ["pin"] } };
        Assert.That(Requested(bot).HoldsSensitive, Is.EqualTo(holds));
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

    private static Bot Of(Integration integration, params KeyValuePair<string, string>[] variables) => Bots.Of(Bots.On("go", new IntegrationCall { Integration = "a" })) with
    {
        Variables = [.. variables],
        Integrations = [integration],
    };

    private static ApiRequest Requested(Integration integration, params KeyValuePair<string, string>[] variables) => Requested(Of(integration, variables));

    private static ApiRequest Requested(Bot bot) => (ApiRequest)new SteppedConversation(bot).User("go").Effects.OfType<InvokeIntegration>().Single().Request;

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
