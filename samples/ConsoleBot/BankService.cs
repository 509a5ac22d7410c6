using System.Net;
using System.Net.Sockets;
using System.Text;

namespace ConsoleBot;

/// <summary>The bank's web service: a real one, on the loopback address. One of its accounts is broken.</summary>
internal sealed class BankService : IDisposable
{
    private readonly HttpListener _listener = new();

    private BankService(int port)
    {
        Address = $"http://127.0.0.1:{port}";
        _listener.Prefixes.Add($"{Address}/");
        _listener.Start();
        _ = ServeAsync();
    }

    public string Address { get; }

    public static BankService Start()
    {
        using TcpListener free = new(IPAddress.Loopback, 0);
        free.Start();
        int port = ((IPEndPoint)free.LocalEndpoint).Port;
        free.Stop();
        return new BankService(port);
    }

    public void Dispose() => _listener.Close();

    private async Task ServeAsync()
    {
        while (_listener.IsListening)
        {
            try
            {
                await AnswerAsync(await _listener.GetContextAsync());
            }
            catch (Exception problem) when (problem is HttpListenerException or ObjectDisposedException)
            {
                // The program ends, or the caller went away.
            }
        }
    }

    private static async Task AnswerAsync(HttpListenerContext context)
    {
        (int status, string body) = context.Request.Url?.AbsolutePath switch
        {
            "/accounts/savings" => (200, """{ "balance": 2500, "currency": "EUR" }"""),
            "/accounts/current" => (200, """{ "balance": 42.5, "currency": "EUR" }"""),
            "/accounts/broken" => (500, """{ "error": "out of order" }"""),
            _ => (404, "{}"),
        };
        context.Response.StatusCode = status;
        context.Response.ContentType = "application/json";
        await context.Response.OutputStream.WriteAsync(Encoding.UTF8.GetBytes(body));
        context.Response.Close();
    }
}
