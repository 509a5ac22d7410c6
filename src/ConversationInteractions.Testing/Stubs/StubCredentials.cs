using System.Net.Http.Headers;
using ConversationInteractions.Model;
using ConversationInteractions.Runtime;

namespace ConversationInteractions.Testing;

/// <summary>Credentials that go out as <c>Authorization: Bearer</c> with a secret by name.</summary>
/// <remarks>Thread-safe.</remarks>
/// <param name="secrets">The secrets by the names that integrations use.</param>
public sealed class StubCredentials(ValueMap<string> secrets) : ICredentialProvider
{
    /// <inheritdoc/>
    public ValueTask<bool> ApplyAsync(string name, HttpRequestMessage request, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);
        if (!secrets.TryGetValue(name, out string? secret))
        {
            return ValueTask.FromResult(false);
        }

        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", secret);
        return ValueTask.FromResult(true);
    }
}
