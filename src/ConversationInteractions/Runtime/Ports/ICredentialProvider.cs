namespace ConversationInteractions.Runtime;

/// <summary>Gives the credentials that integrations name. Called before each attempt, so it may renew tokens; it should cache.</summary>
public interface ICredentialProvider
{
    /// <summary>Puts a credential on a request, by header, certificate or otherwise.</summary>
    /// <param name="name">The name that the integration gives.</param>
    /// <param name="request">The request about to be sent; its host has already been checked.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <returns>Whether a credential of that name exists; without one the call fails and is not made.</returns>
    ValueTask<bool> ApplyAsync(string name, HttpRequestMessage request, CancellationToken cancellationToken);
}
