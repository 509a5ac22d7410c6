using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text;
using ConversationInteractions.AspNetCore.Contracts;
using ConversationInteractions.AspNetCore.Tests.Hosting;
using Microsoft.Extensions.DependencyInjection;

namespace ConversationInteractions.AspNetCore.Tests.Files;

public sealed class FileTests
{
    private const string Multipartly = "multipart/form-data; boundary=b";
    private const string Beginning = "--b\r\nContent-Disposition: form-data; name=\"file\"; filename=\"notes.txt\"\r\n\r\n";

    private string _folder = "";

    [SetUp]
    public void MakeFolder() => _folder = Directory.CreateTempSubdirectory("web-files-").FullName;

    [TearDown]
    public void DeleteFolder() => Directory.Delete(_folder, recursive: true);

    [Test]
    public async Task A_file_is_stored_and_its_outcome_is_on_the_stream()
    {
        await using WebHost host = await StartAsync();
        ConversationOpened opened = await AskedAsync(host);
        await using EventReader events = await host.ReadAsync(opened);

        using HttpResponseMessage response = await host.PostAsync(opened, "files?id=f1", Multipart("notes.txt", "Hello."));

        Assert.That((await response.Content.ReadFromJsonAsync<EventReceipt>())!.Status, Is.EqualTo("accepted"));
        string[] texts = await events.TextsAsync(5);
        Assert.That(texts[2..], Is.EqualTo(new[] { "consumer: notes.txt", "bot: Processing the file...", "bot: Stored." }));
        Assert.That(Stored(), Is.EqualTo(new[] { $"{opened.ConversationId}/notes.txt" }));
    }

    [Test]
    public async Task A_repeated_file_is_not_stored_again()
    {
        await using WebHost host = await StartAsync();
        ConversationOpened opened = await AskedAsync(host);
        using HttpResponseMessage first = await host.PostAsync(opened, "files?id=f1", Multipart("notes.txt", "Hello."));

        using HttpResponseMessage again = await host.PostAsync(opened, "files?id=f1", Multipart("notes.txt", "Something else."));

        Assert.That((await again.Content.ReadFromJsonAsync<EventReceipt>())!.Status, Is.EqualTo("duplicate"));
    }

    [TestCase("../../../../etc/cron.d/evil.txt")]
    [TestCase("..\\..\\windows\\evil.txt")]
    [TestCase("/etc/passwd.txt")]
    [TestCase("C:\\evil.txt")]
    [TestCase("evil.txt/../../x.txt")]
    [TestCase("<script>alert(1)</script>.txt")]
    [TestCase("evil%2F..%2F.txt")]
    [TestCase("con.txt")]
    public async Task No_name_leads_out_of_the_share_or_brings_HTML(string name)
    {
        await using WebHost host = await StartAsync();
        ConversationOpened opened = await AskedAsync(host);
        await using EventReader events = await host.ReadAsync(opened);

        using HttpResponseMessage response = await host.PostAsync(opened, "files", Multipart(name, "Hello."));
        await events.TextsAsync(5);

        Assert.That(response.StatusCode, Is.EqualTo(HttpStatusCode.OK));
        Assert.That(Stored(), Has.Length.EqualTo(1).And.All.Matches($"^{opened.ConversationId}/[^/<>\\\\.][^/<>\\\\]*$"));
        Assert.That(Directory.EnumerateFileSystemEntries(_folder).Select(Path.GetFileName), Is.SubsetOf(new[] { "share", "waiting" }));
    }

    [Test]
    public async Task A_file_over_the_bots_limit_is_answered_in_the_authors_words()
    {
        await using WebHost host = await StartAsync();
        ConversationOpened opened = await AskedAsync(host);
        await using EventReader events = await host.ReadAsync(opened);

        using HttpResponseMessage response = await host.PostAsync(opened, "files", Multipart("notes.txt", new string('x', 100_001)));

        Assert.That(response.StatusCode, Is.EqualTo(HttpStatusCode.OK));
        Assert.That((await events.TextsAsync(4))[^1], Is.EqualTo("bot: Not stored."));
        Assert.That(Stored(), Is.Empty);
    }

    [Test]
    public async Task A_request_that_says_it_is_too_large_is_not_read()
    {
        await using WebHost host = await StartAsync(o => o.MaxUploadRequestBytes = 200_000);
        ConversationOpened opened = await AskedAsync(host);

        using HttpResponseMessage response = await host.PostAsync(opened, "files", Multipart("notes.txt", new string('x', 200_001)));

        await response.AssertRefusedAsync(HttpStatusCode.RequestEntityTooLarge, "body-too-large");
        Assert.That(Waiting(), Is.Empty);
    }

    [Test]
    public async Task An_upload_that_never_ends_is_cut_at_the_limit()
    {
        await using WebHost host = await StartAsync();
        ConversationOpened opened = await AskedAsync(host);
        await using EventReader events = await host.ReadAsync(opened);
        using RawRequest request = await RawRequest.BeginAsync(host, opened, "files", Multipartly, Beginning);

        await request.SendOnAsync();

        Assert.That((await events.TextsAsync(4))[^1], Is.EqualTo("bot: Not stored."));
        // The server's own window comes on top of what was read.
        Assert.That(request.Sent, Is.LessThan(1 << 29));
        Assert.That(Stored(), Is.Empty);
    }

    [Test]
    public async Task A_body_that_never_ends_is_cut_at_the_limit_of_the_request()
    {
        await using WebHost host = await StartAsync(o => o.MaxUploadRequestBytes = 50_000);
        ConversationOpened opened = await AskedAsync(host);
        using RawRequest request = await RawRequest.BeginAsync(host, opened, "files", Multipartly, Beginning);

        await request.SendOnAsync();

        Assert.That((await request.AnswerAsync()).Status, Is.EqualTo(HttpStatusCode.RequestEntityTooLarge).Or.Zero);
        Assert.That(Waiting(), Is.Empty);
        Assert.That((await host.Runtime.ReadLogAsync(opened.ConversationId)).Select(e => e.Text), Is.EqualTo(new[] { "file", "Send it." }));
    }

    [Test]
    public async Task An_upload_that_stands_still_is_given_up()
    {
        await using WebHost host = await StartAsync();
        ConversationOpened opened = await AskedAsync(host);
        using RawRequest request = await RawRequest.BeginAsync(host, opened, "files", Multipartly, Beginning + "Hel");
        await host.Time.RunUntilAsync(TimeSpan.FromMinutes(1), () => request.IsAnswered);

        Assert.That(await request.AnswerAsync(), Is.EqualTo((HttpStatusCode.RequestTimeout, "body-too-slow")));
        Assert.That(Waiting(), Is.Empty);
        Assert.That(await host.Runtime.ReadLogAsync(opened.ConversationId), Has.Count.EqualTo(2));
    }

    [Test]
    public async Task A_message_that_stands_still_is_given_up()
    {
        await using WebHost host = await StartAsync();
        ConversationOpened opened = await host.CreateAsync();
        using RawRequest request = await RawRequest.BeginAsync(host, opened, "messages", "application/json", """{"text":"hel""");
        await host.Time.RunUntilAsync(TimeSpan.FromSeconds(5), () => request.IsAnswered);

        Assert.That(await request.AnswerAsync(), Is.EqualTo((HttpStatusCode.RequestTimeout, "body-too-slow")));
    }

    [Test]
    public async Task A_message_that_is_too_large_is_refused_whether_it_says_so_or_not()
    {
        await using WebHost host = await StartAsync();
        ConversationOpened opened = await host.CreateAsync();

        using HttpResponseMessage declared = await host.PostAsync(opened, "messages", JsonContent.Create(new PostMessage { Text = new string('x', 40_000) }));
        using StringContent chunked = new("""{"text":"ok"}""" + new string(' ', 40_000), Encoding.UTF8, "application/json");
        chunked.Headers.ContentLength = null;
        using HttpRequestMessage request = new(HttpMethod.Post, $"/conversations/{opened.ConversationId}/messages") { Content = chunked };
        request.Headers.TransferEncodingChunked = true;
        request.Headers.Add(AspNetCore.Access.ConversationHeaders.Token, opened.Token);
        using HttpResponseMessage undeclared = await host.Client.SendAsync(request);

        await declared.AssertRefusedAsync(HttpStatusCode.RequestEntityTooLarge, "body-too-large");
        await undeclared.AssertRefusedAsync(HttpStatusCode.RequestEntityTooLarge, "body-too-large");
    }

    [Test]
    public async Task A_file_that_breaks_off_leaves_nothing_behind()
    {
        await using WebHost host = await StartAsync();
        ConversationOpened opened = await AskedAsync(host);
        using StringContent broken = new("--b\r\nContent-Disposition: form-data; name=\"file\"; filename=\"notes.txt\"\r\n\r\nHel");
        broken.Headers.ContentType = MediaTypeHeaderValue.Parse("multipart/form-data; boundary=b");

        using HttpResponseMessage response = await host.PostAsync(opened, "files", broken);

        await response.AssertRefusedAsync(HttpStatusCode.BadRequest, "body-invalid");
        Assert.That(Waiting(), Is.Empty);
    }

    [Test]
    public async Task Other_content_types_are_refused()
    {
        await using WebHost host = await StartAsync();
        ConversationOpened opened = await AskedAsync(host);
        using StringContent form = new("text=hi", Encoding.UTF8, "application/x-www-form-urlencoded");
        using StringContent text = new("""{"text":"hi"}""", Encoding.UTF8, "text/plain");
        using StringContent raw = new("Hello.", Encoding.UTF8, "text/plain");
        using StringContent noBoundary = new("Hello.");
        noBoundary.Headers.ContentType = MediaTypeHeaderValue.Parse("multipart/form-data");
        using MultipartFormDataContent noFile = new() { { new StringContent("Hello."), "text" } };

        using HttpResponseMessage formed = await host.PostAsync(opened, "messages", form);
        using HttpResponseMessage plain = await host.PostAsync(opened, "messages", text);
        using HttpResponseMessage unwrapped = await host.PostAsync(opened, "files", raw);
        using HttpResponseMessage unbound = await host.PostAsync(opened, "files", noBoundary);
        using HttpResponseMessage fileless = await host.PostAsync(opened, "files", noFile);

        Assert.That(
            new[] { formed, plain, unwrapped }.Select(r => (r.StatusCode, r.Content.Headers.ContentType?.MediaType)),
            Is.All.EqualTo((HttpStatusCode.UnsupportedMediaType, "application/problem+json")));
        await unbound.AssertRefusedAsync(HttpStatusCode.UnsupportedMediaType, "content-type");
        await fileless.AssertRefusedAsync(HttpStatusCode.BadRequest, "file-missing");
    }

    private Task<WebHost> StartAsync(Action<WebChannelOptions>? options = null) => WebHost.StartAsync(
        options, c => c.UseUploadFolder(Path.Combine(_folder, "waiting")).AddDirectoryFileShare(Path.Combine(_folder, "share")));

    private static async Task<ConversationOpened> AskedAsync(WebHost host)
    {
        ConversationOpened opened = await host.CreateAsync();
        await host.SayAsync(opened, "file");
        return opened;
    }

    private static MultipartFormDataContent Multipart(string name, string text)
    {
        // Written by hand: the framework's client would make the name harmless.
        ByteArrayContent file = new(Encoding.UTF8.GetBytes(text));
        file.Headers.TryAddWithoutValidation("Content-Disposition", $"form-data; name=\"file\"; filename=\"{name.Replace("\\", "\\\\", StringComparison.Ordinal)}\"");
        return new MultipartFormDataContent { file };
    }

    private string[] Stored() => Names("share");

    private string[] Waiting() => Names("waiting");

    private string[] Names(string folder) => !Directory.Exists(Path.Combine(_folder, folder))
        ? []
        : [.. Directory.EnumerateFiles(Path.Combine(_folder, folder), "*", SearchOption.AllDirectories)
            .Select(f => Path.GetRelativePath(Path.Combine(_folder, folder), f))
            .Where(f => !f.StartsWith('.'))];
}
