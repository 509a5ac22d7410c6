using System.Net;
using ConversationInteractions.AspNetCore.Contracts;
using ConversationInteractions.AspNetCore.Streams;
using ConversationInteractions.AspNetCore.Tests.Hosting;
using ConversationInteractions.Testing;
using Microsoft.Extensions.DependencyInjection;

namespace ConversationInteractions.AspNetCore.Tests.Streams;

public sealed class StreamLimitTests
{
    [Test]
    public async Task The_newest_stream_of_a_conversation_gets_in_and_the_oldest_ends_and_is_told_so()
    {
        await using WebHost host = await WebHost.StartAsync(o => o.MaxStreamsPerConversation = 2);
        ConversationOpened opened = await host.CreateAsync();
        await using EventReader elsewhere = await host.ReadAsync(await host.CreateAsync());
        await using EventReader first = await host.ReadAsync(opened);
        await using EventReader second = await host.ReadAsync(opened);

        await using EventReader third = await host.ReadAsync(opened);

        Assert.That((await first.NextAsync("replaced")).Data, Is.Empty);
        Assert.That(await first.NextAsync(), Is.Null);
        await host.SayAsync(opened, "hi");
        Assert.That(await second.TextsAsync(2), Is.EqualTo(new[] { "consumer: hi", "bot: You said: hi" }));
        Assert.That(await third.TextsAsync(2), Is.EqualTo(new[] { "consumer: hi", "bot: You said: hi" }));
        Assert.That((await elsewhere.NextAsync("owner")).Data, Is.EqualTo("""{"owner":"bot"}"""));
    }

    [Test]
    public async Task A_full_process_lets_in_whoever_comes_back_to_a_conversation_with_a_stream()
    {
        await using WebHost host = await WebHost.StartAsync(o => o.MaxStreams = 2);
        ConversationOpened opened = await host.CreateAsync();
        await using EventReader elsewhere = await host.ReadAsync(await host.CreateAsync());
        await using EventReader lost = await host.ReadAsync(opened);

        await using EventReader back = await host.ReadAsync(opened);

        Assert.That((await back.NextAsync("owner")).Data, Is.EqualTo("""{"owner":"bot"}"""));
        Assert.That((await lost.NextAsync("replaced")).Data, Is.Empty);
        using HttpResponseMessage another = await EventReader.RequestAsync(host.Client, await host.CreateAsync());
        await another.AssertRefusedAsync(HttpStatusCode.ServiceUnavailable, "too-many-streams");
    }

    [Test]
    public void A_stream_that_was_replaced_does_not_give_its_place_back_twice()
    {
        OpenStreams streams = new(new ManualTimeProvider());
        WebChannelOptions options = new() { MaxStreamsPerConversation = 1 };
        OpenStream first = streams.TryOpen("c", options)!;
        OpenStream second = streams.TryOpen("c", options)!;

        first.Dispose();

        Assert.That((first.IsReplaced, second.IsReplaced, streams.Count), Is.EqualTo((true, false, 1)));
        second.Dispose();
        Assert.That(streams.Count, Is.Zero);
    }

    [Test]
    public async Task A_process_has_a_bounded_number_of_streams()
    {
        await using WebHost host = await WebHost.StartAsync(o => o.MaxStreams = 3);
        List<EventReader> open = [];
        for (int i = 0; i < 3; i++)
        {
            open.Add(await host.ReadAsync(await host.CreateAsync()));
        }

        using HttpResponseMessage fourth = await EventReader.RequestAsync(host.Client, await host.CreateAsync());

        await fourth.AssertRefusedAsync(HttpStatusCode.ServiceUnavailable, "too-many-streams");
        Assert.That(fourth.Headers.RetryAfter?.Delta, Is.EqualTo(TimeSpan.FromSeconds(5)));
        foreach (EventReader reader in open)
        {
            await reader.DisposeAsync();
        }

        await WaitForAsync(host, 0);
    }

    [Test]
    public void Ten_thousand_streams_fit_and_not_one_more_and_all_places_come_back()
    {
        OpenStreams streams = new(new ManualTimeProvider());
        WebChannelOptions options = new();
        List<OpenStream> open = [];
        for (int i = 0; i < options.MaxStreams; i++)
        {
            open.Add(streams.TryOpen($"c{i / options.MaxStreamsPerConversation}", options)!);
        }

        Assert.That(open, Has.None.Null);
        Assert.That(streams.TryOpen("one more", options), Is.Null);
        Assert.That(streams.Count, Is.EqualTo(options.MaxStreams));
        foreach (OpenStream stream in open)
        {
            stream.Dispose();
            stream.Dispose();
        }

        Assert.That(streams.Count, Is.Zero);
    }

    /// <summary>Waits until the server has noticed that clients have gone.</summary>
    private static async Task WaitForAsync(WebHost host, int count)
    {
        OpenStreams streams = host.Services.GetRequiredService<OpenStreams>();
        await host.Time.RunUntilAsync(TimeSpan.Zero, () => streams.Count <= count);
    }
}
