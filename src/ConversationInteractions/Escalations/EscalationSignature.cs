using System.Security.Cryptography;
using System.Text;

namespace ConversationInteractions.Escalations;

/// <summary>Signs messages and checks signatures (see <see cref="EscalationHeaders.Signature"/>).</summary>
internal static class EscalationSignature
{
    private const string Prefix = "v1=";

    public static string Sign(EscalationKey key, string timestamp, ReadOnlySpan<byte> body)
    {
        Span<byte> hash = stackalloc byte[HMACSHA256.HashSizeInBytes];
        Compute(key, timestamp, body, hash);
        return Prefix + Convert.ToHexStringLower(hash);
    }

    /// <summary>Whether the signature is that of the body; takes the same time wherever it differs.</summary>
    public static bool IsValid(EscalationKey key, string timestamp, ReadOnlySpan<byte> body, string signature)
    {
        Span<byte> given = stackalloc byte[HMACSHA256.HashSizeInBytes];
        Span<byte> expected = stackalloc byte[HMACSHA256.HashSizeInBytes];
        if (signature.Length != Prefix.Length + (2 * given.Length)
            || !signature.StartsWith(Prefix, StringComparison.Ordinal)
            || Convert.FromHexString(signature.AsSpan(Prefix.Length), given, out _, out _) != System.Buffers.OperationStatus.Done)
        {
            return false;
        }

        Compute(key, timestamp, body, expected);
        return CryptographicOperations.FixedTimeEquals(given, expected);
    }

    private static void Compute(EscalationKey key, string timestamp, ReadOnlySpan<byte> body, Span<byte> hash)
    {
        using IncrementalHash hmac = IncrementalHash.CreateHMAC(HashAlgorithmName.SHA256, key.Secret);
        hmac.AppendData(Encoding.ASCII.GetBytes($"v1.{timestamp}."));
        hmac.AppendData(body);
        hmac.GetHashAndReset(hash);
    }
}
