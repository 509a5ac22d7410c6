using System.Net;
using System.Net.Sockets;
using System.Text;

namespace ConversationInteractions.Integrations;

/// <summary>A real server on this machine that reads one request at a time and lets the test write what comes back.</summary>
internal sealed class LoopbackServer : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _stopping = new();
    private readonly Task _serving;
    private readonly Func<Stream, int, CancellationToken, Task> _answer;
    private int _requests;

    /// <summary>Starts a server.</summary>
    /// <param name="answer">Writes the answer to the request with that number, counting from 1; the connection is closed when it throws <see cref="IOException"/>.</param>
    public LoopbackServer(Func<Stream, int, CancellationToken, Task> answer)
    {
        _answer = answer;
        _listener.Start();
        _serving = ServeAsync();
    }

    /// <summary>Where the server listens, such as <c>127.0.0.1:5000</c>.</summary>
    public string Authority => _listener.LocalEndpoint.ToString()!;

    /// <summary>The heads of the requests received, oldest first.</summary>
    public List<string> Received { get; } = [];

    /// <summary>A port of this machine at which nobody listens.</summary>
    public static string RefusingAuthority()
    {
        using TcpListener listener = new(IPAddress.Loopback, 0);
        listener.Start();
        return listener.LocalEndpoint.ToString()!;
    }

    public static Task WriteAsync(Stream connection, string text, CancellationToken cancellationToken) =>
        connection.WriteAsync(Encoding.Latin1.GetBytes(text.ReplaceLineEndings("\r\n")), cancellationToken).AsTask();

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
                connections.Add(ServeAsync(await _listener.AcceptTcpClientAsync(_stopping.Token)));
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
                NetworkStream connection = client.GetStream();
                while (await ReadRequestAsync(connection) is { } head)
                {
                    Received.Add(head);
                    await _answer(connection, ++_requests, _stopping.Token);
                }
            }
            catch (Exception exception) when (exception is IOException or OperationCanceledException)
            {
                // The test ended the connection, from its side or ours.
            }
        }
    }

    private async Task<string?> ReadRequestAsync(NetworkStream connection)
    {
        StringBuilder head = new();
        byte[] one = new byte[1];
        while (await connection.ReadAsync(one, _stopping.Token) == 1)
        {
            head.Append((char)one[0]);
            if (one[0] == '\n' && head.ToString().EndsWith("\r\n\r\n", StringComparison.Ordinal))
            {
                string[] length = head.ToString().Split("Content-Length: ");
                byte[] body = new byte[length.Length > 1 ? int.Parse(length[1].Split('\r')[0], System.Globalization.CultureInfo.InvariantCulture) : 0];
                await connection.ReadExactlyAsync(body, _stopping.Token);
                return head.Append(Encoding.UTF8.GetString(body)).ToString();
            }
        }

        return null;
    }
}
