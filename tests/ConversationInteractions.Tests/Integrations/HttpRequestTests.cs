using ConversationInteractions.Interpretation;
using Microsoft.Extensions.Logging;

namespace ConversationInteractions.Integrations;

[TestFixture]
public sealed class HttpRequestTests : HttpClientTests
{
    [Test]
    public async Task A_request_goes_out_as_it_was_finished()
    {
        SentRequest sent = await SendAsync(Post with
        {
            Url = "https://bank.example/orders/a%2Fb?note=%26x%3D1",
            Headers = [new("X-Source", "bot"), new("Accept", "application/json")],
            Body = """{"note":"Zoë"}""",
        });

        Assert.That(sent.Method, Is.EqualTo("POST"));
        Assert.That(sent.Address.AbsoluteUri, Is.EqualTo("https://bank.example/orders/a%2Fb?note=%26x%3D1"));
        Assert.That(sent.Headers["X-Source"], Is.EqualTo("bot"));
        Assert.That(sent.Headers["Accept"], Is.EqualTo("application/json"));
        Assert.That(sent.Headers["Content-Type"], Is.EqualTo("application/json"));
        Assert.That(sent.Body, Is.EqualTo("""{"note":"Zoë"}"""));
    }

    [Test]
    public async Task A_request_without_a_body_has_no_content()
    {
        SentRequest sent = await SendAsync(Get);

        Assert.That(sent.Body, Is.Null);
        Assert.That(sent.Headers.Keys, Is.EqualTo(new[] { "Idempotency-Key" }));
    }

    [TestCase(null, "text/plain; charset=utf-8")]
    [TestCase("text/plain", "text/plain; charset=utf-8")]
    [TestCase("text/xml; charset=utf-8", "text/xml; charset=utf-8")]
    [TestCase("application/json", "application/json")]
    public async Task Text_is_sent_with_its_charset(string? given, string expected) =>
        Assert.That((await SendAsync(Put with { ContentType = given })).Headers["Content-Type"], Is.EqualTo(expected));

    [Test]
    public async Task The_authors_headers_describe_the_body()
    {
        SentRequest sent = await SendAsync(Put with { Headers = [new("content-type", "application/merge-patch+json"), new("Content-Language", "de")] });

        Assert.That(sent.Headers["Content-Type"], Is.EqualTo("application/merge-patch+json"));
        Assert.That(sent.Headers["Content-Language"], Is.EqualTo("de"));
    }

    [Test]
    public async Task A_header_that_describes_a_body_is_left_out_where_there_is_none()
    {
        SentRequest sent = await SendAsync(Get with { Headers = [new("Content-Type", "application/json")] });

        Assert.That(sent.Headers.Keys, Is.EqualTo(new[] { "Idempotency-Key" }));
        Assert.That(
            Logs.Lines,
            Has.Some.Matches<(LogLevel Level, string Text)>(line => line.Level == LogLevel.Debug && line.Text.Contains("Content-Type", StringComparison.Ordinal)));
    }

    [Test]
    public async Task Control_characters_never_reach_a_header()
    {
        SentRequest sent = await SendAsync(Get with { Headers = [new("X-Parcel", "A7\r\nX-Admin:\t yes\0\u007f\u0085")] });

        Assert.That(sent.Headers["X-Parcel"], Is.EqualTo("A7X-Admin: yes"));
        Assert.That(sent.Headers.ContainsKey("X-Admin"), Is.False);
    }

    [TestCase("Host")]
    [TestCase("host")]
    [TestCase("Content-Length")]
    [TestCase("Transfer-Encoding")]
    [TestCase("Connection")]
    [TestCase("Upgrade")]
    [TestCase("idempotency-key")]
    public async Task Headers_of_the_connection_are_dropped_with_a_warning(string name)
    {
        SentRequest sent = await SendAsync(Put with { Headers = [new(name, "5")] }, key: "c1/e1/1");

        Assert.That(sent.Headers.Keys.Except(["Idempotency-Key", "Content-Length"]), Is.EqualTo(new[] { "Content-Type" }));
        Assert.That(sent.Headers["Idempotency-Key"], Is.EqualTo("c1/e1/1"));
        Assert.That(
            Logs.Lines,
            Has.Some.Matches<(LogLevel Level, string Text)>(line => line.Level == LogLevel.Warning && line.Text.Contains($"header {name} ", StringComparison.Ordinal)));
    }

    [Test]
    public async Task A_header_whose_name_is_none_is_dropped()
    {
        SentRequest sent = await SendAsync(Get with { Headers = [new("X Bad", "1"), new("X-Good", "2")] });

        Assert.That(sent.Headers.Keys, Is.EquivalentTo(new[] { "X-Good", "Idempotency-Key" }));
    }

    [TestCase("c1/e1/1", "c1/e1/1")]
    [TestCase("gespräch 1/e\r\n/1", "gespr%C3%A4ch%201%2Fe%0D%0A%2F1")]
    public async Task The_key_travels_whatever_its_letters(string key, string expected) =>
        Assert.That((await SendAsync(Get, key)).Headers["Idempotency-Key"], Is.EqualTo(expected));

    [Test]
    public async Task A_call_that_may_not_be_repeated_has_a_content_even_if_it_is_empty()
    {
        SentRequest sent = await SendAsync(Post with { Body = null, ContentType = null });

        Assert.That(sent.Body, Is.Empty);
        Assert.That(sent.Headers.ContainsKey("Content-Type"), Is.False);
    }

    private async Task<SentRequest> SendAsync(ApiRequest request, string key = "c1/e1/1")
    {
        Network.Answers(200);
        await CallAsync(request, key);
        return Network.Sent[^1];
    }
}
