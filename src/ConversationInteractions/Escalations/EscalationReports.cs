using System.Globalization;
using System.Text.Json;
using ConversationInteractions.Runtime;

namespace ConversationInteractions.Escalations;

/// <summary>Reads what the agents' side reports over HTTP: size, time window, signature, then content, in that order.</summary>
/// <remarks>
/// <para>A report is a JSON object: <c>id</c> (1 to 190 characters, the same for each attempt to send the same report), <c>conversationId</c>, <c>transferId</c>, <c>event</c>
/// (<c>offered</c>, <c>connected</c>, <c>failed</c>, <c>declined</c>, <c>left</c>, <c>said</c>, <c>returned</c>, <c>closed</c>) and <c>text</c> (the agent's words, or why it failed).
/// Properties that are not known are passed over.</para>
/// <para>A report that is sent again, by the network or by somebody who recorded it, has the same id and is therefore answered as a duplicate by the runtime; the
/// time window bounds how long it could be sent again at all. Thread-safe.</para>
/// </remarks>
public sealed class EscalationReports
{
    private const int MaxId = 190;
    private const int MaxConversationId = 200;
    private const int MaxTransferId = 2_000;

    private readonly HttpEscalationOptions _options;
    private readonly TimeProvider _time;
    private readonly Dictionary<string, EscalationKey> _keys;

    /// <summary>Makes a reader.</summary>
    /// <param name="options">The keys, the time window and the largest size.</param>
    /// <param name="time">The clock; the system's by default.</param>
    /// <exception cref="ArgumentException">The options cannot be used; the message tells everything that is wrong.</exception>
    public EscalationReports(HttpEscalationOptions options, TimeProvider? time = null)
    {
        ArgumentNullException.ThrowIfNull(options);
        options.ThrowIfUnusable();
        _options = options;
        _time = time ?? TimeProvider.System;
        _keys = options.Keys.ToDictionary(k => k.Id, StringComparer.Ordinal);
    }

    /// <summary>Reads a report.</summary>
    /// <param name="header">Finds the value of a header, <see langword="null"/> where there is none or more than one: <c>name =&gt; request.Headers[name].ToString()</c> in ASP.NET Core.</param>
    /// <param name="body">The body, as it was received. Not more than one byte over the limit is read of it.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    /// <returns>The report, or why it is refused.</returns>
    public async ValueTask<EscalationReportResult> ReadAsync(Func<string, string?> header, Stream body, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(header);
        ArgumentNullException.ThrowIfNull(body);
        byte[] buffer = new byte[_options.MaxReportBytes + 1];
        int length = await body.ReadAtLeastAsync(buffer, buffer.Length, throwOnEndOfStream: false, cancellationToken).ConfigureAwait(false);
        return Verify(header, buffer.AsMemory(0, length));
    }

    /// <summary>Reads a report whose body has been received.</summary>
    /// <param name="header">Finds the value of a header, <see langword="null"/> where there is none.</param>
    /// <param name="body">The body, as it was received.</param>
    /// <returns>The report, or why it is refused.</returns>
    public EscalationReportResult Verify(Func<string, string?> header, ReadOnlyMemory<byte> body)
    {
        ArgumentNullException.ThrowIfNull(header);
        if (body.Length > _options.MaxReportBytes)
        {
            return EscalationReportResult.Refused(413, EscalationTexts.TooLarge(_options.MaxReportBytes));
        }

        string? problem = FindForgery(header(EscalationHeaders.Timestamp), header(EscalationHeaders.KeyId), header(EscalationHeaders.Signature), body.Span);
        return problem is null ? Read(body) : EscalationReportResult.Refused(401, problem);
    }

    private string? FindForgery(string? timestamp, string? keyId, string? signature, ReadOnlySpan<byte> body)
    {
        if (string.IsNullOrEmpty(timestamp) || string.IsNullOrEmpty(keyId) || string.IsNullOrEmpty(signature))
        {
            return EscalationTexts.NotSigned;
        }

        // Twelve digits last for thirty thousand years and cannot overflow.
        if (timestamp.Length > 12 || !long.TryParse(timestamp, NumberStyles.None, CultureInfo.InvariantCulture, out long seconds))
        {
            return EscalationTexts.BadTimestamp;
        }

        return Math.Abs(_time.GetUtcNow().ToUnixTimeSeconds() - seconds) > _options.ReportWindow.TotalSeconds ? EscalationTexts.TooOld(_options.ReportWindow)
            : !_keys.TryGetValue(keyId, out EscalationKey? key) ? EscalationTexts.UnknownKey(keyId)
            : !EscalationSignature.IsValid(key, timestamp, body, signature) ? EscalationTexts.BadSignature
            : null;
    }

    private static EscalationReportResult Read(ReadOnlyMemory<byte> body)
    {
        try
        {
            using JsonDocument document = JsonDocument.Parse(body);
            return document.RootElement.ValueKind == JsonValueKind.Object ? Read(document.RootElement) : EscalationReportResult.Refused(400, EscalationTexts.NotJson);
        }
        catch (Exception problem) when (problem is JsonException or InvalidOperationException)
        {
            // Half a character in a text is an InvalidOperationException.
            return EscalationReportResult.Refused(400, EscalationTexts.NotJson);
        }
    }

    private static EscalationReportResult Read(JsonElement json)
    {
        string id = Text(json, "id");
        string conversationId = Text(json, "conversationId");
        string transferId = Text(json, "transferId");
        string word = Text(json, "event");
        string? problem = FindProblem("id", id, MaxId)
            ?? FindProblem("conversationId", conversationId, MaxConversationId)
            ?? FindProblem("transferId", transferId, MaxTransferId)
            ?? FindProblem("event", word, int.MaxValue);
        if (problem is not null)
        {
            return EscalationReportResult.Refused(400, problem);
        }

        string text = Text(json, "text");
        if (TransferUpdateWords.Find(word) is not { } kind)
        {
            return EscalationReportResult.Refused(400, EscalationTexts.UnknownEvent(word));
        }

        if (kind == TransferUpdateKind.Said && text.Length == 0)
        {
            return EscalationReportResult.Refused(400, EscalationTexts.Missing("text"));
        }

        // The prefix keeps the ids of reports apart from those of the consumer's messages.
        return EscalationReportResult.Of(new EscalationReport(conversationId, new TransferUpdate(transferId, kind) { Id = $"report:{id}", Text = text.Length == 0 ? null : text }));
    }

    private static string Text(JsonElement json, string property) =>
        json.TryGetProperty(property, out JsonElement element) && element.ValueKind == JsonValueKind.String ? element.GetString()! : "";

    private static string? FindProblem(string property, string value, int limit) =>
        value.Length == 0 ? EscalationTexts.Missing(property) : value.Length > limit ? EscalationTexts.TooLong(property, limit) : null;
}
