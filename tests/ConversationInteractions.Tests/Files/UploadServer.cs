using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;

namespace ConversationInteractions.Tests.Files;

/// <summary>
/// A service on this machine that takes files by PUT and POST, as a brand's service should: it shows a file when it is whole, answers a repeated key with its first answer, and
/// takes no other content under a name that is taken.
/// </summary>
internal sealed class UploadServer : IAsyncDisposable
{
    private readonly HttpListener _listener = new();
    private readonly Task _serving;
    private readonly Lock _lock = new();
    private readonly Dictionary<string, byte[]> _files = new(StringComparer.Ordinal);
    private readonly Dictionary<string, int> _answers = new(StringComparer.Ordinal);

    public UploadServer()
    {
        Authority = Listen();
        _serving = ServeAsync();
    }

    public string Authority { get; }

    /// <summary>The statuses to answer with instead of taking the file, one per request, then none.</summary>
    public Queue<int> Statuses { get; } = new();

    /// <summary>Whether files are kept; if not, all are taken and forgotten.</summary>
    public bool KeepsContent { get; init; } = true;

    /// <summary>The requests whose heads arrived, with their headers.</summary>
    public List<(string Method, string Path, WebHeaderCollection Headers)> Requests { get; } = [];

    /// <summary>The files by path, without the leading slash.</summary>
    public IReadOnlyDictionary<string, byte[]> Files
    {
        get
        {
            lock (_lock)
            {
                return new Dictionary<string, byte[]>(_files);
            }
        }
    }

    /// <summary>Ends all connections, and takes no more.</summary>
    public void BreakConnections() => _listener.Abort();

    public async ValueTask DisposeAsync()
    {
        _listener.Abort();
        await _serving;
    }

    private string Listen()
    {
        for (int attempt = 1; ; attempt++)
        {
            using TcpListener free = new(IPAddress.Loopback, 0);
            free.Start();
            string authority = $"127.0.0.1:{((IPEndPoint)free.LocalEndpoint).Port}";
            free.Stop();
            try
            {
                _listener.Prefixes.Clear();
                _listener.Prefixes.Add($"http://{authority}/");
                _listener.Start();
                return authority;
            }
            catch (HttpListenerException) when (attempt < 10)
            {
                // Somebody took the port meanwhile.
            }
        }
    }

    private async Task ServeAsync()
    {
        List<Task> answers = [];
        try
        {
            while (true)
            {
                HttpListenerContext request = await _listener.GetContextAsync();
                answers.Add(Task.Run(() => AnswerAsync(request)));
            }
        }
        catch (Exception stopped) when (stopped is HttpListenerException or ObjectDisposedException)
        {
            await Task.WhenAll(answers);
        }
    }

    private async Task AnswerAsync(HttpListenerContext context)
    {
        try
        {
            string path = Uri.UnescapeDataString(context.Request.RawUrl!.Split('?')[0][1..]);
            int? status;
            lock (_lock)
            {
                Requests.Add((context.Request.HttpMethod, path, (WebHeaderCollection)context.Request.Headers));
                status = Statuses.TryDequeue(out int scripted) ? scripted : null;
            }

            if (!KeepsContent)
            {
                await context.Request.InputStream.CopyToAsync(Stream.Null);
                context.Response.StatusCode = 201;
                context.Response.Close();
                return;
            }

            using MemoryStream body = new();
            await context.Request.InputStream.CopyToAsync(body);
            if (body.Length != context.Request.ContentLength64)
            {
                context.Response.Abort();
                return;
            }

            context.Response.StatusCode = status ?? Take(path, context.Request.Headers["Idempotency-Key"]!, body.ToArray());
            context.Response.Close();
        }
        catch (Exception broken) when (broken is HttpListenerException or IOException or ObjectDisposedException)
        {
            // The client went away, as some tests want it to.
        }
    }

    private int Take(string path, string key, byte[] content)
    {
        lock (_lock)
        {
            if (!_answers.TryGetValue(key, out int status))
            {
                status = !_files.TryGetValue(path, out byte[]? there) ? 201
                    : SHA256.HashData(there).AsSpan().SequenceEqual(SHA256.HashData(content)) ? 200
                    : 409;
                _answers[key] = status;
            }
            if (status is 201)
            {
                _files[path] = content;
            }
            return status;
        }
    }
}
