using System.Net;
using System.Net.ServerSentEvents;
using ConversationInteractions.AspNetCore.Access;
using ConversationInteractions.AspNetCore.Contracts;
using ConversationInteractions.AspNetCore.Tests.Hosting;
using ConversationInteractions.Runtime;
using ConversationInteractions.Testing;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.Extensions.DependencyInjection;

namespace ConversationInteractions.AspNetCore.Tests.Streams;

public sealed class EventStreamTests
{
    [Test]
    public async Task A_stream_begins_with_who_answers_and_tells_when_that_changes()
    {
        await using WebHost host = await WebHost.StartAsync(conversations: c => c.UseAgentDesk());
        ConversationOpened opened = await host.CreateAsync();
        await using EventReader events = await host.ReadAsync(opened);
        SseItem<string> first = (await events.NextAsync())!.Value;

        await host.SayAsync(opened, "agent");
        await host.Runtime.WhenIdleAsync();

        Assert.That((first.EventType, first.Data, first.ReconnectionInterval), Is.EqualTo(("owner", """{"owner":"bot"}""", TimeSpan.FromSeconds(1))));
        SseItem<string> pending = await events.NextAsync("owner");
        Assert.That(pending.Data, Does.StartWith("""{"owner":"pending","transferId":"""));
        Assert.That(pending.EventId, Is.Null.Or.Empty, "it must not move the place from which a client goes on");
    }

    [Test]
    public async Task Resumed_at_any_number_a_stream_tells_exactly_the_rest()
    {
        await using WebHost host = await WebHost.StartAsync(o => o.MaxStreamsPerConversation = 1_000);
        ConversationOpened opened = await host.CreateAsync();
        for (int i = 0; i < 5; i++)
        {
            await host.SayAsync(opened, i % 2 == 0 ? "two" : $"say {i}");
        }

        await using EventReader whole = await host.ReadAsync(opened);
        List<StreamedMessage> all = await whole.MessagesAsync(13);
        Assert.That(all.Select(m => m.Number), Is.EqualTo(Enumerable.Range(1, 13)));
        for (int after = 0; after < all.Count; after++)
        {
            await using EventReader rest = await host.ReadAsync(opened, after);
            List<StreamedMessage> told = await rest.MessagesAsync(all.Count - after);
            Assert.That(told.Select(m => (m.Number, m.Text)), Is.EqualTo(all.Skip(after).Select(m => (m.Number, m.Text))));
        }
    }

    [Test]
    public async Task A_client_that_reconnects_all_the_time_misses_and_repeats_nothing()
    {
        const int Messages = 60;
        await using WebHost host = await WebHost.StartAsync(o => o.MaxStreamsPerConversation = 1_000);
        ConversationOpened opened = await host.CreateAsync();
        Task speaking = Task.Run(async () =>
        {
            for (int i = 0; i < Messages; i++)
            {
                await host.SayAsync(opened, $"number {i}");
            }
        });

        List<long> numbers = [];
        while (numbers.Count < 2 * Messages)
        {
            await using EventReader events = await host.ReadAsync(opened, numbers.LastOrDefault());
            numbers.AddRange((await events.MessagesAsync(Math.Min((2 * Messages) - numbers.Count, 1 + (numbers.Count % 3)))).Select(m => m.Number));
        }

        await speaking;
        Assert.That(numbers.Take(2 * Messages), Is.EqualTo(Enumerable.Range(1, 2 * Messages)));
    }

    [Test]
    public async Task More_than_a_page_is_told_at_once()
    {
        await using WebHost host = await WebHost.StartAsync();
        ConversationOpened opened = await host.CreateAsync();
        for (int i = 0; i < 130; i++)
        {
            await host.Runtime.HandleAsync(opened.ConversationId, new UserMessage("two"));
        }

        await using EventReader events = await host.ReadAsync(opened);

        Assert.That((await events.MessagesAsync(390)).Select(m => m.Number), Is.EqualTo(Enumerable.Range(1, 390)));
    }

    [Test]
    public async Task What_another_process_says_is_told_at_the_next_look()
    {
        InMemoryConversationStore store = new();
        ManualTimeProvider time = new();
        EphemeralDataProtectionProvider keys = new();
        await using WebHost here = await WebHost.StartAsync(ForLong, services: Shared, time: time);
        await using WebHost there = await WebHost.StartAsync(ForLong, services: Shared, time: time);
        ConversationOpened opened = await here.CreateAsync();
        await using EventReader events = await here.ReadAsync(opened);
        await events.NextAsync("owner");

        await there.SayAsync(opened, "two");

        string[] texts = await time.RunUntilAsync(TimeSpan.FromSeconds(1), events.TextsAsync(3));

        Assert.That(texts, Is.EqualTo(new[] { "consumer: two", "bot: One.", "bot: Two." }));

        void Shared(IServiceCollection services) => services.AddSingleton<IConversationStore>(store).AddSingleton<IDataProtectionProvider>(keys);
    }

    [Test]
    public async Task Two_tabs_are_told_the_same()
    {
        await using WebHost host = await WebHost.StartAsync();
        ConversationOpened opened = await host.CreateAsync();
        await using EventReader first = await host.ReadAsync(opened);
        await using EventReader second = await host.ReadAsync(opened);

        await host.SayAsync(opened, "two");

        Assert.That(await first.TextsAsync(3), Is.EqualTo(await second.TextsAsync(3)));
    }

    [Test]
    public async Task A_silent_stream_says_that_it_is_alive()
    {
        await using WebHost host = await WebHost.StartAsync();
        await using EventReader events = await host.ReadAsync(await host.CreateAsync());
        await events.NextAsync("owner");

        host.Time.Advance(TimeSpan.FromSeconds(15));

        Assert.That((await events.NextAsync("alive")).Data, Is.Empty);
    }

    [Test]
    public async Task A_stream_ends_with_the_right_to_it()
    {
        await using WebHost host = await WebHost.StartAsync(o => o.TokenLifetime = TimeSpan.FromMinutes(1));
        await using EventReader events = await host.ReadAsync(await host.CreateAsync());
        await events.NextAsync("owner");

        host.Time.Advance(TimeSpan.FromMinutes(1));

        SseItem<string>? item;
        while ((item = await events.NextAsync()) is not null)
        {
            Assert.That(item.Value.EventType, Is.EqualTo("alive"));
        }
    }

    [Test]
    public async Task Streams_do_not_hold_up_a_host_that_stops()
    {
        await using WebHost host = await WebHost.StartAsync();
        await using EventReader events = await host.ReadAsync(await host.CreateAsync());
        await events.NextAsync("owner");

        await host.StopAsync();

        Assert.That(await events.NextAsync(), Is.Null);
    }

    [Test]
    public async Task A_stream_of_a_conversation_that_was_deleted_begins_anew()
    {
        await using WebHost host = await WebHost.StartAsync();
        ConversationOpened opened = await host.CreateAsync();
        await host.SayAsync(opened, "two");
        await host.Runtime.WhenIdleAsync();
        await host.Services.GetRequiredService<IConversationStore>().DeleteAsync(opened.ConversationId, CancellationToken.None);

        await using EventReader events = await host.ReadAsync(opened, after: 3);
        await host.SayAsync(opened, "hi");

        Assert.That(await events.TextsAsync(2), Is.EqualTo(new[] { "consumer: hi", "bot: You said: hi" }));
    }

    [Test]
    public async Task What_is_not_kept_any_more_is_told_as_a_gap()
    {
        await using WebHost host = await WebHost.StartAsync(services: s => s.AddSingleton<IConversationStore>(new InMemoryConversationStore { LogEntries = 2 }));
        ConversationOpened opened = await host.CreateAsync();
        await host.SayAsync(opened, "two");
        host.Time.Advance(TimeSpan.FromHours(25));
        ConversationOpened renewed = host.Services.GetRequiredService<ConversationTokens>().Create(opened.ConversationId);
        await host.SayAsync(renewed, "two");

        await using EventReader events = await host.ReadAsync(renewed, after: 1);

        Assert.That((await events.NextAsync("gap")).Data, Is.EqualTo("""{"first":2,"last":3}"""));
        Assert.That((await events.MessagesAsync(3)).Select(m => m.Number), Is.EqualTo(new[] { 4, 5, 6 }));
    }

    [TestCase("-1")]
    [TestCase("1e3")]
    [TestCase("abc")]
    [TestCase("99999999999999999999")]
    public async Task A_Last_Event_ID_that_is_none_is_refused(string last)
    {
        await using WebHost host = await WebHost.StartAsync();
        ConversationOpened opened = await host.CreateAsync();
        using HttpRequestMessage request = new(HttpMethod.Get, $"/conversations/{opened.ConversationId}/events");
        request.Headers.Add(ConversationHeaders.Token, opened.Token);
        request.Headers.TryAddWithoutValidation("Last-Event-ID", last);

        using HttpResponseMessage response = await host.Client.SendAsync(request);

        await response.AssertRefusedAsync(HttpStatusCode.BadRequest, "last-event-id");
    }

    /// <summary>The clock runs far while the server works.</summary>
    private static void ForLong(WebChannelOptions options) => options.TokenLifetime = TimeSpan.FromDays(365);
}
