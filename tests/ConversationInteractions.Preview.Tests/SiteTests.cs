using System.Net;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;

namespace ConversationInteractions.Preview.Tests;

public sealed class SiteTests
{
    [Test]
    public async Task Nothing_is_mapped_outside_development()
    {
        await using PreviewSite site = await PreviewSite.StartAsync(options => options.AddBot(SampleBots.Bank), "Production");
        Assert.That((await site.Client.GetAsync("/preview/")).StatusCode, Is.EqualTo(HttpStatusCode.NotFound));
        Assert.That((await site.Client.GetAsync("/preview/api/bots")).StatusCode, Is.EqualTo(HttpStatusCode.NotFound));
    }

    [Test]
    public async Task It_can_be_switched_on_elsewhere()
    {
        await using PreviewSite site = await PreviewSite.StartAsync(options => (options.AllowOutsideDevelopment, _) = (true, options.AddBot(SampleBots.Bank)), "Production");
        Assert.That((await site.Client.GetAsync("/preview/")).StatusCode, Is.EqualTo(HttpStatusCode.OK));
    }

    [Test]
    public async Task The_page_has_a_strict_policy_and_everything_that_it_names()
    {
        await using PreviewSite site = await PreviewSite.StartAsync(options => options.AddBot(SampleBots.Bank));
        HttpResponseMessage moved = await site.Client.GetAsync("/preview");
        HttpResponseMessage response = await site.Client.GetAsync("/preview/");
        string page = await response.Content.ReadAsStringAsync();

        Assert.That((moved.StatusCode, moved.Headers.Location?.OriginalString), Is.EqualTo((HttpStatusCode.Redirect, "/preview/")));
        Assert.That(response.Headers.GetValues("Content-Security-Policy").Single(), Does.StartWith("default-src 'none'; script-src 'self'; style-src 'self';").And.Not.Contain("unsafe"));
        Assert.That(response.Headers.GetValues("X-Content-Type-Options"), Is.EqualTo((string[])["nosniff"]));
        foreach (string name in (string[])["icon.svg", "preview.css", "parts.css", "graph.css", "preview.js", "dom.js", "api.js", "chat.js", "happenings.js", "outside.js", "state.js", "picture.js"])
        {
            HttpResponseMessage part = await site.Client.GetAsync($"/preview/{name}");
            Assert.That(part.StatusCode, Is.EqualTo(HttpStatusCode.OK), name);
        }

        Assert.That(page, Does.Not.Contain("style=\"").And.Not.Contain("onclick").And.Not.Contain("http"));
    }

    [Test]
    public async Task A_part_that_did_not_change_is_not_sent_again()
    {
        await using PreviewSite site = await PreviewSite.StartAsync(options => options.AddBot(SampleBots.Bank));
        HttpResponseMessage first = await site.Client.GetAsync("/preview/preview.js");
        site.Client.DefaultRequestHeaders.IfNoneMatch.Add(first.Headers.ETag!);

        Assert.That((await site.Client.GetAsync("/preview/preview.js")).StatusCode, Is.EqualTo(HttpStatusCode.NotModified));
    }

    [TestCase("Origin", "https://evil.example")]
    [TestCase("Origin", "null")]
    [TestCase("Sec-Fetch-Site", "cross-site")]
    [TestCase("Sec-Fetch-Site", "same-site")]
    public async Task Requests_from_elsewhere_are_refused(string header, string value)
    {
        await using PreviewSite site = await PreviewSite.WithBankAsync();
        site.Client.DefaultRequestHeaders.Add(header, value);

        Assert.That((await site.Client.PostAsJsonAsync($"{site.Session}/acts", new JsonObject { ["kind"] = "say", ["text"] = "bye" })).StatusCode, Is.EqualTo(HttpStatusCode.Forbidden));
        Assert.That((await site.Client.GetAsync($"{site.Session}/graph?bot=Bank")).StatusCode, Is.EqualTo(HttpStatusCode.Forbidden));
    }

    [Test]
    public async Task Requests_without_the_header_of_the_page_are_refused()
    {
        await using PreviewSite site = await PreviewSite.WithBankAsync();
        site.Client.DefaultRequestHeaders.Remove("X-Conversation-Preview");

        Assert.That((await site.Client.PostAsJsonAsync("/preview/api/sessions", new JsonObject())).StatusCode, Is.EqualTo(HttpStatusCode.Forbidden));
        Assert.That((await site.Client.DeleteAsync(site.Session)).StatusCode, Is.EqualTo(HttpStatusCode.Forbidden));
    }

    [Test]
    public async Task The_pages_own_origin_may_pass()
    {
        await using PreviewSite site = await PreviewSite.WithBankAsync();
        site.Client.DefaultRequestHeaders.Add("Origin", "http://localhost");
        site.Client.DefaultRequestHeaders.Add("Sec-Fetch-Site", "same-origin");

        await site.SayAsync("bye");
        Assert.That(site.Messages, Is.EqualTo((string[])["Goodbye."]));
    }

    [TestCase("evil.example")]
    [TestCase("localhost.evil.example")]
    [TestCase("evil-localhost")]
    [TestCase("192.0.2.1")]
    [TestCase("[2001:db8::1]")]
    public async Task A_name_that_somebody_else_points_at_this_machine_is_refused(string host)
    {
        await using PreviewSite site = await PreviewSite.WithBankAsync();
        site.Client.DefaultRequestHeaders.Host = host;

        // As a browser sends it after the name has been pointed here: the same origin, the page's own header.
        site.Client.DefaultRequestHeaders.Add("Origin", $"http://{host}");
        site.Client.DefaultRequestHeaders.Add("Sec-Fetch-Site", "same-origin");

        Assert.That((await site.Client.GetAsync("/preview/")).StatusCode, Is.EqualTo(HttpStatusCode.Forbidden));
        Assert.That((await site.Client.GetAsync("/preview/api/bots")).StatusCode, Is.EqualTo(HttpStatusCode.Forbidden));
        HttpResponseMessage said = await site.Client.PostAsJsonAsync($"{site.Session}/acts", new JsonObject { ["kind"] = "say", ["text"] = "bye" });
        Assert.That(said.StatusCode, Is.EqualTo(HttpStatusCode.Forbidden));
        Assert.That((string?)(await said.Content.ReadFromJsonAsync<JsonObject>())!["problem"], Does.Contain($"PageHosts.Add(\"{host}\")"));
    }

    [TestCase("localhost:5080")]
    [TestCase("LOCALHOST")]
    [TestCase("bots.localhost:5080")]
    [TestCase("127.0.0.1:5080")]
    [TestCase("127.1.2.3")]
    [TestCase("[::1]:5080")]
    public async Task Every_name_of_this_machine_may_be_used(string host)
    {
        await using PreviewSite site = await PreviewSite.WithBankAsync();
        site.Client.DefaultRequestHeaders.Host = host;

        await site.SayAsync("bye");

        Assert.That(site.Messages, Is.EqualTo((string[])["Goodbye."]));
        Assert.That((await site.Client.GetAsync("/preview/")).StatusCode, Is.EqualTo(HttpStatusCode.OK));
    }

    [TestCase("bots.example")]
    [TestCase("*")]
    public async Task Other_names_are_allowed_by_the_host(string allowed)
    {
        await using PreviewSite site = await PreviewSite.WithBankAsync(options => options.PageHosts.Add(allowed));
        site.Client.DefaultRequestHeaders.Host = "Bots.example:8443";

        await site.SayAsync("bye");

        Assert.That(site.Messages, Is.EqualTo((string[])["Goodbye."]));
    }

    [TestCase("not json")]
    [TestCase("null")]
    [TestCase("[]")]
    [TestCase("{\"kind\":\"dance\"}")]
    [TestCase("{\"kind\":\"advance\",\"seconds\":-1}")]
    [TestCase("{\"kind\":\"advance\",\"seconds\":1e300}")]
    [TestCase("{\"kind\":\"say\"}")]
    public async Task What_is_nothing_to_do_is_refused(string body)
    {
        await using PreviewSite site = await PreviewSite.WithBankAsync();
        HttpResponseMessage response = await site.Client.PostAsync($"{site.Session}/acts", new StringContent(body, Encoding.UTF8, "application/json"));

        Assert.That(response.StatusCode, Is.EqualTo(HttpStatusCode.BadRequest));
        Assert.That((string?)(await response.Content.ReadFromJsonAsync<JsonObject>())!["problem"], Is.Not.Empty);
    }

    [Test]
    public async Task Bodies_that_are_too_long_are_refused()
    {
        await using PreviewSite site = await PreviewSite.WithBankAsync();

        Assert.That((await site.Client.PostAsJsonAsync($"{site.Session}/acts", new JsonObject { ["kind"] = "say", ["text"] = new string('x', 300_000) })).StatusCode, Is.EqualTo(HttpStatusCode.BadRequest));
        Assert.That((await site.Client.PostAsync($"{site.Session}/files?name=a.txt&bytes=1", new ByteArrayContent(new byte[1_100_000]))).StatusCode, Is.EqualTo(HttpStatusCode.BadRequest));
    }

    [Test]
    public async Task Sessions_are_bounded_in_number()
    {
        await using PreviewSite site = await PreviewSite.WithBankAsync(options => options.MaxSessions = 2);
        string first = site.Session;
        await site.BeginAsync([]);
        string second = site.Session;
        await site.Client.GetAsync(first);
        await site.BeginAsync([]);

        Assert.That((await site.Client.GetAsync(second)).StatusCode, Is.EqualTo(HttpStatusCode.NotFound));
        Assert.That((await site.Client.GetAsync(first)).StatusCode, Is.EqualTo(HttpStatusCode.OK));
    }

    [Test]
    public async Task Sessions_are_bounded_in_idle_time()
    {
        ConversationInteractions.Testing.ManualTimeProvider time = new();
        await using PreviewSite site = await PreviewSite.StartAsync(options => options.AddBot(SampleBots.Bank), services: services => services.AddSingleton<TimeProvider>(time));
        await site.BeginAsync([]);
        time.Advance(TimeSpan.FromMinutes(29));
        Assert.That((await site.Client.GetAsync(site.Session)).StatusCode, Is.EqualTo(HttpStatusCode.OK));

        time.Advance(TimeSpan.FromMinutes(30));
        Assert.That((await site.Client.GetAsync(site.Session)).StatusCode, Is.EqualTo(HttpStatusCode.NotFound));
    }

    [Test]
    public async Task Acts_are_bounded()
    {
        await using PreviewSite site = await PreviewSite.WithBankAsync(options => options.MaxActs = 2);
        await site.SayAsync("offers");
        await site.SayAsync("offers");
        await site.SayAsync("offers");

        Assert.That((string?)site.View["problem"], Does.StartWith("A session has at most 2 acts."));
    }

    [Test]
    public async Task A_session_that_was_ended_is_gone()
    {
        await using PreviewSite site = await PreviewSite.WithBankAsync();

        Assert.That((await site.Client.DeleteAsync(site.Session)).StatusCode, Is.EqualTo(HttpStatusCode.NoContent));
        Assert.That((await site.Client.GetAsync(site.Session)).StatusCode, Is.EqualTo(HttpStatusCode.NotFound));
    }

    [Test]
    public async Task Without_bots_of_its_own_the_page_offers_those_that_the_host_runs()
    {
        await using PreviewSite site = await PreviewSite.StartAsync(configure: null, services: services => services.AddConversationInteractions().AddBot(SampleBots.Lobby).AddBot(SampleBots.Kitchen).AddSkill("3001", "Kitchen"));
        JsonObject catalog = (await site.Client.GetFromJsonAsync<JsonObject>("/preview/api/bots"))!;
        Assert.That(catalog.ToJsonString(), Is.EqualTo("""{"bots":["Lobby","Kitchen"],"problems":[]}"""));

        await site.BeginAsync([]);
        await site.SayAsync("kitchen");
        Assert.That((string?)site.View["bot"], Is.EqualTo("Kitchen"));
    }

    [Test]
    public async Task A_file_is_read_again_for_each_session_and_its_errors_are_told()
    {
        using TemporaryFile file = new("""{ "name": "Greeter", "dialogs": [ { "name": "Hello", "interactions": [ { "type": "dialogStarter", "patterns": [ "hi" ] }, { "type": "statement", "message": "Hello." } ] } ] }""");
        await using PreviewSite site = await PreviewSite.StartAsync(options => options.AddBotFile(file.Path));
        await site.BeginAsync([]);
        await site.SayAsync("hi");
        Assert.That(site.Messages, Is.EqualTo((string[])["Hello."]));

        await File.WriteAllTextAsync(file.Path, """{ "name": "Greeter", "dialogs": 7 }""");
        HttpResponseMessage response = await site.Client.PostAsJsonAsync("/preview/api/sessions", new JsonObject());
        Assert.That(response.StatusCode, Is.EqualTo(HttpStatusCode.Conflict));
        Assert.That(await response.Content.ReadAsStringAsync(), Does.Contain("(1,33): error CI0110: "));
    }

    private sealed class TemporaryFile : IDisposable
    {
        public TemporaryFile(string content)
        {
            Path = System.IO.Path.GetTempFileName();
            File.WriteAllText(Path, content);
        }

        public string Path { get; }

        public void Dispose() => File.Delete(Path);
    }
}
