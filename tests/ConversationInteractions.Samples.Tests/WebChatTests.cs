using System.Net;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using WebChat;

namespace ConversationInteractions.Samples.Tests;

/// <summary>The sample starts by itself, serves its pages and answers. What people do with it is tried in a browser.</summary>
internal sealed class WebChatTests
{
    private string _data = "";
    private WebApplication _app = null!;
    private HttpClient _client = null!;

    [SetUp]
    public async Task StartAsync()
    {
        _data = Directory.CreateTempSubdirectory("web-chat-").FullName;
        _app = WebChatApp.Build(["--urls", "http://127.0.0.1:0", "--data", _data, "--Logging:LogLevel:Default=Error"]);
        await _app.StartAsync();
        _client = new HttpClient { BaseAddress = new Uri(_app.Urls.Single()) };
    }

    [TearDown]
    public async Task StopAsync()
    {
        _client.Dispose();
        await _app.StopAsync();
        await _app.DisposeAsync();
        Directory.Delete(_data, recursive: true);
    }

    [TestCase("/", "Chat with the bank")]
    [TestCase("/desk.html", "Agent desk")]
    public async Task Its_pages_come_with_a_strict_policy(string path, string title)
    {
        using HttpResponseMessage page = await _client.GetAsync(new Uri(path, UriKind.Relative));

        Assert.That(await page.Content.ReadAsStringAsync(), Does.Contain($"<title>{title}</title>"));
        Assert.That(page.Headers.GetValues("Content-Security-Policy").Single(), Does.StartWith("default-src 'none'; script-src 'self'; style-src 'self'"));
    }

    [TestCase("Account opening", "I open an account for you")]
    [TestCase("Bank", "Ask me for your balance")]
    public async Task Both_bots_speak_first(string bot, string greeting)
    {
        using HttpResponseMessage created = await _client.PostAsJsonAsync("/conversations", new { bot });
        JsonNode opened = (await created.Content.ReadFromJsonAsync<JsonNode>())!;
        using HttpRequestMessage request = new(HttpMethod.Get, $"/conversations/{opened["conversationId"]}/events");
        request.Headers.Add("Conversation-Token", (string?)opened["token"]);
        using HttpResponseMessage events = await _client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead);
        using StreamReader lines = new(await events.Content.ReadAsStreamAsync(), Encoding.UTF8);

        string? line;
        while ((line = await lines.ReadLineAsync()) is not null && !line.Contains("\"number\":1,", StringComparison.Ordinal))
        {
        }

        Assert.That(line, Does.Contain(greeting));
    }

    [Test]
    public async Task It_is_healthy_and_its_desk_is_closed()
    {
        Assert.That(await _client.GetStringAsync("/health"), Is.EqualTo("Healthy"));
        using HttpResponseMessage queue = await _client.GetAsync(new Uri("/desk/queue", UriKind.Relative));
        using HttpResponseMessage signIn = await _client.PostAsJsonAsync("/desk/sign-in", new { key = "a guess" });
        Assert.That(queue.StatusCode, Is.EqualTo(HttpStatusCode.Unauthorized));
        Assert.That(signIn.StatusCode, Is.EqualTo(HttpStatusCode.Unauthorized));
    }
}
