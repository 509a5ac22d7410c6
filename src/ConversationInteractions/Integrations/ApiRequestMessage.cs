using System.Buffers;
using System.Net.Http.Headers;
using System.Text;
using ConversationInteractions.Interpretation;
using Microsoft.Extensions.Logging;

namespace ConversationInteractions.Integrations;

/// <summary>Makes the message of each attempt of a call.</summary>
internal sealed class ApiRequestMessage
{
    private static readonly SearchValues<string> OwnedByTheConnection = SearchValues.Create(
        ["Host", "Content-Length", "Transfer-Encoding", "Connection", "Keep-Alive", "Proxy-Connection", "Upgrade", "TE", "Trailer", IdempotencyKey],
        StringComparison.OrdinalIgnoreCase);

    private const string IdempotencyKey = "Idempotency-Key";
    private const string ContentType = "Content-Type";

    private readonly ApiRequest _request;
    private readonly Uri _address;
    private readonly HttpMethod _method;
    private readonly string _key;
    private readonly byte[]? _body;
    private readonly ILogger _logger;

    /// <summary>Prepares the parts that all attempts share.</summary>
    /// <param name="request">The finished request.</param>
    /// <param name="key">The key of the call.</param>
    /// <param name="address">Where it goes.</param>
    /// <param name="logger">Hears of headers that cannot be sent.</param>
    public ApiRequestMessage(ApiRequest request, string key, Uri address, ILogger logger)
    {
        _request = request;
        _address = address;
        _method = HttpMethod.Parse(request.Method);
        _key = IsHeaderText(key) ? key : Uri.EscapeDataString(key);
        _logger = logger;

        // A call that may not be repeated gets a content even without a body: only then does the handler not send it again by itself when a kept connection breaks.
        _body = request.Body is { } body ? Encoding.UTF8.GetBytes(body) : request.Repeatable ? null : [];
    }

    /// <summary>Makes the message of one attempt, without its credential.</summary>
    /// <param name="client">The client that will send it; its preferred HTTP version is taken.</param>
    public HttpRequestMessage Create(HttpClient client)
    {
        HttpContent? content = _body is null ? null : new ByteArrayContent(_body);
        if (content is not null && _request.Body is not null)
        {
            content.Headers.TryAddWithoutValidation(ContentType, MediaType(_request.ContentType));
        }

        return Create(client, content);
    }

    /// <summary>Makes the message of one attempt with another body than the request's, without its credential.</summary>
    /// <param name="client">The client that will send it; its preferred HTTP version is taken.</param>
    /// <param name="content">The body.</param>
    public HttpRequestMessage Create(HttpClient client, HttpContent? content)
    {
        HttpRequestMessage message = new(_method, _address)
        {
            Version = client.DefaultRequestVersion,
            VersionPolicy = client.DefaultVersionPolicy,
            Content = content,
        };
        foreach ((string name, string value) in _request.Headers)
        {
            Add(message, name, WithoutControls(value));
        }

        message.Headers.TryAddWithoutValidation(IdempotencyKey, _key);
        return message;
    }

    private void Add(HttpRequestMessage message, string name, string value)
    {
        if (OwnedByTheConnection.Contains(name))
        {
            _logger.HeaderRefused(_request.Integration, name);
        }
        else if (!message.Headers.TryAddWithoutValidation(name, value) && !AddToContent(message.Content?.Headers, name, value))
        {
            _logger.HeaderWithoutPlace(_request.Integration, name);
        }
    }

    private static bool AddToContent(HttpContentHeaders? headers, string name, string value)
    {
        if (headers is null)
        {
            return false;
        }

        if (name.Equals(ContentType, StringComparison.OrdinalIgnoreCase))
        {
            headers.Remove(ContentType);
        }

        return headers.TryAddWithoutValidation(name, value);
    }

    private static string MediaType(string? mediaType) =>
        mediaType is null ? "text/plain; charset=utf-8"
        : mediaType.StartsWith("text/", StringComparison.OrdinalIgnoreCase) && !mediaType.Contains(';', StringComparison.Ordinal) ? $"{mediaType}; charset=utf-8"
        : WithoutControls(mediaType);

    private static bool IsHeaderText(string key)
    {
        foreach (char letter in key)
        {
            if (letter is <= ' ' or > '~')
            {
                return false;
            }
        }

        return true;
    }

    private static string WithoutControls(string value)
    {
        foreach (char letter in value)
        {
            if (char.IsControl(letter))
            {
                return string.Concat(value.Where(kept => !char.IsControl(kept)));
            }
        }

        return value;
    }
}
