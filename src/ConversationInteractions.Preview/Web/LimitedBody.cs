using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;

namespace ConversationInteractions.Preview;

/// <summary>Reads bodies of requests up to a limit, whatever server is below.</summary>
internal static class LimitedBody
{
    /// <summary>Reads a body.</summary>
    /// <returns>The bytes; <see langword="null"/> where there are too many.</returns>
    public static async Task<byte[]?> ReadAsync(HttpContext context, int limit)
    {
        if (context.Request.ContentLength > limit)
        {
            return null;
        }

        if (context.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } feature)
        {
            // Read here up to the limit, so that the answer is this page's and not the server's.
            feature.MaxRequestBodySize = limit + 1L;
        }

        using MemoryStream content = new();
        byte[] buffer = new byte[16 * 1024];
        while (await context.Request.Body.ReadAsync(buffer, context.RequestAborted).ConfigureAwait(false) is > 0 and int read)
        {
            if (content.Length + read > limit)
            {
                return null;
            }

            await content.WriteAsync(buffer.AsMemory(0, read), context.RequestAborted).ConfigureAwait(false);
        }

        return content.ToArray();
    }

    /// <summary>Reads a body as JSON.</summary>
    /// <returns>What it says; <see langword="null"/> where it is too long or says nothing that can be read.</returns>
    public static async Task<T?> ReadAsync<T>(HttpContext context, JsonTypeInfo<T> type, int limit)
        where T : class
    {
        if (await ReadAsync(context, limit).ConfigureAwait(false) is not { } content)
        {
            return null;
        }

        try
        {
            return JsonSerializer.Deserialize(content, type);
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
