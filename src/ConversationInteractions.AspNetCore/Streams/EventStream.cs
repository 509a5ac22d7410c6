using System.Globalization;
using System.Net.ServerSentEvents;
using System.Runtime.CompilerServices;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using ConversationInteractions.AspNetCore.Contracts;
using ConversationInteractions.Interpretation;
using ConversationInteractions.Runtime;

namespace ConversationInteractions.AspNetCore.Streams;

/// <summary>What one stream tells: everything said after a number, from the log, in order and once; and who answers.</summary>
internal sealed class EventStream(ConversationRuntime runtime, VisibleLog log, TimeProvider time, WebChannelOptions options, OpenStream stream)
{
    private static readonly TimeSpan Reconnection = TimeSpan.FromSeconds(1);

    private long _last;
    private StreamedOwner? _owner;
    private DateTimeOffset? _shown;
    private DateTimeOffset _spoken;
    private bool _isOpen;
    private bool _isOver;

    /// <summary>Tells until the client goes, the host stops, the right ends or a newer stream has the place.</summary>
    /// <param name="after">The number after which to begin.</param>
    /// <param name="until">When the right ends.</param>
    /// <param name="stopping">Cancelled when the host stops.</param>
    /// <param name="cancellationToken">Cancelled when the client has gone.</param>
    public async IAsyncEnumerable<SseItem<string>> ReadAsync(
        long after, DateTimeOffset until, CancellationToken stopping, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        using CancellationTokenSource ending = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, stopping);
        _last = after;
        while (await NextAsync(until, ending.Token).ConfigureAwait(false) is { } items)
        {
            foreach (SseItem<string> item in items)
            {
                yield return item;
            }
        }
    }

    /// <summary>Waits until there is something to tell.</summary>
    /// <returns>What there is; <see langword="null"/> at the end.</returns>
    private async ValueTask<List<SseItem<string>>?> NextAsync(DateTimeOffset until, CancellationToken ending)
    {
        try
        {
            while (!_isOver && time.GetUtcNow() < until)
            {
                stream.Reset();
                if (stream.IsReplaced)
                {
                    // Told, so that the client does not come back at once and take the place of the next one.
                    _isOver = true;
                    return [new SseItem<string>("", "replaced")];
                }

                List<SseItem<string>> items = [];
                TimeSpan? heldFor = await LookAsync(items, ending).ConfigureAwait(false);
                DateTimeOffset now = time.GetUtcNow();
                if (items.Count == 0 && now - _spoken >= options.KeepAliveInterval)
                {
                    items.Add(new SseItem<string>("", "alive"));
                }

                if (items.Count > 0)
                {
                    _spoken = now;
                    return items;
                }

                await stream.WaitAsync(Shortest(options.KeepAliveInterval - (now - _spoken), until - now, heldFor), ending).ConfigureAwait(false);
            }
        }
        catch (OperationCanceledException) when (ending.IsCancellationRequested)
        {
            // The client has gone, or the host stops and the client comes back to another one.
        }

        return null;
    }

    /// <summary>Collects what is new.</summary>
    /// <returns>How long a message that is there is held back still.</returns>
    private async ValueTask<TimeSpan?> LookAsync(List<SseItem<string>> items, CancellationToken ending)
    {
        ConversationState? state = await runtime.FindStateAsync(stream.ConversationId, ending).ConfigureAwait(false);
        long newest = state?.LastLogNumber ?? 0;
        if (_last > newest)
        {
            // The conversation was deleted and its numbers begin anew.
            (_last, _shown) = (0, null);
        }

        if (!_isOpen)
        {
            // Something at once, so that the client hears that it is connected, and soon comes back when it is not.
            _isOpen = true;
            _owner = StreamedOwner.Of(state);
            items.Add(Item(_owner, WebJson.Default.StreamedOwner, "owner", null, Reconnection));
        }

        TimeSpan? heldFor = null;
        if (newest > _last)
        {
            VisibleEntries page = await log.ReadAsync(stream.ConversationId, _last, _shown, ending).ConfigureAwait(false);
            if (page.First is { } first && first > _last + 1)
            {
                items.Add(Item(new StreamedGap(_last + 1, first - 1), WebJson.Default.StreamedGap, "gap"));
            }

            foreach (LogEntry entry in page.Entries)
            {
                items.Add(Item(StreamedMessage.Of(entry), WebJson.Default.StreamedMessage, "message", entry.Number.ToString(CultureInfo.InvariantCulture)));
                _last = entry.Number;
            }

            (_shown, heldFor) = (page.Shown, page.HeldFor);
        }

        // Who answers is told after what was said before.
        StreamedOwner owner = StreamedOwner.Of(state);
        if (_last >= newest && owner != _owner)
        {
            _owner = owner;
            items.Add(Item(owner, WebJson.Default.StreamedOwner, "owner"));
        }

        return heldFor;
    }

    private TimeSpan Shortest(TimeSpan keepAlive, TimeSpan rest, TimeSpan? held)
    {
        TimeSpan shortest = keepAlive < rest ? keepAlive : rest;
        shortest = options.PollInterval != Timeout.InfiniteTimeSpan && options.PollInterval < shortest ? options.PollInterval : shortest;
        shortest = held < shortest ? held.Value : shortest;
        return shortest > TimeSpan.Zero ? shortest : TimeSpan.FromMilliseconds(1);
    }

    private static SseItem<string> Item<T>(T content, JsonTypeInfo<T> type, string kind, string? id = null, TimeSpan? reconnection = null) =>
        new(JsonSerializer.Serialize(content, type), kind) { EventId = id, ReconnectionInterval = reconnection };
}
