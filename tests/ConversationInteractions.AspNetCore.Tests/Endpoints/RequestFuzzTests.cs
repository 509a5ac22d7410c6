using System.Net;
using System.Text;
using ConversationInteractions.AspNetCore.Access;
using ConversationInteractions.AspNetCore.Contracts;
using ConversationInteractions.AspNetCore.Requests;
using ConversationInteractions.AspNetCore.Tests.Hosting;
using ConversationInteractions.Fuzzing;
using ConversationInteractions.Runtime;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Options;

namespace ConversationInteractions.AspNetCore.Tests.Endpoints;

/// <summary>Whatever is sent is taken or refused; nothing makes an answer of the 500s.</summary>
public sealed class RequestFuzzTests
{
    private const string Key = "0123456789abcdef0123456789abcdef";

    private const string Multipart = "--limit\r\nContent-Disposition: form-data; name=\"file\"; filename=\"id.pdf\"\r\nContent-Type: application/pdf\r\n\r\n%PDF-1.7\r\n--limit--\r\n";

    private static readonly (string Path, string Body)[] Bodies =
    [
        ("", """{"bot":"Echo","channel":"web","textOnly":true,"attributes":{"a":[1,{"b":null}]}}"""),
        ("/{id}/messages", """{"text":"hi","payload":"p","id":"m1"}"""),
        ("/{id}/system-events", """{"name":"n","text":"t","id":"e1","start":{"userId":"u","attributes":{"a":1}}}"""),
        ("/{id}/close", """{"id":"c1"}"""),
        ("/{id}/agent-reports", """{"id":"r1","transferId":"t","event":"said","text":"Hello"}"""),
    ];

    private static readonly byte[][] MultipartTokens = [.. new[] { "\r\n", "--", "--limit", "--limit--", ";", "=", "\"", "filename*=UTF-8''%zz", "Content-Disposition: ", ":", "\0", "%", "name=" }.Select(Encoding.UTF8.GetBytes)];

    [Test]
    public async Task Bodies_of_any_content_are_taken_or_refused()
    {
        await using WebHost host = await WebHost.StartAsync(o => o.SystemKeys.Add(Key));
        ConversationOpened opened = await host.CreateAsync();
        HashSet<HttpStatusCode> seen = [];
        await Fuzz.RunAsync(
            600,
            random =>
            {
                (string path, string body) = Bodies[random.Next(Bodies.Length)];
                return (Path: path, Body: random.Next(2) == 0 ? Spoiled.Json(body, random) : Spoiled.Bytes(Encoding.UTF8.GetBytes(body), random));
            },
            async sent =>
            {
                using HttpRequestMessage request = new(HttpMethod.Post, $"/conversations{sent.Path.Replace("{id}", opened.ConversationId, StringComparison.Ordinal)}") { Content = new ByteArrayContent(sent.Body) };
                request.Content.Headers.ContentType = new("application/json");
                request.Headers.Add(ConversationHeaders.Token, opened.Token);
                request.Headers.Add(ConversationHeaders.SystemKey, Key);
                using HttpResponseMessage response = await host.Client.SendAsync(request);
                Assert.That((int)response.StatusCode, Is.LessThan(500), Encoding.UTF8.GetString(sent.Body));
                seen.Add(response.StatusCode);
            });
        Assert.That(seen, Is.SupersetOf(new[] { HttpStatusCode.OK, HttpStatusCode.BadRequest }));
    }

    [Test]
    public async Task Places_in_a_stream_of_any_form_are_taken_or_refused()
    {
        await using WebHost host = await WebHost.StartAsync();
        ConversationOpened opened = await host.CreateAsync();
        await Fuzz.RunAsync(100, Number, async after =>
        {
            using HttpRequestMessage request = new(HttpMethod.Get, $"/conversations/{opened.ConversationId}/events");
            request.Headers.Add(ConversationHeaders.Token, opened.Token);
            request.Headers.TryAddWithoutValidation("Last-Event-ID", after);
            using HttpResponseMessage response = await host.Client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead);
            Assert.That((int)response.StatusCode, Is.LessThan(500));
        });
    }

    [Test]
    public void Tokens_that_nobody_made_open_nothing()
    {
        WebChannelOptions options = new();
        ConversationTokens tokens = new(new EphemeralDataProtectionProvider(), TimeProvider.System, Options.Create(options));
        byte[] sound = Encoding.ASCII.GetBytes(tokens.Create("c1", new ConversationStart { Bot = "Echo" }).Token);
        Fuzz.Run(2_000, random => Encoding.Latin1.GetString(Spoiled.Bytes(sound, random)), token =>
        {
            if (tokens.TryRead(token, out ConversationGrant? grant))
            {
                Assert.That(grant.ConversationId, Is.EqualTo("c1"), "only the same bytes in another spelling");
            }
        });
    }

    [Test]
    public async Task Multipart_bodies_of_any_content_hold_a_file_or_none_or_are_broken() => await Fuzz.RunAsync(2_000, random => Spoiled.Bytes(Encoding.UTF8.GetBytes(Multipart), random, MultipartTokens), async body =>
    {
        try
        {
            if (await FilePart.ReadAsync(new MemoryStream(body), "limit", CancellationToken.None) is { } file)
            {
                Assert.That(file.Name, Is.Not.Null);
                await file.Content.CopyToAsync(Stream.Null);
            }
        }
        catch (BadHttpRequestException broken)
        {
            Assert.That(broken.Message, Is.Not.Empty);
        }
    });

    [Test]
    public void Content_types_of_any_form_have_a_boundary_or_none() => Fuzz.Run(
        3_000,
        random => Spoiled.Text(random, 6, "multipart/form-data", ";", " boundary=", "limit", "\"", "=", ",", "\u00e9", "text/plain", new string('x', 70)),
        type => Assert.That(FilePart.BoundaryOf(type), Is.Null.Or.Length.InRange(1, 128)));

    private static string Number(Random random) => string.Concat(Spoiled.Text(random, 4, "0", "1", "-1", "9223372036854775807", "9", "x", " ").Where(c => c is >= ' ' and <= '~'));
}
