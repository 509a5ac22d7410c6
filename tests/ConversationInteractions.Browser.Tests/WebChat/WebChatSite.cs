using System.Net;
using System.Net.Sockets;
using Microsoft.AspNetCore.Builder;
using WebChat;

namespace ConversationInteractions.Browser.Tests.WebChat;

/// <summary>The sample as a program would run it, on a port and a folder that stay the same when it is started again.</summary>
internal sealed class WebChatSite : IAsyncDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("web-chat-").FullName;
    private readonly int _port = FreePort();
    private WebApplication? _app;

    public const string DeskKey = "key of the tests";

    public string Address => $"http://127.0.0.1:{_port}/";

    public string Desk => Address + "desk.html";

    public string Documents => Path.Combine(_folder, "documents");

    public static async Task<WebChatSite> StartAsync()
    {
        WebChatSite site = new();
        await site.StartAgainAsync();
        return site;
    }

    public async Task StartAgainAsync()
    {
        _app = WebChatApp.Build(["--urls", Address, "--data", _folder, "--desk-key", DeskKey, "--Logging:LogLevel:Default=Error"]);
        await _app.StartAsync();
    }

    public async Task StopAsync()
    {
        if (_app is { } app)
        {
            _app = null;
            await app.StopAsync();
            await app.DisposeAsync();
        }
    }

    public async ValueTask DisposeAsync()
    {
        await StopAsync();
        Directory.Delete(_folder, recursive: true);
    }

    private static int FreePort()
    {
        using TcpListener free = new(IPAddress.Loopback, 0);
        free.Start();
        return ((IPEndPoint)free.LocalEndpoint).Port;
    }
}
