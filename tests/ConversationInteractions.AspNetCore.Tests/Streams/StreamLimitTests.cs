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
    public async Task One_conversation_has_a_bounded_number_of_streams()
    {
        await using WebHost host = await WebHost.StartAsync(o => o.StreamsPerConversation = 2);
        ConversationOpened opened = await host.CreateAsync();
        ConversationOpened other = await host.CreateAsync();
        await using EventReader first = await host.ReadAsync(opened);
        EventReader second = await host.ReadAsync(opened);

        using (HttpResponseMessage third = await EventReader.RequestAsync(host.Client, opened))
        {
            await third.AssertRefusedAsync(HttpStatusCode.TooManyRequests, "too-many-streams");
            Assert.That(third.Headers.RetryAfter?.Delta, Is.EqualTo(TimeSpan.FromSeconds(5)));
        }

        await using EventReader elsewhere = await host.ReadAsync(other);
        await second.DisposeAsync();
        await WaitForAsync(host, 2);
        await using EventReader again = await host.ReadAsync(opened);
        Assert.That((await again.NextAsync("owner")).Data, Is.EqualTo("""{"owner":"bot"}"""));
    }

    [Test]
    public async Task A_process_has_a_bounded_number_of_streams()
    {
        await using WebHost host = await WebHost.StartAsync(o => o.Streams = 3);
        List<EventReader> open = [];
        for (int i = 0; i < 3; i++)
        {
            open.Add(await host.ReadAsync(await host.CreateAsync()));
        }

        using HttpResponseMessage fourth = await EventReader.RequestAsync(host.Client, await host.CreateAsync());

        await fourth.AssertRefusedAsync(HttpStatusCode.ServiceUnavailable, "too-many-streams");
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
        for (int i = 0; i < options.Streams; i++)
        {
            open.Add(streams.TryOpen($"c{i / options.StreamsPerConversation}", options, out _)!);
        }

        Assert.That(open, Has.None.Null);
        Assert.That(streams.TryOpen("one more", options, out bool isFull), Is.Null);
        Assert.That(isFull, Is.True);
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
