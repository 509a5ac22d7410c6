namespace ConversationInteractions.Escalations;

/// <summary>The headers of a signed message, the same in both directions.</summary>
public static class EscalationHeaders
{
    /// <summary>When it was signed: seconds since 1970-01-01T00:00:00Z, digits only.</summary>
    public const string Timestamp = "Conversation-Timestamp";

    /// <summary>The <see cref="EscalationKey.Id"/> of the key that signed it.</summary>
    public const string KeyId = "Conversation-Key-Id";

    /// <summary><c>v1=</c> and, in hexadecimal, the HMAC-SHA256 under the key of <c>v1.</c>, the timestamp, <c>.</c> and the bytes of the body.</summary>
    public const string Signature = "Conversation-Signature";

    /// <summary>Outgoing only: the same for each attempt to send the same thing.</summary>
    public const string IdempotencyKey = "Idempotency-Key";
}
