using System.Net;
using System.Text;
using ConversationInteractions.Fuzzing;
using ConversationInteractions.Interpretation;

namespace ConversationInteractions.Integrations;

/// <summary>Answers of services in any form are outcomes, and entries of lists of hosts in any form are hosts or none.</summary>
[TestFixture]
public sealed class HttpFuzzTests : HttpClientTests
{
    private static readonly string[] HeaderPieces = ["text/plain", "application/json", ";", "charset=", "utf-16", "latin1", "utf-7", "\"", "=", " ", "1", "-1", "99999999999", "Wed, 21 Oct 2026 07:28:00 GMT", ","];

    [Test]
    public async Task An_answer_of_any_bytes_and_headers_is_an_outcome() => await Fuzz.RunAsync(
        300,
        random => (Status: random.Next(200, 600), Type: Header(random), RetryAfter: Header(random), Body: Spoiled.Bytes(Encoding.UTF8.GetBytes("""{ "a": [ 1, "é😀" ] }"""), random)),
        async answer =>
        {
            HttpResponseMessage response = new((HttpStatusCode)answer.Status) { Content = new ByteArrayContent(answer.Body) };
            response.Content.Headers.TryAddWithoutValidation("Content-Type", answer.Type);
            response.Headers.TryAddWithoutValidation("Retry-After", answer.RetryAfter);
            Network.Does(_ => Task.FromResult(response));
            CallOutcome outcome = await CallAsync(Get with { Retries = 0 });
            Assert.That(outcome.Status, Is.EqualTo(answer.Status));
            Assert.That(outcome.Body, Is.Not.Null);
            Assert.That(outcome.Body.Contains('\0', StringComparison.Ordinal), Is.False);
        });

    [Test]
    public void Any_text_is_a_host_that_allows_itself_or_none() => Fuzz.Run(
        5_000,
        random => Spoiled.Text(random, 7, "*.", "bank", ".", "example", ":", "443", "80", "[::1]", "[", "]", "127.0.0.1", "@", "/", "xn--", "\u00e4", "\u3002", " ", "#", "99999"),
        entry =>
        {
            if (AllowedHost.Parse(entry) is { } host)
            {
                Assert.That(host.Name, Is.Not.Empty.And.Not.Contain("@").And.Not.Contain("/"));
                string name = host.Name.Contains(':', StringComparison.Ordinal) ? $"[{host.Name}]" : host.Name;
                if (Uri.TryCreate($"http://{(host.IsSuffix ? "www." : "")}{name}:{host.Port ?? 80}/", UriKind.Absolute, out Uri? own))
                {
                    Assert.That(host.Allows(own, anyPort: false), Is.True);
                }

                Assert.That(host.Allows(new Uri("http://elsewhere.test/"), anyPort: true), Is.False);
            }
        });

    private static string Header(Random random) => string.Concat(Spoiled.Text(random, 5, HeaderPieces).Where(c => c is >= ' ' and <= '~'));
}
