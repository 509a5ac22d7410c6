using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace ConversationInteractions.Tests.Files;

/// <summary>
/// A service on this machine that takes files by PUT and POST, as a brand's service should: it shows a file when it is whole, answers a repeated key with its first answer, and
/// takes no other content under a name that is taken.
/// </summary>
internal sealed class UploadServer : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _stopping = new();
    private readonly Lock _lock = new();
    private readonly Dictionary<string, byte[]> _files = new(StringComparer.Ordinal);
    private readonly Dictionary<string, int> _answers = new(StringComparer.Ordinal);
    private readonly List<IReadOnlyDictionary<string, string>> _requests = [];
    private readonly Task _serving;

    public UploadServer()
    {
        _listener.Start();
        _serving = ServeAsync();
    }

    public string Authority => _listener.LocalEndpoint.ToString()!;

    /// <summary>The statuses to answer with instead of taking the file, one per request, then none.</summary>
    public Queue<int> Statuses { get; } = new();

    /// <summary>After how many bytes of a file the connection is broken; never without it.</summary>
    public int? BreaksAfter { get; set; }

    /// <summary>Whether files are kept; if not, all are taken and forgotten.</summary>
    public bool KeepsContent { get; init; } = true;

    /// <summary>The headers of the requests whose heads arrived; the first line is under the empty name.</summary>
    public IReadOnlyList<IReadOnlyDictionary<string, string>> Requests
    {
        get
        {
            lock (_lock)
            {
                return [.. _requests];
            }
        }
    }

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

    public async ValueTask DisposeAsync()
    {
        await _stopping.CancelAsync();
        await _serving;
        _listener.Dispose();
        _stopping.Dispose();
    }

    private async Task ServeAsync()
    {
        List<Task> connections = [];
        try
        {
            while (true)
            {
                TcpClient client = await _listener.AcceptTcpClientAsync(_stopping.Token);
                connections.Add(Task.Run(() => ServeAsync(client)));
            }
        }
        catch (OperationCanceledException)
        {
            await Task.WhenAll(connections);
        }
    }

    private async Task ServeAsync(TcpClient client)
    {
        using (client)
        {
            try
            {
                BufferedStream connection = new(client.GetStream());
                while (await ReadHeadAsync(connection) is { } head && await AnswerAsync(connection, head) is { } status)
                {
                    await client.GetStream().WriteAsync(Encoding.ASCII.GetBytes($"HTTP/1.1 {status} Answer\r\nContent-Length: 0\r\n\r\n"), _stopping.Token);
                }
            }
            catch (Exception ended) when (ended is IOException or OperationCanceledException)
            {
                // The client went away, as some tests want it to, or the test is over.
            }
        }
    }

    private async Task<Dictionary<string, string>?> ReadHeadAsync(BufferedStream connection)
    {
        StringBuilder head = new();
        byte[] one = new byte[1];
        while (await connection.ReadAsync(one, _stopping.Token) is 1)
        {
            head.Append((char)one[0]);
            if (one[0] is (byte)'\n' && head.ToString().EndsWith("\r\n\r\n", StringComparison.Ordinal))
            {
                string[] lines = head.ToString().Split("\r\n", StringSplitOptions.RemoveEmptyEntries);
                Dictionary<string, string> headers = lines[1..].Select(line => line.Split(": ", 2))
                    .ToDictionary(parts => parts[0], parts => parts[1], StringComparer.OrdinalIgnoreCase);
                headers[""] = lines[0];
                return headers;
            }
        }
        return null;
    }

    /// <summary>Reads the body and takes the file.</summary>
    /// <returns>The status to answer with; <see langword="null"/> to break the connection.</returns>
    private async Task<int?> AnswerAsync(BufferedStream connection, Dictionary<string, string> head)
    {
        int? status;
        lock (_lock)
        {
            _requests.Add(head);
            status = Statuses.TryDequeue(out int scripted) ? scripted : null;
        }

        int length = int.Parse(head["Content-Length"], CultureInfo.InvariantCulture);
        byte[] body = new byte[KeepsContent ? length : 80 * 1024];
        if (BreaksAfter is { } bytes)
        {
            await connection.ReadExactlyAsync(body.AsMemory(0, bytes), _stopping.Token);
            return null;
        }

        for (int read = 0; read < length;)
        {
            Memory<byte> room = KeepsContent ? body.AsMemory(read) : body.AsMemory(0, Math.Min(body.Length, length - read));
            read += await connection.ReadAsync(room, _stopping.Token) is > 0 and int got ? got : throw new EndOfStreamException();
        }
        return status ?? (KeepsContent ? Take(Uri.UnescapeDataString(head[""].Split(' ')[1][1..]), head["Idempotency-Key"], body) : 201);
    }

    private int Take(string path, string key, byte[] content)
    {
        lock (_lock)
        {
            if (!_answers.TryGetValue(key, out int status))
            {
                status = !_files.TryGetValue(path, out byte[]? there) ? 201 : there.AsSpan().SequenceEqual(content) ? 200 : 409;
                _answers[key] = status;
                if (status is 201)
                {
                    _files[path] = content;
                }
            }
            return status;
        }
    }
}
