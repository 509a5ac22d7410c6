using System.Net;
using System.Text;
using ConversationInteractions.Fuzzing;

namespace ConversationInteractions.Preview.Tests;

/// <summary>Whatever the page, or something in its place, sends: it is done or refused, and the session goes on.</summary>
public sealed class RequestFuzzTests
{
    private static readonly (string Path, string Body)[] Bodies =
    [
        ("/acts", """{"kind":"say","text":"hi","payload":"p"}"""),
        ("/acts", """{"kind":"advance","seconds":60}"""),
        ("/acts", """{"kind":"agent","name":"says","text":"Hello"}"""),
        ("/acts", """{"kind":"event","name":"news","text":"t"}"""),
        ("/acts", """{"kind":"share","name":"stores"}"""),
        ("/outside", """{"integrations":{"balance":[{"status":200,"body":"{\"balance\":1}"}]},"escalation":["accept"],"files":["store"],"intents":{"hi":[{"name":"a","score":0.9}]},"credentials":{"a":"b"}}"""),
        ("/script", """{"description":"All is well"}"""),
        ("", """{"bot":"Bank","channel":"web","textOnly":true,"attributes":"{\"a\":1}"}"""),
    ];

    [Test]
    public async Task Bodies_of_any_content_are_done_or_refused()
    {
        await using PreviewSite site = await PreviewSite.WithBankAsync();
        string session = site.Session;
        await Fuzz.RunAsync(
            400,
            random =>
            {
                (string path, string body) = Bodies[random.Next(Bodies.Length)];
                return (Path: path, Body: random.Next(3) > 0 ? Spoiled.Json(body, random) : Spoiled.Bytes(Encoding.UTF8.GetBytes(body), random));
            },
            async sent =>
            {
                using ByteArrayContent content = new(sent.Body);
                content.Headers.ContentType = new("application/json");
                using HttpResponseMessage response = await site.Client.PostAsync(sent.Path.Length == 0 ? "/preview/api/sessions" : $"{session}{sent.Path}", content);
                Assert.That((int)response.StatusCode, Is.LessThan(500), $"{sent.Path} {Encoding.UTF8.GetString(sent.Body)}");
                if (response.StatusCode is HttpStatusCode.NotFound)
                {
                    // Beginning others has pushed it out.
                    await site.BeginAsync([]);
                    session = site.Session;
                }
            });
    }
}
