using System.Buffers;
using System.Text.Json;
using ConversationInteractions.Runtime;

namespace ConversationInteractions.RabbitMQ;

/// <summary>What became of an event, as it is published to the exchange of reports.</summary>
/// <param name="EventId">The event.</param>
/// <param name="Status">What became of it.</param>
public sealed record EventReport(string EventId, EventStatus Status)
{
    /// <summary>The first message it caused; 0 for none.</summary>
    public long FirstSequence { get; init; }

    /// <summary>The last message it caused up to its commit; 0 for none.</summary>
    public long LastSequence { get; init; }

    /// <summary>Why it was refused or set aside.</summary>
    public string? Reason { get; init; }

    /// <summary>Reads a report.</summary>
    /// <param name="utf8">The body of the message.</param>
    /// <exception cref="FormatException">The text is not a report.</exception>
    public static EventReport Read(ReadOnlySpan<byte> utf8)
    {
        try
        {
            Utf8JsonReader reader = new(utf8);
            using JsonDocument document = JsonDocument.ParseValue(ref reader);
            JsonElement json = document.RootElement;
            return new EventReport(json.GetProperty("event").GetString()!, StatusOf(json.GetProperty("status").GetString()))
            {
                FirstSequence = json.TryGetProperty("first", out JsonElement first) ? first.GetInt64() : 0,
                LastSequence = json.TryGetProperty("last", out JsonElement last) ? last.GetInt64() : 0,
                Reason = json.TryGetProperty("reason", out JsonElement reason) ? reason.GetString() : null,
            };
        }
        catch (Exception problem) when (problem is JsonException or InvalidOperationException or KeyNotFoundException or FormatException)
        {
            throw new FormatException($"A report cannot be read: {problem.Message}", problem);
        }
    }

    internal static EventReport Of(string eventId, TurnReceipt receipt) => new(eventId, receipt.Status switch
    {
        TurnStatus.Accepted => EventStatus.Accepted,
        TurnStatus.Duplicate => EventStatus.Duplicate,
        TurnStatus.Refused => EventStatus.Refused,
        _ => throw new ArgumentOutOfRangeException(nameof(receipt), receipt.Status, "Unknown status."),
    })
    {
        FirstSequence = receipt.FirstSequence,
        LastSequence = receipt.LastSequence,
        Reason = receipt.Reason,
    };

    internal byte[] Write()
    {
        ArrayBufferWriter<byte> output = new(128);
        using (Utf8JsonWriter json = new(output))
        {
            json.WriteStartObject();
            json.WriteString("event"u8, EventId);
            json.WriteString("status"u8, WordOf(Status));
            if (LastSequence > 0)
            {
                json.WriteNumber("first"u8, FirstSequence);
                json.WriteNumber("last"u8, LastSequence);
            }

            if (Reason is not null)
            {
                json.WriteString("reason"u8, Reason);
            }

            json.WriteEndObject();
        }

        return output.WrittenSpan.ToArray();
    }

    private static string WordOf(EventStatus status) => status switch
    {
        EventStatus.Accepted => "accepted",
        EventStatus.Duplicate => "duplicate",
        EventStatus.Refused => "refused",
        EventStatus.SetAside => "setAside",
        _ => throw new ArgumentOutOfRangeException(nameof(status), status, "Unknown status."),
    };

    private static EventStatus StatusOf(string? word) => word switch
    {
        "accepted" => EventStatus.Accepted,
        "duplicate" => EventStatus.Duplicate,
        "refused" => EventStatus.Refused,
        "setAside" => EventStatus.SetAside,
        _ => throw new FormatException($"'{word}' is no status."),
    };
}

/// <summary>What became of an event that was published.</summary>
public enum EventStatus
{
    /// <summary>It was handled and the commit stands.</summary>
    Accepted,

    /// <summary>It had been handled before; nothing was sent again.</summary>
    Duplicate,

    /// <summary>It was impossible and changed nothing.</summary>
    Refused,

    /// <summary>It could not be handled and is in the dead-letter queue.</summary>
    SetAside,
}
