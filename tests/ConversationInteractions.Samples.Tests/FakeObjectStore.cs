using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace ConversationInteractions.Samples.Tests;

/// <summary>As much of S3 and of Azure Blob Storage over HTTP as shares need: objects by path, <c>If-None-Match: *</c>, metadata; and a service that signs addresses.</summary>
internal sealed class FakeObjectStore : IAsyncDisposable
{
    private const string Signature = "signature=good";

    private readonly HttpListener _listener = new();
    private readonly Lock _gate = new();
    private readonly Dictionary<string, (byte[] Content, Dictionary<string, string> Metadata)> _objects = new(StringComparer.Ordinal);
    private readonly Task _serving;

    public FakeObjectStore()
    {
        using TcpListener free = new(IPAddress.Loopback, 0);
        free.Start();
        Authority = $"127.0.0.1:{((IPEndPoint)free.LocalEndpoint).Port}";
        free.Stop();
        _listener.Prefixes.Add($"http://{Authority}/");
        _listener.Start();
        _serving = ServeAsync();
    }

    public string Authority { get; }

    /// <summary>Whether it takes signed addresses only.</summary>
    public bool WantsSignature { get; init; }

    /// <summary>The objects by path, without the leading slash.</summary>
    public IReadOnlyDictionary<string, byte[]> Objects
    {
        get
        {
            lock (_gate)
            {
                return _objects.ToDictionary(o => o.Key, o => o.Value.Content);
            }
        }
    }

    /// <summary>The status to answer the next <c>PUT</c> with instead of taking it.</summary>
    public int? NextStatus { get; set; }

    public async ValueTask DisposeAsync()
    {
        _listener.Abort();
        await _serving;
    }

    private async Task ServeAsync()
    {
        try
        {
            while (true)
            {
                HttpListenerContext context = await _listener.GetContextAsync();
                await AnswerAsync(context.Request, context.Response);
            }
        }
        catch (Exception ended) when (ended is HttpListenerException or ObjectDisposedException)
        {
            // The test is over.
        }
    }

    private async Task AnswerAsync(HttpListenerRequest request, HttpListenerResponse response)
    {
        using MemoryStream body = new();
        await request.InputStream.CopyToAsync(body);
        string path = Uri.UnescapeDataString(request.Url!.AbsolutePath[1..]);
        string answer = "";
        response.StatusCode = request.HttpMethod switch
        {
            "POST" when path == "uploads" => Sign(ref answer),
            "PUT" => Put(path, request, Plain(body.ToArray(), request.Headers["x-amz-content-sha256"])),
            "HEAD" => Head(path, response),
            _ => 405,
        };
        response.Headers["ETag"] = "\"1\"";
        response.Headers["Last-Modified"] = "Thu, 01 Jan 2026 00:00:00 GMT";

        // With a length, always: without one the listener ends also the answer to HEAD like a body in pieces, and the client takes that end for the next answer.
        byte[] bytes = Encoding.UTF8.GetBytes(answer);
        response.ContentLength64 = bytes.Length;
        if (request.HttpMethod != "HEAD")
        {
            await response.OutputStream.WriteAsync(bytes);
        }

        response.Close();
    }

    private int Sign(ref string answer)
    {
        answer = $$"""{ "url": "http://{{Authority}}/bucket/{{Guid.NewGuid():N}}.pdf?{{Signature}}" }""";
        return 200;
    }

    private int Put(string path, HttpListenerRequest request, byte[] content)
    {
        if (WantsSignature && request.Url!.Query != $"?{Signature}")
        {
            return 403;
        }

        lock (_gate)
        {
            if (NextStatus is { } status)
            {
                NextStatus = null;
                return status;
            }

            if (request.Headers["If-None-Match"] == "*" && _objects.ContainsKey(path))
            {
                return 412;
            }

            _objects[path] = (content, request.Headers.AllKeys.OfType<string>().Where(k => k.Contains("-meta-", StringComparison.OrdinalIgnoreCase)).ToDictionary(k => k, k => request.Headers[k]!));
            return request.Headers["x-ms-version"] is null ? 200 : 201;
        }
    }

    private int Head(string path, HttpListenerResponse response)
    {
        lock (_gate)
        {
            if (!_objects.TryGetValue(path, out var there))
            {
                return 404;
            }

            foreach ((string name, string value) in there.Metadata)
            {
                response.Headers[name] = value;
            }

            return 200;
        }
    }

    /// <summary>Takes off the pieces in which the S3 client signs a body: a length in hexadecimal, the piece, and at the end a checksum.</summary>
    private static byte[] Plain(byte[] body, string? sha256)
    {
        if (sha256?.StartsWith("STREAMING-", StringComparison.Ordinal) is not true)
        {
            return body;
        }

        List<byte> plain = [];
        for (int at = 0; ;)
        {
            int end = body.AsSpan(at).IndexOf("\r\n"u8) + at;
            int length = int.Parse(Encoding.ASCII.GetString(body, at, end - at).Split(';')[0], NumberStyles.HexNumber, CultureInfo.InvariantCulture);
            if (length == 0)
            {
                return [.. plain];
            }

            plain.AddRange(body.AsSpan(end + 2, length));
            at = end + 2 + length + 2;
        }
    }
}
