namespace ConversationInteractions.Escalations;

/// <summary>A key that both sides of an HTTP escalation share. Immutable; its text form does not show the secret.</summary>
public sealed class EscalationKey
{
    /// <summary>The smallest secret, in bytes.</summary>
    public const int MinSecretBytes = 32;

    private readonly byte[] _secret;

    /// <summary>Makes a key.</summary>
    /// <param name="id">Names the key in a header, so that keys can be changed one after the other: 1 to 100 letters, digits, <c>.</c>, <c>_</c> and <c>-</c>.</param>
    /// <param name="secret">At least 32 random bytes.</param>
    /// <exception cref="ArgumentException">The id or the secret is not like that.</exception>
    public EscalationKey(string id, ReadOnlySpan<byte> secret)
    {
        ArgumentNullException.ThrowIfNull(id);
        if (id.Length is 0 or > 100 || !id.All(c => char.IsAsciiLetterOrDigit(c) || c is '.' or '_' or '-'))
        {
            throw new ArgumentException(EscalationTexts.KeyId(id), nameof(id));
        }

        if (secret.Length < MinSecretBytes)
        {
            throw new ArgumentException(EscalationTexts.KeyTooShort(id, secret.Length), nameof(secret));
        }

        Id = id;
        _secret = secret.ToArray();
    }

    /// <summary>The name of the key.</summary>
    public string Id { get; }

    internal ReadOnlySpan<byte> Secret => _secret;

    /// <summary>Makes a key of a secret as text, such as configuration holds it.</summary>
    /// <param name="id">Names the key.</param>
    /// <param name="base64">The secret in Base64.</param>
    /// <exception cref="ArgumentException">The id or the secret is not usable.</exception>
    public static EscalationKey FromBase64(string id, string base64)
    {
        ArgumentNullException.ThrowIfNull(base64);
        byte[] secret = new byte[base64.Length];
        return Convert.TryFromBase64String(base64, secret, out int length)
            ? new EscalationKey(id, secret.AsSpan(0, length))
            : throw new ArgumentException(EscalationTexts.KeyNotBase64(id), nameof(base64));
    }

    /// <inheritdoc/>
    public override string ToString() => Id;
}
