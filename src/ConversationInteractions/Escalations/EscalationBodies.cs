using System.Buffers;
using System.Text.Json;
using ConversationInteractions.Runtime;

namespace ConversationInteractions.Escalations;

/// <summary>Writes what is posted to the agents' side.</summary>
internal static class EscalationBodies
{
    public static byte[] Write(TransferRequest request) => Write(json =>
    {
        json.WriteString("type"u8, "transfer.requested");
        json.WriteString("transferId"u8, request.TransferId);
        json.WriteString("conversationId"u8, request.ConversationId);
        json.WriteString("bot"u8, request.Bot);
        json.WriteString("skillId"u8, request.SkillId);
        Optional(json, "agentId"u8, request.AgentId);
        Optional(json, "message"u8, request.Message);
        Optional(json, "language"u8, request.Language);
        if (request.Context is { } context)
        {
            json.WriteStartObject("context"u8);
            Optional(json, "intent"u8, context.Intent);
            Optional(json, "message"u8, context.Message);
            json.WriteEndObject();
        }

        json.WriteStartArray("transcript"u8);
        foreach (TranscriptLine line in request.Transcript)
        {
            json.WriteStartObject();
            json.WriteString("at"u8, line.At);
            json.WriteString("speaker"u8, line.Speaker switch
            {
                Speaker.Consumer => "consumer"u8,
                Speaker.Bot => "bot"u8,
                Speaker.Agent => "agent"u8,
                _ => throw new NotSupportedException($"Speaker {line.Speaker} has no word."),
            });
            json.WriteString("text"u8, line.Text);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    });

    public static byte[] Write(AgentBoundMessage message) => Write(json =>
    {
        json.WriteString("type"u8, message is { File: null, Withheld: null } ? "consumer.message"u8 : "consumer.file"u8);
        json.WriteString("key"u8, message.Key);
        json.WriteString("transferId"u8, message.TransferId);
        json.WriteString("conversationId"u8, message.ConversationId);
        if (message.File is not { } file)
        {
            json.WriteString(message.Withheld is null ? "text"u8 : "withheld"u8, message.Withheld ?? message.Text);
            return;
        }

        json.WriteStartObject("file"u8);
        json.WriteString("reference"u8, file.Reference);
        json.WriteString("name"u8, file.Name);
        Optional(json, "mediaType"u8, file.MediaType);
        json.WriteNumber("bytes"u8, file.Bytes);
        Optional(json, "detectedType"u8, file.DetectedType);
        json.WriteEndObject();
    });

    private static byte[] Write(Action<Utf8JsonWriter> write)
    {
        ArrayBufferWriter<byte> buffer = new(1_024);
        using (Utf8JsonWriter json = new(buffer))
        {
            json.WriteStartObject();
            write(json);
            json.WriteEndObject();
        }

        return buffer.WrittenSpan.ToArray();
    }

    private static void Optional(Utf8JsonWriter json, ReadOnlySpan<byte> name, string? value)
    {
        if (value is not null)
        {
            json.WriteString(name, value);
        }
    }
}
