using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;

namespace ConversationInteractions.Cli.Tests;

[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
public sealed class PreviewCommandTests : IDisposable
{
    private readonly Tool _tool = new();

    public void Dispose() => _tool.Dispose();

    [Test]
    public async Task The_page_is_served_until_the_command_is_stopped()
    {
        using CancellationTokenSource stop = new();
        using AddressWriter output = new();
        Task<int> running = RunAsync(output, _tool.Write("greeter.bot.json", SampleFiles.Bot), stop.Token);
        using HttpClient client = new() { BaseAddress = await output.Address.Task.WaitAsync(TimeSpan.FromSeconds(30)) };
        client.DefaultRequestHeaders.Add("X-Conversation-Preview", "1");

        Assert.That(await client.GetStringAsync("/"), Does.Contain("<title>Preview</title>"));
        JsonObject session = await PostAsync(client, "/api/sessions", []);
        await PostAsync(client, $"/api/sessions/{session["id"]}/acts", new JsonObject { ["kind"] = "say", ["text"] = "hello" });
        JsonObject saved = await PostAsync(client, $"/api/sessions/{session["id"]}/script", new JsonObject { ["description"] = "A greeting" });
        await stop.CancelAsync();

        Assert.That((await running, client.BaseAddress.Host), Is.EqualTo((0, "127.0.0.1")));
        Assert.That((string?)saved["path"], Is.EqualTo(_tool["greeter-a-greeting.convo.json"]));
        Assert.That((await _tool.RunAsync("test", _tool["greeter-a-greeting.convo.json"])).Output, Is.EqualTo("1 passed, 0 failed\n"));
    }

    [Test]
    public async Task A_name_that_is_pointed_at_this_machine_is_not_answered()
    {
        using CancellationTokenSource stop = new();
        using AddressWriter output = new();
        Task<int> running = RunAsync(output, _tool.Write("greeter.bot.json", SampleFiles.Bot), stop.Token);
        using HttpClient client = new() { BaseAddress = await output.Address.Task.WaitAsync(TimeSpan.FromSeconds(30)) };
        client.DefaultRequestHeaders.Host = "evil.example";
        HttpStatusCode status = (await client.GetAsync(new Uri("/", UriKind.Relative))).StatusCode;
        await stop.CancelAsync();
        await running;

        Assert.That(status, Is.EqualTo(HttpStatusCode.NotFound));
    }

    [Test]
    public async Task A_bot_that_is_refused_exits_with_2_and_its_diagnostics()
    {
        Run run = await _tool.RunAsync("preview", _tool.Write("bad.bot.json", SampleFiles.BotWithProblems));
        Assert.That((run.Code, run.Output), Is.EqualTo((2, "")));
        Assert.That(run.Error, Does.StartWith("bad.bot.json(6,17): error CI0111: "));
    }

    [TestCase("--port", "70000")]
    [TestCase("--port", "http")]
    [TestCase("--skill", "=x")]
    public async Task Bad_usage_exits_with_2(string option, string value) =>
        Assert.That((await _tool.RunAsync("preview", _tool.Write("greeter.bot.json", SampleFiles.Bot), option, value)).Code, Is.EqualTo(2));

    private static async Task<int> RunAsync(TextWriter output, string bot, CancellationToken cancellationToken)
    {
        using StringReader input = new("");
        using StringWriter error = new();
        return await ConvoTool.RunAsync(["preview", bot], new Terminal(input, output, error), cancellationToken);
    }

    private static async Task<JsonObject> PostAsync(HttpClient client, string path, JsonObject body)
    {
        HttpResponseMessage response = await client.PostAsJsonAsync(path, body);
        return (await response.EnsureSuccessStatusCode().Content.ReadFromJsonAsync<JsonObject>())!;
    }

    /// <summary>Hears the address that the command prints.</summary>
    private sealed class AddressWriter : StringWriter
    {
        public TaskCompletionSource<Uri> Address { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public override void WriteLine(string? value)
        {
            base.WriteLine(value);
            if (value?.StartsWith("Preview: ", StringComparison.Ordinal) is true)
            {
                Address.TrySetResult(new Uri(value["Preview: ".Length..]));
            }
        }
    }
}
