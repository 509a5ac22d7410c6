using System.Globalization;
using System.Net.ServerSentEvents;
using ConversationInteractions.AspNetCore.Access;
using ConversationInteractions.AspNetCore.Streams;
using ConversationInteractions.Runtime;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;

namespace ConversationInteractions.AspNetCore.Endpoints;

/// <summary>Streams what is said, from where the client left off.</summary>
internal static class EventsEndpoint
{
    public static Results<ServerSentEventsResult<string>, ProblemHttpResult> Read(
        string conversationId,
        HttpContext http,
        ConversationRuntime runtime,
        OpenStreams streams,
        VisibleLog log,
        TimeProvider time,
        IHostApplicationLifetime lifetime,
        IOptions<WebChannelOptions> options)
    {
        if (!TryReadLast(http.Request.Headers["Last-Event-ID"], out long after))
        {
            return Refusals.BadLastEventId;
        }

        if (streams.TryOpen(conversationId, options.Value) is not { } stream)
        {
            http.Response.Headers.RetryAfter = "5";
            return Refusals.TooManyStreams;
        }

        http.Response.RegisterForDispose(stream);
        http.Response.Headers["X-Accel-Buffering"] = "no";
        IAsyncEnumerable<SseItem<string>> items = new EventStream(runtime, log, time, options.Value, stream)
            .ReadAsync(after, AccessFilter.GrantOf(http).ExpiresAt, lifetime.ApplicationStopping);
        return TypedResults.ServerSentEvents(items);
    }

    private static bool TryReadLast(string? header, out long after)
    {
        after = 0;
        return string.IsNullOrEmpty(header) || long.TryParse(header, NumberStyles.None, CultureInfo.InvariantCulture, out after);
    }
}
