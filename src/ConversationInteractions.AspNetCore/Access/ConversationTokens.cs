using System.Buffers.Text;
using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;
using System.Text.Json;
using ConversationInteractions.AspNetCore.Contracts;
using ConversationInteractions.Runtime;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.Extensions.Options;

namespace ConversationInteractions.AspNetCore.Access;

/// <summary>Makes and reads the tokens that open one conversation each, for a time.</summary>
/// <remarks>
/// A token is encrypted and authenticated by ASP.NET Core Data Protection: nobody without the host's key ring can make, read or change one. Several processes share that key ring,
/// and it must outlive a restart; how, is the host's to configure. Thread-safe.
/// </remarks>
public sealed class ConversationTokens
{
    private readonly IDataProtector _protector;
    private readonly TimeProvider _time;
    private readonly WebChannelOptions _options;

    /// <summary>Makes it.</summary>
    /// <param name="protection">The host's key ring.</param>
    /// <param name="time">The clock that decides what has expired.</param>
    /// <param name="options">How long tokens live.</param>
    public ConversationTokens(IDataProtectionProvider protection, TimeProvider time, IOptions<WebChannelOptions> options)
    {
        ArgumentNullException.ThrowIfNull(protection);
        ArgumentNullException.ThrowIfNull(time);
        ArgumentNullException.ThrowIfNull(options);
        _protector = protection.CreateProtector("ConversationInteractions.AspNetCore.ConversationTokens.v1");
        _time = time;
        _options = options.Value;
    }

    /// <summary>Makes the token of a conversation, for a host that decides itself who gets one.</summary>
    /// <param name="conversationId">The conversation, which need not have begun.</param>
    /// <param name="start">What it needs to know when it begins.</param>
    /// <returns>The id, the token and when it expires.</returns>
    public ConversationOpened Create(string conversationId, ConversationStart? start = null)
    {
        ArgumentException.ThrowIfNullOrEmpty(conversationId);
        DateTimeOffset expires = DateTimeOffset.FromUnixTimeSeconds((_time.GetUtcNow() + _options.TokenLifetime).ToUnixTimeSeconds());
        TokenContent content = TokenContent.Of(new ConversationGrant(conversationId, expires, start ?? new ConversationStart()));
        byte[] sealedContent = _protector.Protect(JsonSerializer.SerializeToUtf8Bytes(content, WebJson.Default.TokenContent));
        return new ConversationOpened(conversationId, Base64Url.EncodeToString(sealedContent), expires);
    }

    /// <summary>Reads a token.</summary>
    /// <param name="token">The token.</param>
    /// <param name="grant">The right it gives, or gave: see <see cref="ConversationGrant.ExpiresAt"/>.</param>
    /// <returns>Whether this host made it and nobody changed it. Whether it has expired is <see cref="IsExpired"/>'s to say.</returns>
    public bool TryRead(string token, [NotNullWhen(true)] out ConversationGrant? grant)
    {
        ArgumentNullException.ThrowIfNull(token);
        grant = null;
        try
        {
            byte[] content = _protector.Unprotect(Base64Url.DecodeFromChars(token));
            grant = JsonSerializer.Deserialize(content, WebJson.Default.TokenContent)?.ToGrant();
        }
        catch (Exception problem) when (problem is FormatException or CryptographicException or JsonException)
        {
            // Forged, altered, cut short, or made with a key that is gone.
        }

        return grant is not null;
    }

    /// <summary>Whether a right has ended.</summary>
    /// <param name="grant">The right.</param>
    public bool IsExpired(ConversationGrant grant)
    {
        ArgumentNullException.ThrowIfNull(grant);
        return grant.ExpiresAt <= _time.GetUtcNow();
    }

    /// <summary>An id that nobody can guess.</summary>
    internal static string NewId() => RandomNumberGenerator.GetHexString(32, lowercase: true);
}
