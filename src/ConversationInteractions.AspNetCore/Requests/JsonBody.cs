using System.Buffers;
using System.Diagnostics.CodeAnalysis;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace ConversationInteractions.AspNetCore.Requests;

/// <summary>Reads the JSON of a request, up to a size and a time, whatever the server in front allows.</summary>
/// <typeparam name="T">What is read.</typeparam>
/// <param name="Value">What was read; <see langword="null"/> where it is refused.</param>
/// <param name="Refusal">Why it is refused.</param>
internal readonly record struct JsonBody<T>(T? Value, ProblemHttpResult? Refusal)
    where T : class
{
    /// <summary>Whether the body was read.</summary>
    [MemberNotNullWhen(true, nameof(Value))]
    [MemberNotNullWhen(false, nameof(Refusal))]
    public bool IsRead => Value is not null;

    /// <summary>Reads the body.</summary>
    /// <param name="http">The request.</param>
    /// <param name="type">How it is read.</param>
    /// <param name="whenEmpty">What an empty body means; without it, an empty body is refused.</param>
    public static async ValueTask<JsonBody<T>> ReadAsync(HttpContext http, JsonTypeInfo<T> type, T? whenEmpty = null)
    {
        WebChannelOptions options = http.RequestServices.GetRequiredService<IOptions<WebChannelOptions>>().Value;
        if (http.Request.ContentLength > options.MaxMessageBytes)
        {
            return Refused(Refusals.BodyTooLarge(options.MaxMessageBytes));
        }

        bool isJson = http.Request.HasJsonContentType();
        if (!isJson && (whenEmpty is null || http.Request.ContentType is not null))
        {
            return Refused(Refusals.NotJson("application/json"));
        }

        using BodyDeadline deadline = new(http, options.MessageTimeout);
        byte[] buffer = ArrayPool<byte>.Shared.Rent(options.MaxMessageBytes + 1);
        int written = buffer.Length;
        try
        {
            int length = written = await http.Request.Body.ReadAtLeastAsync(buffer.AsMemory(0, options.MaxMessageBytes + 1), options.MaxMessageBytes + 1, throwOnEndOfStream: false, deadline.Token)
                .ConfigureAwait(false);
            return length > options.MaxMessageBytes ? Refused(Refusals.BodyTooLarge(options.MaxMessageBytes))
                : length == 0 && whenEmpty is not null ? new JsonBody<T>(whenEmpty, null)
                : JsonSerializer.Deserialize(buffer.AsSpan(0, length), type) is { } value ? new JsonBody<T>(value, null)
                : Refused(Refusals.BodyBroken("The body is null; it must be a JSON object."));
        }
        catch (OperationCanceledException) when (deadline.HasPassed)
        {
            return Refused(Refusals.BodyTooSlow(options.MessageTimeout));
        }
        catch (BadHttpRequestException broken)
        {
            return Refused(BodyDeadline.RefusalOf(broken, options.MaxMessageBytes, options.MessageTimeout));
        }
        catch (JsonException broken)
        {
            return Refused(Refusals.BodyBroken($"The body is not the JSON that is expected: {broken.Message}"));
        }
        finally
        {
            // What somebody said does not linger in memory that others are lent.
            buffer.AsSpan(0, written).Clear();
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }

    private static JsonBody<T> Refused(ProblemHttpResult refusal) => new(null, refusal);
}
