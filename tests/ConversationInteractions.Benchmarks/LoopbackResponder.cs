using System.Net;
using System.Net.Sockets;
using System.Text;

namespace ConversationInteractions.Benchmarks;

/// <summary>A server on this machine that answers every request at once with the same JSON and allocates next to nothing.</summary>
internal sealed class LoopbackResponder : IDisposable
{
    private static readonly byte[] Answer = Encoding.ASCII.GetBytes(
        "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: 29\r\n\r\n{\"account\":{\"balance\":42.50}}");

    private readonly Socket _listener = new(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);

    public LoopbackResponder()
    {
        _listener.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        _listener.Listen();
        _ = AcceptAsync();
    }

    public string Authority => _listener.LocalEndPoint!.ToString()!;

    public void Dispose() => _listener.Dispose();

    private async Task AcceptAsync()
    {
        try
        {
            while (true)
            {
                _ = ServeAsync(await _listener.AcceptAsync());
            }
        }
        catch (Exception exception) when (exception is SocketException or ObjectDisposedException)
        {
            // The benchmark is over.
        }
    }

    private static async Task ServeAsync(Socket connection)
    {
        using (connection)
        {
            connection.NoDelay = true;
            byte[] buffer = new byte[8192];
            int length = 0;
            try
            {
                while (await connection.ReceiveAsync(buffer.AsMemory(length)) is > 0 and int read)
                {
                    length += read;
                    if (IsWhole(buffer.AsSpan(0, length)))
                    {
                        length = 0;
                        await connection.SendAsync(Answer);
                    }
                }
            }
            catch (SocketException)
            {
                // The client let go of the connection.
            }
        }
    }

    /// <summary>The requests of the benchmarks have no body, or one that ends like this.</summary>
    private static bool IsWhole(ReadOnlySpan<byte> request) => request.StartsWith("POST"u8) ? request.EndsWith("}"u8) : request.EndsWith("\r\n\r\n"u8);
}
