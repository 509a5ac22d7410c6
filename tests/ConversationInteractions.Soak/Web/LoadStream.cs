using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using System.Net.Http.Json;
using System.Net.ServerSentEvents;
using System.Text.Json;
using ConversationInteractions.AspNetCore.Access;
using ConversationInteractions.AspNetCore.Contracts;

namespace ConversationInteractions.Soak.Web;

/// <summary>A consumer with an open stream: speaks, and judges what the stream tells.</summary>
internal sealed class LoadStream : IAsyncDisposable
{
    private readonly ConversationOpened _opened;
    private readonly HttpResponseMessage _response;
    private readonly ConcurrentDictionary<string, long> _posted = new(StringComparer.Ordinal);
    private readonly CancellationTokenSource _over = new();
    private readonly Task _reading;
    private long _told;
    private int _repeated;
    private int _missed;

    private LoadStream(ConversationOpened opened, HttpResponseMessage response, Stream body)
    {
        (_opened, _response) = (opened, response);
        _reading = ReadAsync(body);
    }

    /// <summary>What went wrong, in words.</summary>
    public ConcurrentQueue<string> Faults { get; } = [];

    /// <summary>How many messages were told again.</summary>
    public int Repeated => _repeated;

    /// <summary>How many messages were passed over, or were never told.</summary>
    public int Missed => _missed;

    /// <summary>From posting to the answer on the stream, in milliseconds.</summary>
    public ConcurrentQueue<double> Latencies { get; } = [];

    public static async Task<LoadStream> OpenAsync(HttpClient client, ConversationOpened opened, CancellationToken cancellationToken)
    {
        using HttpRequestMessage request = new(HttpMethod.Get, $"/conversations/{opened.ConversationId}/events");
        request.Headers.Add(ConversationHeaders.Token, opened.Token);
        HttpResponseMessage response = await client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancellationToken);
        return new LoadStream(opened, response.EnsureSuccessStatusCode(), await response.Content.ReadAsStreamAsync(cancellationToken));
    }

    public async Task SayAsync(HttpClient client, int number, long at, CancellationToken cancellationToken)
    {
        string text = string.Create(CultureInfo.InvariantCulture, $"message {number}");
        _posted[$"You said {text}."] = at;
        using HttpRequestMessage request = new(HttpMethod.Post, $"/conversations/{_opened.ConversationId}/messages") { Content = JsonContent.Create(new PostMessage { Text = text }) };
        request.Headers.Add(ConversationHeaders.Token, _opened.Token);
        using HttpResponseMessage response = await client.SendAsync(request, cancellationToken);
        response.EnsureSuccessStatusCode();
    }

    /// <summary>Waits until the stream has told so many messages.</summary>
    public async Task WhenToldAsync(int count, CancellationToken cancellationToken)
    {
        while (Volatile.Read(ref _told) < count)
        {
            if (cancellationToken.IsCancellationRequested || _reading.IsCompleted)
            {
                Interlocked.Add(ref _missed, (int)(count - Volatile.Read(ref _told)));
                Faults.Enqueue($"{_opened.ConversationId} told {_told} of {count}");
                return;
            }

            await Task.Delay(20, CancellationToken.None);
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _over.CancelAsync();
        await _reading;
        _response.Dispose();
        _over.Dispose();
    }

    private async Task ReadAsync(Stream body)
    {
        try
        {
            await foreach (SseItem<string> item in SseParser.Create(body).EnumerateAsync(_over.Token))
            {
                if (item.EventType == "message")
                {
                    Judge(JsonSerializer.Deserialize<StreamedMessage>(item.Data, JsonSerializerOptions.Web)!);
                }
            }
        }
        catch (Exception gone) when (gone is IOException or HttpRequestException or ObjectDisposedException or OperationCanceledException)
        {
            // The run is over.
        }
    }

    private void Judge(StreamedMessage message)
    {
        if (message.Number <= _told)
        {
            Interlocked.Increment(ref _repeated);
            Faults.Enqueue($"{_opened.ConversationId} told {message.Number} again after {_told}");
            return;
        }

        if (message.Number != _told + 1)
        {
            Interlocked.Add(ref _missed, (int)(message.Number - _told - 1));
            Faults.Enqueue($"{_opened.ConversationId} told {message.Number} after {_told}");
        }

        if (_posted.TryRemove(message.Text, out long at))
        {
            Latencies.Enqueue(Stopwatch.GetElapsedTime(at).TotalMilliseconds);
        }

        Volatile.Write(ref _told, message.Number);
    }
}
