using System.Net.Sockets;
using ConversationInteractions.Interpretation;
using ConversationInteractions.Model;

namespace ConversationInteractions.Integrations;

/// <summary>What an attempt without a whole answer means for the call (B5).</summary>
/// <param name="Exception">How it showed.</param>
/// <param name="Sent">Whether the request had been given to the network.</param>
/// <param name="TimedOut">Whether it took too long.</param>
internal readonly record struct CallTrouble(Exception Exception, bool Sent, bool TimedOut)
{
    /// <summary>Whether another attempt could fare better.</summary>
    public bool MayPass => TimedOut || !Sent || (Exception is HttpRequestException or IOException or SocketException && !IsRefusedAddress);

    private bool IsRefusedAddress => Exception is AddressNotPublicException || Exception.InnerException is AddressNotPublicException;

    private bool IsWithoutConnection =>
        !TimedOut
        && (IsRefusedAddress
            || Exception is HttpRequestException
            {
                HttpRequestError: HttpRequestError.NameResolutionError or HttpRequestError.ConnectionError or HttpRequestError.SecureConnectionError
                    or HttpRequestError.ProxyTunnelError or HttpRequestError.VersionNegotiationError or HttpRequestError.UserAuthenticationError,
            }
            || (Exception as SocketException ?? Exception.InnerException as SocketException)?.SocketErrorCode is SocketError.ConnectionRefused or SocketError.HostNotFound
                or SocketError.HostUnreachable or SocketError.NetworkUnreachable or SocketError.TryAgain or SocketError.NoData);

    /// <summary>Failure where it is certain that nothing happened or the method changes nothing, else unknown.</summary>
    /// <param name="request">The request.</param>
    public CallResult ResultOf(ApiRequest request) =>
        !Sent || IsWithoutConnection || RequestTarget.ChangesNothing(request.Method) ? CallResult.Failure : CallResult.Unknown;

    /// <summary>The reason, without values of the conversation.</summary>
    /// <param name="request">The request.</param>
    public string ReasonFor(ApiRequest request) =>
        !Sent && request.Credential is not null ? (TimedOut ? IntegrationTexts.CredentialTimedOut : IntegrationTexts.CredentialFailed)
        : TimedOut ? IntegrationTexts.TimedOut(request.Timeout)
        : IsRefusedAddress ? IntegrationTexts.AddressNotPublic
        : IsWithoutConnection ? IntegrationTexts.NotConnected(Name)
        : IntegrationTexts.Broken(Name);

    private string Name =>
        (Exception as SocketException ?? Exception.InnerException as SocketException)?.SocketErrorCode.ToString()
        ?? (Exception as HttpRequestException)?.HttpRequestError.ToString()
        ?? (Exception as HttpIOException)?.HttpRequestError.ToString()
        ?? Exception.GetType().Name;
}
