using System.Text;

namespace ConversationInteractions.Integrations;

/// <summary>A credential that never changes: one header of a request. Immutable; its text form does not show the secret.</summary>
public sealed class StaticCredential
{
    private StaticCredential(string header, string value)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(header);
        ArgumentException.ThrowIfNullOrWhiteSpace(value);
        if (value.Any(char.IsControl))
        {
            throw new ArgumentException(IntegrationTexts.StaticCredentialControls, nameof(value));
        }

        HeaderName = header;
        Value = value;
    }

    /// <summary>The name of the header.</summary>
    public string HeaderName { get; }

    internal string Value { get; }

    /// <summary>A bearer token, sent as <c>Authorization: Bearer …</c>.</summary>
    /// <param name="token">The token.</param>
    /// <exception cref="ArgumentException"><paramref name="token"/> is empty or holds control characters.</exception>
    public static StaticCredential Bearer(string token)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(token);
        return new StaticCredential("Authorization", $"Bearer {token}");
    }

    /// <summary>A user name and a password, sent as <c>Authorization: Basic …</c> in UTF-8.</summary>
    /// <param name="user">The user name, without a colon.</param>
    /// <param name="password">The password.</param>
    /// <exception cref="ArgumentException"><paramref name="user"/> is empty or holds a colon.</exception>
    public static StaticCredential Basic(string user, string password)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(user);
        ArgumentNullException.ThrowIfNull(password);
        return user.Contains(':', StringComparison.Ordinal)
            ? throw new ArgumentException(IntegrationTexts.StaticCredentialColon, nameof(user))
            : new StaticCredential("Authorization", $"Basic {Convert.ToBase64String(Encoding.UTF8.GetBytes($"{user}:{password}"))}");
    }

    /// <summary>Any header, such as an API key.</summary>
    /// <param name="name">The name of the header.</param>
    /// <param name="value">Its value.</param>
    /// <exception cref="ArgumentException">Either is empty, or <paramref name="value"/> holds control characters.</exception>
    public static StaticCredential Header(string name, string value) => new(name, value);

    /// <summary>The name of the header, without the secret.</summary>
    public override string ToString() => $"{HeaderName}: (hidden)";
}
