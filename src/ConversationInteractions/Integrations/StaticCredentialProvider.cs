using ConversationInteractions.Runtime;

namespace ConversationInteractions.Integrations;

/// <summary>Credentials that never change, by the names that integrations give. For tokens that expire implement <see cref="ICredentialProvider"/>.</summary>
/// <remarks>Names are compared ordinally. Thread-safe; keeps the secrets in memory as they are.</remarks>
/// <example><code>
/// services.AddConversationInteractions()
///     .UseCredentials(new StaticCredentialProvider(new Dictionary&lt;string, StaticCredential&gt;
///     {
///         ["crm"] = StaticCredential.Bearer(configuration["Crm:Token"]!),
///         ["billing"] = StaticCredential.Header("X-Api-Key", configuration["Billing:Key"]!),
///     }));
/// </code></example>
public sealed class StaticCredentialProvider : ICredentialProvider
{
    private readonly Dictionary<string, StaticCredential> _credentials;

    /// <summary>Makes a provider.</summary>
    /// <param name="credentials">The credentials by name; they are copied.</param>
    public StaticCredentialProvider(IEnumerable<KeyValuePair<string, StaticCredential>> credentials)
    {
        ArgumentNullException.ThrowIfNull(credentials);
        _credentials = new Dictionary<string, StaticCredential>(credentials, StringComparer.Ordinal);
    }

    /// <inheritdoc/>
    public ValueTask<bool> ApplyAsync(string name, HttpRequestMessage request, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);
        if (!_credentials.TryGetValue(name, out StaticCredential? credential))
        {
            return ValueTask.FromResult(false);
        }

        request.Headers.Remove(credential.HeaderName);
        return ValueTask.FromResult(request.Headers.TryAddWithoutValidation(credential.HeaderName, credential.Value));
    }
}
