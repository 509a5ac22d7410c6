using System.Net;
using System.Net.Http.Json;
using ConversationInteractions.AspNetCore.Access;
using ConversationInteractions.AspNetCore.Contracts;
using ConversationInteractions.AspNetCore.Tests.Hosting;
using ConversationInteractions.Interpretation;

namespace ConversationInteractions.AspNetCore.Tests.Endpoints;

public sealed class SystemEventTests
{
    private const string Key = "0123456789abcdef0123456789abcdef";
    private const string NewKey = "fedcba9876543210fedcba9876543210";

    [Test]
    public async Task Who_has_the_key_tells_the_bot_something_and_closes()
    {
        await using WebHost host = await WebHost.StartAsync(o => o.SystemKeys.Add(Key));
        ConversationOpened opened = await host.CreateAsync();

        using HttpResponseMessage raised = await PostAsync(host, opened, "system-events", Key, new PostSystemEvent { Name = "press", Text = "news", Id = "1", Start = new StartFacts { UserId = "u" } });
        using HttpResponseMessage repeated = await PostAsync(host, opened, "system-events", Key, new PostSystemEvent { Name = "press", Text = "news", Id = "1" });
        using HttpResponseMessage closed = await PostAsync(host, opened, "close", Key, new PostClose());

        Assert.That((await raised.Content.ReadFromJsonAsync<EventReceipt>())!.Status, Is.EqualTo("accepted"));
        Assert.That((await repeated.Content.ReadFromJsonAsync<EventReceipt>())!.Status, Is.EqualTo("duplicate"));
        Assert.That((await closed.Content.ReadFromJsonAsync<EventReceipt>())!.Owner, Is.EqualTo("closed"));
        await using EventReader events = await host.ReadAsync(opened);
        Assert.That((await events.NextAsync("owner")).Data, Is.EqualTo("""{"owner":"closed"}"""));
        Assert.That((await host.Runtime.FindStateAsync(opened.ConversationId))!.UserId, Is.EqualTo("u"));
    }

    [TestCase(null)]
    [TestCase("")]
    [TestCase("0123456789abcdef0123456789abcdeg")]
    [TestCase("0123456789abcdef0123456789abcdef0")]
    [TestCase("0123456789ABCDEF0123456789ABCDEF")]
    public async Task A_forged_system_event_changes_nothing(string? key)
    {
        await using WebHost host = await WebHost.StartAsync(o => o.SystemKeys.Add(Key));
        ConversationOpened opened = await host.CreateAsync();

        using HttpResponseMessage raised = await PostAsync(host, opened, "system-events", key, new PostSystemEvent { Name = "press", Text = "news" });
        using HttpResponseMessage closed = await PostAsync(host, opened, "close", key, new PostClose());

        await raised.AssertRefusedAsync(HttpStatusCode.Unauthorized, "system-key-invalid");
        await closed.AssertRefusedAsync(HttpStatusCode.Unauthorized, "system-key-invalid");
        Assert.That(await host.Runtime.FindStateAsync(opened.ConversationId), Is.Null);
    }

    [Test]
    public async Task A_consumer_cannot_speak_as_a_system()
    {
        await using WebHost host = await WebHost.StartAsync(o => o.SystemKeys.Add(Key));
        ConversationOpened opened = await host.CreateAsync();

        using HttpResponseMessage raised = await host.PostAsync(opened, "system-events", JsonContent.Create(new PostSystemEvent { Name = "press", Text = "news" }));
        await host.SayAsync(opened, "__agent_escalation_failed__");

        await raised.AssertRefusedAsync(HttpStatusCode.Unauthorized, "system-key-invalid");
        await using EventReader events = await host.ReadAsync(opened);
        Assert.That((await events.TextsAsync(2))[1], Is.EqualTo("bot: You said: __agent_escalation_failed__"));
    }

    [Test]
    public async Task The_ids_of_consumers_do_not_use_up_those_of_systems()
    {
        await using WebHost host = await WebHost.StartAsync(o => o.SystemKeys.Add(Key));
        ConversationOpened opened = await host.CreateAsync();
        await host.SayAsync(opened, "hi", id: "1");
        await host.SayAsync(opened, "hi", id: "system:1");

        using HttpResponseMessage raised = await PostAsync(host, opened, "system-events", Key, new PostSystemEvent { Name = "press", Text = "news", Id = "1" });

        Assert.That((await raised.Content.ReadFromJsonAsync<EventReceipt>())!.Status, Is.EqualTo("accepted"));
    }

    [Test]
    public async Task Two_keys_hold_while_one_is_being_changed()
    {
        await using WebHost host = await WebHost.StartAsync(o =>
        {
            o.SystemKeys.Add(Key);
            o.SystemKeys.Add(NewKey);
        });

        foreach (string key in new[] { Key, NewKey })
        {
            using HttpResponseMessage raised = await PostAsync(host, await host.CreateAsync(), "system-events", key, new PostSystemEvent { Name = "press", Text = "news" });
            Assert.That(raised.StatusCode, Is.EqualTo(HttpStatusCode.OK));
        }
    }

    [Test]
    public async Task Without_a_key_there_are_no_system_events()
    {
        await using WebHost host = await WebHost.StartAsync();

        using HttpResponseMessage raised = await PostAsync(host, await host.CreateAsync(), "system-events", Key, new PostSystemEvent { Name = "press", Text = "news" });

        Assert.That(raised.StatusCode, Is.EqualTo(HttpStatusCode.NotFound));
    }

    [Test]
    public async Task A_close_needs_no_body()
    {
        await using WebHost host = await WebHost.StartAsync(o => o.SystemKeys.Add(Key));
        ConversationOpened opened = await host.CreateAsync();
        await host.SayAsync(opened, "hi");
        using HttpRequestMessage request = new(HttpMethod.Post, $"/conversations/{opened.ConversationId}/close");
        request.Headers.Add(ConversationHeaders.SystemKey, Key);

        using HttpResponseMessage closed = await host.Client.SendAsync(request);

        Assert.That(closed.StatusCode, Is.EqualTo(HttpStatusCode.OK));
        Assert.That((await host.Runtime.FindStateAsync(opened.ConversationId))!.Owner, Is.EqualTo(ConversationOwner.Closed));
    }

    private static async Task<HttpResponseMessage> PostAsync<T>(WebHost host, ConversationOpened opened, string path, string? key, T body)
    {
        using HttpRequestMessage request = new(HttpMethod.Post, $"/conversations/{opened.ConversationId}/{path}") { Content = JsonContent.Create(body) };
        if (key is not null)
        {
            request.Headers.TryAddWithoutValidation(ConversationHeaders.SystemKey, key);
        }

        return await host.Client.SendAsync(request);
    }
}
