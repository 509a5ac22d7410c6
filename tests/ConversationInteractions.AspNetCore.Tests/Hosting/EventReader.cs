using System.Globalization;
using System.Net;
using System.Net.ServerSentEvents;
using System.Text.Json;
using ConversationInteractions.AspNetCore.Access;
using ConversationInteractions.AspNetCore.Contracts;

namespace ConversationInteractions.AspNetCore.Tests.Hosting;

/// <summary>Reads an event stream as a browser does, by the public format alone.</summary>
internal sealed class EventReader : IAsyncDisposable
{
    private readonly HttpResponseMessage _response;
    private readonly IAsyncEnumerator<SseItem<string>> _events;
    private readonly CancellationTokenSource _patience = new(Clockwork.Patience);

    private EventReader(HttpResponseMessage response, Stream body)
    {
        _response = response;
        _events = SseParser.Create(body).EnumerateAsync().GetAsyncEnumerator(_patience.Token);
    }

    public HttpResponseMessage Response => _response;

    public static async Task<HttpResponseMessage> RequestAsync(HttpClient client, ConversationOpened opened, long? after = null)
    {
        using HttpRequestMessage request = new(HttpMethod.Get, $"/conversations/{opened.ConversationId}/events");
        request.Headers.Add(ConversationHeaders.Token, opened.Token);
        if (after is { } last)
        {
            request.Headers.Add("Last-Event-ID", last.ToString(CultureInfo.InvariantCulture));
        }

        return await client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead);
    }

    public static async Task<EventReader> OpenAsync(HttpClient client, ConversationOpened opened, long? after)
    {
        HttpResponseMessage response = await RequestAsync(client, opened, after);
        Assert.That(response.StatusCode, Is.EqualTo(HttpStatusCode.OK));
        return new EventReader(response, await response.Content.ReadAsStreamAsync());
    }

    /// <summary>The next event of any kind; <see langword="null"/> at the end of the stream.</summary>
    public async Task<SseItem<string>?> NextAsync() => await _events.MoveNextAsync() ? _events.Current : null;

    /// <summary>The next event of a kind, passing over others.</summary>
    public async Task<SseItem<string>> NextAsync(string kind)
    {
        while (await NextAsync() is { } item)
        {
            if (item.EventType == kind)
            {
                return item;
            }
        }

        throw new AssertionException($"The stream ended before an event '{kind}'.");
    }

    /// <summary>The next messages.</summary>
    public async Task<List<StreamedMessage>> MessagesAsync(int count)
    {
        List<StreamedMessage> messages = [];
        while (messages.Count < count)
        {
            messages.Add(JsonSerializer.Deserialize((await NextAsync("message")).Data, WebJson.Default.StreamedMessage)!);
        }

        return messages;
    }

    /// <summary>The texts of the next messages, each with who said it in front.</summary>
    public async Task<string[]> TextsAsync(int count) => [.. (await MessagesAsync(count)).Select(m => $"{m.From}: {m.Text}")];

    public async ValueTask DisposeAsync()
    {
        await _events.DisposeAsync();
        _response.Dispose();
        _patience.Dispose();
    }
}
