using System.Net;
using System.Net.Sockets;
using System.Text;

namespace ConsoleBot;

/// <summary>The bank's web service: a real one, on a free port of the loopback address, in as little as HTTP needs. One of its accounts is broken.</summary>
internal sealed class BankService : IDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);

    private BankService()
    {
        _listener.Start();
        Address = $"http://{_listener.LocalEndpoint}";
        _ = ServeAsync();
    }

    public string Address { get; }

    public static BankService Start() => new();

    public void Dispose() => _listener.Dispose();

    private async Task ServeAsync()
    {
        while (true)
        {
            try
            {
                using TcpClient caller = await _listener.AcceptTcpClientAsync();
                await AnswerAsync(caller.GetStream());
            }
            catch (IOException)
            {
                // The caller went away.
            }
            catch (Exception problem) when (problem is SocketException or ObjectDisposedException)
            {
                // The program ends.
                return;
            }
        }
    }

    private static async Task AnswerAsync(NetworkStream connection)
    {
        using StreamReader request = new(connection);
        string path = (await request.ReadLineAsync())?.Split(' ') is [_, var target, _] ? target : "";
        while (await request.ReadLineAsync() is { Length: > 0 })
        {
            // The headers do not matter here, and nobody sends a body.
        }

        (string status, string body) = path switch
        {
            "/accounts/savings" => ("200 OK", """{ "balance": 2500, "currency": "EUR" }"""),
            "/accounts/current" => ("200 OK", """{ "balance": 42.5, "currency": "EUR" }"""),
            "/accounts/broken" => ("500 Internal Server Error", """{ "error": "out of order" }"""),
            _ => ("404 Not Found", "{}"),
        };
        await connection.WriteAsync(Encoding.UTF8.GetBytes(
            $"HTTP/1.1 {status}\r\nContent-Type: application/json\r\nContent-Length: {body.Length}\r\nConnection: close\r\n\r\n{body}"));
    }
}
