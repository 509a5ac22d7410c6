using System.Net;
using System.Net.Http.Json;
using ConversationInteractions.AspNetCore.Access;
using ConversationInteractions.AspNetCore.Contracts;
using ConversationInteractions.AspNetCore.Tests.Hosting;
using ConversationInteractions.Runtime;
using Microsoft.Extensions.DependencyInjection;

namespace ConversationInteractions.AspNetCore.Tests.Access;

public sealed class TokenTests
{
    [Test]
    public async Task A_conversation_cannot_be_reached_without_a_token()
    {
        await using WebHost host = await WebHost.StartAsync();
        ConversationOpened opened = await host.CreateAsync();

        using HttpResponseMessage said = await host.Client.PostAsJsonAsync($"/conversations/{opened.ConversationId}/messages", new PostMessage { Text = "hi" });
        using HttpResponseMessage read = await host.Client.GetAsync(new Uri($"/conversations/{opened.ConversationId}/events", UriKind.Relative));

        await said.AssertRefusedAsync(HttpStatusCode.Unauthorized, "token-missing");
        await read.AssertRefusedAsync(HttpStatusCode.Unauthorized, "token-missing");
        Assert.That(said.Headers.WwwAuthenticate.ToString(), Is.EqualTo("Conversation-Token"));
        Assert.That(await host.Runtime.FindStateAsync(opened.ConversationId), Is.Null);
    }

    [Test]
    public async Task The_token_of_one_conversation_does_not_open_another()
    {
        await using WebHost host = await WebHost.StartAsync();
        ConversationOpened mine = await host.CreateAsync();
        ConversationOpened yours = await host.CreateAsync();
        await host.SayAsync(yours, "my secret");
        ConversationOpened mixed = yours with { Token = mine.Token };

        using HttpResponseMessage said = await host.PostAsync(mixed, "messages", JsonContent.Create(new PostMessage { Text = "hi" }));
        using HttpResponseMessage read = await EventReader.RequestAsync(host.Client, mixed);
        using HttpResponseMessage renewed = await host.PostAsync(mixed, "token", JsonContent.Create(new { }));
        using HttpResponseMessage nowhere = await host.PostAsync(mixed with { ConversationId = "not there" }, "messages", JsonContent.Create(new PostMessage { Text = "hi" }));

        await said.AssertRefusedAsync(HttpStatusCode.Forbidden, "token-foreign");
        await read.AssertRefusedAsync(HttpStatusCode.Forbidden, "token-foreign");
        await renewed.AssertRefusedAsync(HttpStatusCode.Forbidden, "token-foreign");
        await nowhere.AssertRefusedAsync(HttpStatusCode.Forbidden, "token-foreign");
    }

    [Test]
    public async Task A_token_expires_and_cannot_be_renewed_afterwards()
    {
        await using WebHost host = await WebHost.StartAsync();
        ConversationOpened opened = await host.CreateAsync();
        host.Time.Advance(TimeSpan.FromHours(23));
        using HttpResponseMessage renewal = await host.PostAsync(opened, "token", JsonContent.Create(new { }));
        ConversationOpened renewed = (await renewal.Content.ReadFromJsonAsync<ConversationOpened>())!;

        host.Time.Advance(TimeSpan.FromHours(1));

        using HttpResponseMessage said = await host.PostAsync(opened, "messages", JsonContent.Create(new PostMessage { Text = "hi" }));
        using HttpResponseMessage again = await host.PostAsync(opened, "token", JsonContent.Create(new { }));
        await said.AssertRefusedAsync(HttpStatusCode.Unauthorized, "token-expired");
        await again.AssertRefusedAsync(HttpStatusCode.Unauthorized, "token-expired");
        Assert.That(renewed.ConversationId, Is.EqualTo(opened.ConversationId));
        Assert.That((await host.SayAsync(renewed, "hi")).Status, Is.EqualTo("accepted"));
    }

    [Test]
    public async Task No_altered_token_is_taken_and_none_is_an_error_of_the_server()
    {
        await using WebHost host = await WebHost.StartAsync();
        ConversationOpened opened = await host.CreateAsync();
        string token = opened.Token;
        List<string> altered = ["x", "…", new('A', 5_000), token + "A", token[..^1], token[..20], token.ToUpperInvariant(), opened.ConversationId];
        altered.AddRange(Enumerable.Range(0, token.Length / 7).Select(i => token[..(7 * i)] + (token[7 * i] == 'A' ? 'B' : 'A') + token[((7 * i) + 1)..]));
        await using WebHost other = await WebHost.StartAsync();
        altered.Add((await other.CreateAsync()).Token);

        foreach (string forged in altered)
        {
            using HttpRequestMessage request = new(HttpMethod.Post, $"/conversations/{opened.ConversationId}/messages") { Content = JsonContent.Create(new PostMessage { Text = "hi" }) };
            request.Headers.TryAddWithoutValidation(ConversationHeaders.Token, Uri.EscapeDataString(forged));
            using HttpResponseMessage response = await host.Client.SendAsync(request);
            await response.AssertRefusedAsync(HttpStatusCode.Unauthorized, "token-invalid");
        }
    }

    [Test]
    public async Task Ids_and_tokens_cannot_be_guessed_from_others()
    {
        await using WebHost host = await WebHost.StartAsync();
        List<ConversationOpened> opened = [];
        for (int i = 0; i < 50; i++)
        {
            opened.Add(await host.CreateAsync());
        }

        Assert.That(opened.Select(o => o.ConversationId), Is.Unique.And.All.Matches("^[0-9a-f]{32}$"));
        Assert.That(opened.Select(o => o.Token), Is.Unique);
        Assert.That(opened, Has.None.Matches<ConversationOpened>(o => o.Token.Contains(o.ConversationId, StringComparison.Ordinal)));
    }

    [Test]
    public async Task A_token_is_taken_from_the_address_only_by_streams_and_only_if_the_host_wants_it()
    {
        await using WebHost strict = await WebHost.StartAsync();
        await using WebHost lenient = await WebHost.StartAsync(o => o.TokenInQuery = true);
        ConversationOpened there = await strict.CreateAsync();
        ConversationOpened here = await lenient.CreateAsync();

        using HttpResponseMessage refused = await strict.Client.GetAsync(new Uri($"/conversations/{there.ConversationId}/events?token={there.Token}", UriKind.Relative));
        using HttpResponseMessage said = await lenient.Client.PostAsJsonAsync($"/conversations/{here.ConversationId}/messages?token={here.Token}", new PostMessage { Text = "hi" });
        using HttpResponseMessage streamed = await lenient.Client.GetAsync(
            new Uri($"/conversations/{here.ConversationId}/events?token={here.Token}", UriKind.Relative), HttpCompletionOption.ResponseHeadersRead);

        await refused.AssertRefusedAsync(HttpStatusCode.Unauthorized, "token-missing");
        await said.AssertRefusedAsync(HttpStatusCode.Unauthorized, "token-missing");
        Assert.That(streamed.StatusCode, Is.EqualTo(HttpStatusCode.OK));
        Assert.That(streamed.Content.Headers.ContentType?.MediaType, Is.EqualTo("text/event-stream"));
    }

    [Test]
    public async Task Without_a_right_nothing_of_the_body_is_read()
    {
        await using WebHost host = await WebHost.StartAsync();
        ConversationOpened forged = new("c", "forged", default);
        foreach (string path in new[] { "messages", "token" })
        {
            using RawRequest request = await RawRequest.BeginAsync(host, forged, path, "application/json", "{");

            Assert.That(await request.AnswerAsync(), Is.EqualTo((HttpStatusCode.Unauthorized, "token-invalid")), "although the body has not come");
        }
    }

    [Test]
    public async Task A_host_may_hand_out_tokens_itself()
    {
        await using WebHost host = await WebHost.StartAsync();
        ConversationOpened opened = host.Services.GetRequiredService<ConversationTokens>().Create("order 4711 ä", new ConversationStart { Bot = "Other" });
        ConversationOpened address = opened with { ConversationId = Uri.EscapeDataString(opened.ConversationId) };

        EventReceipt receipt = await host.SayAsync(address, "hi");

        Assert.That(receipt.Status, Is.EqualTo("accepted"));
        Assert.That((await host.Runtime.FindStateAsync("order 4711 ä"))!.Bot, Is.EqualTo("Other"));
    }
}
