using ConversationInteractions.Integrations;
using ConversationInteractions.Runtime;
using Microsoft.Extensions.Logging;

namespace ConversationInteractions.Files;

/// <summary>Sends files to a service over HTTP, by the method, address, headers and credential of the file integration.</summary>
/// <remarks>
/// <para>
/// The file is the body, streamed with its length announced and the accepted type's media type, unless a header of the definition gives another <c>Content-Type</c>. An
/// attempt ends when nothing moved for the integration's time-out, before, while or after the bytes went out. It is repeated after a network error, 408, 429 and 5xx, at most
/// <see cref="FileUploadRequest.Retries"/> times, and only by methods that may be repeated, such as <c>PUT</c> (B5); a <c>Retry-After</c> longer than the time-out ends the
/// upload. Each attempt carries the upload's id as <c>Idempotency-Key</c>. A stream that is shorter or longer than announced breaks the request off before it is whole.
/// </para>
/// <para>
/// A status 200 to 299 is stored; its reference is the <c>Location</c> of the answer, else the address, without the query. Any other 4xx is refused, all else failed. The body
/// of the answer is not read (A27). What to do with a name that is taken is the service's decision. Trouble of the staged file itself is thrown.
/// </para>
/// <para>
/// The rules of <see cref="HttpIntegrationClient"/> hold here too: the hosts that may be reached, the headers that a definition cannot set, no redirects, and the client named
/// <see cref="HttpIntegrationClient.HttpClientName"/> with the host's handlers.
/// </para>
/// <para>
/// Object stores are reached by pre-signed addresses in two ways. Either an API integration fetches one before, and the file integration's address is that value
/// (<c>"url": "{upload.url}"</c>); the host then has to allow the store's host by <see cref="HttpIntegrationOptions.AllowedHosts"/>. Or the integration names a credential and
/// the host's <see cref="ICredentialProvider"/> puts the signature into the address of the request; it is asked before each attempt. Thread-safe.
/// </para>
/// </remarks>
public sealed class HttpFileShare : IFileShare
{
    private readonly OutgoingHttp _http;

    /// <summary>Makes a share. It may be used for any number of uploads at the same time.</summary>
    /// <param name="clients">Makes the <see cref="HttpClient"/> of each upload. Its handler should not follow redirects or keep cookies, and its time-out should be infinite.</param>
    /// <param name="options">What is allowed; the defaults without it.</param>
    /// <param name="credentials">Knows the credentials that integrations name; without it an upload that needs one fails.</param>
    /// <param name="time">The clock; the system's without it.</param>
    /// <param name="logger">Where logs go; nowhere without it.</param>
    /// <exception cref="ArgumentException"><paramref name="options"/> cannot be used; the message tells everything that is wrong.</exception>
    public HttpFileShare(
        IHttpClientFactory clients,
        HttpIntegrationOptions? options = null,
        ICredentialProvider? credentials = null,
        TimeProvider? time = null,
        ILogger<HttpFileShare>? logger = null) => _http = new OutgoingHttp(clients, options, credentials, time, logger);

    /// <inheritdoc/>
    public async ValueTask<UploadResult> StoreAsync(FileUploadRequest upload, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(upload);
        cancellationToken.ThrowIfCancellationRequested();
        if (upload.Request is not { } request)
        {
            return Fail(upload, "the file integration has no address; give it a url, or a share that needs none");
        }

        if (RequestTarget.Refuse(request, _http.AllowedHosts, out Uri address) is { } refusal)
        {
            return Fail(upload, refusal);
        }

        HttpUpload attempts = new(upload, request)
        {
            Client = _http.CreateClient(),
            Message = new ApiRequestMessage(request, upload.UploadId, address, _http.Logger),
            Credentials = _http.Credentials,
            Time = _http.Time,
            Jitter = _http.Jitter,
            Logger = _http.Logger,
        };
        return await attempts.RunAsync(cancellationToken).ConfigureAwait(false);
    }

    private UploadResult Fail(FileUploadRequest upload, string reason)
    {
        _http.Logger.UploadNotStored(upload.Integration, upload.UploadId, UploadOutcome.Failed, null, 0, reason);
        return new UploadResult(UploadOutcome.Failed, Reason: reason);
    }
}
