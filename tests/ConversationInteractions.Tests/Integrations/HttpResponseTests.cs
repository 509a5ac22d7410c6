using System.Net.Http.Headers;
using System.Text;
using ConversationInteractions.Interpretation;
using ConversationInteractions.Model;

namespace ConversationInteractions.Integrations;

[TestFixture]
public sealed class HttpResponseTests : HttpClientTests
{
    [TestCase(null, "utf-8")]
    [TestCase("utf-8", "utf-8")]
    [TestCase("\"UTF-8\"", "utf-8")]
    [TestCase("iso-8859-1", "iso-8859-1")]
    [TestCase("utf-16", "utf-16")]
    [TestCase("us-ascii", "utf-16BE", TestName = "A_byte_order_mark_wins_over_the_declared_charset")]
    [TestCase("no-such-charset", "utf-8")]
    [TestCase("utf-7", "utf-8")]
    public async Task Text_is_read_in_its_charset_and_loses_its_byte_order_mark(string? declared, string actual)
    {
        Encoding encoding = Encoding.GetEncoding(actual);
        Network.Answers(Content([.. encoding.GetPreamble(), .. encoding.GetBytes("Zoë")], "text/plain", declared));

        Assert.That((await CallAsync(Get)).Body, Is.EqualTo("Zoë"));
    }

    [Test]
    public async Task The_code_pages_of_old_services_are_known()
    {
        Network.Answers(Content([0x80, 0x35], "text/plain", "windows-1252"));

        Assert.That((await CallAsync(Get)).Body, Is.EqualTo("€5"));
    }

    [Test]
    public async Task Bytes_that_are_no_text_are_left_out()
    {
        Network.Answers(Content([0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A, 0, 0, 0, 13], "image/png", null));

        CallOutcome outcome = await CallAsync(Get);

        Assert.That(outcome, Is.EqualTo(new CallOutcome { Result = CallResult.Success, Status = 200, Attempts = 1 }));
    }

    [Test]
    public async Task An_answer_as_large_as_the_limit_is_read_whole([Values(1, 4096, 4097, 100_000)] int limit, [Values] bool announced)
    {
        Options.MaxResponseBytes = limit;
        Network.Answers(Sized(limit, announced));

        CallOutcome outcome = await CallAsync(Get);

        Assert.That(outcome.Result, Is.EqualTo(CallResult.Success));
        Assert.That(outcome.Body, Is.EqualTo(new string('x', limit)));
    }

    [Test]
    public async Task A_larger_answer_fails_the_call_after_one_byte_over_the_limit([Values(1, 4096, 4097, 100_000)] int limit, [Values] bool announced)
    {
        Options.MaxResponseBytes = limit;
        using CountedStream stream = new(new byte[limit + 5000]);
        StreamContent content = new(stream);
        content.Headers.ContentLength = announced ? stream.Length : null;
        Network.Answers(content);

        CallOutcome outcome = await CallAsync(Get);

        Assert.That(
            outcome,
            Is.EqualTo(new CallOutcome
            {
                Result = CallResult.Failure,
                Status = 200,
                Attempts = 1,
                Reason = $"the answer is larger than {limit} bytes; HttpIntegrationOptions.MaxResponseBytes sets the limit",
            }));
        Assert.That(stream.Taken, Is.EqualTo(limit + 1));
    }

    [TestCase("GET", 200, CallResult.Failure)]
    [TestCase("HEAD", 200, CallResult.Failure)]
    [TestCase("POST", 200, CallResult.Unknown)]
    [TestCase("PUT", 204, CallResult.Unknown)]
    [TestCase("DELETE", 200, CallResult.Unknown)]
    [TestCase("POST", 409, CallResult.Failure)]
    [TestCase("PUT", 404, CallResult.Failure)]
    public async Task A_call_that_was_answered_as_a_success_but_too_large_took_effect_and_is_unknown(string method, int status, CallResult expected)
    {
        Options.MaxResponseBytes = 10;
        Network.Answers(Sized(11, announced: true), status);

        CallOutcome outcome = await CallAsync(Get with { Method = method });

        Assert.That((outcome.Result, outcome.Status, outcome.Body), Is.EqualTo((expected, status, "")));
    }

    [Test]
    public async Task An_announced_length_without_bytes_is_no_trouble()
    {
        StreamContent content = new(Stream.Null);
        content.Headers.ContentLength = long.MaxValue;
        Network.Answers(content);

        CallOutcome outcome = await CallAsync(Get with { Method = "HEAD" });

        Assert.That(outcome, Is.EqualTo(new CallOutcome { Result = CallResult.Success, Status = 200, Attempts = 1 }));
    }

    private static ByteArrayContent Content(byte[] bytes, string mediaType, string? charset) => new(bytes)
    {
        Headers = { ContentType = new MediaTypeHeaderValue(mediaType) { CharSet = charset } },
    };

    private static StreamContent Sized(int bytes, bool announced)
    {
        byte[] content = new byte[bytes];
        content.AsSpan().Fill((byte)'x');
        return new StreamContent(new CountedStream(content)) { Headers = { ContentLength = announced ? bytes : null } };
    }

    private sealed class CountedStream(byte[] content) : MemoryStream(content)
    {
        public int Taken { get; private set; }

        public override bool CanSeek => false;

        public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
        {
            int read = await base.ReadAsync(buffer, cancellationToken);
            Taken += read;
            return read;
        }
    }
}
