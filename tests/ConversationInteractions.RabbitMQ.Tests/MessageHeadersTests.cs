using ConversationInteractions.RabbitMQ.Connections;
using RabbitMQ.Client;

namespace ConversationInteractions.RabbitMQ.Tests;

public sealed class MessageHeadersTests
{
    [Test]
    public void What_the_broker_counted_does_not_go_with_a_message_that_is_set_aside()
    {
        BasicProperties properties = new()
        {
            Headers = new Dictionary<string, object?>
            {
                ["x-delivery-count"] = 12L,
                ["x-acquired-count"] = 13L,
                ["x-death"] = new List<object?>(),
                ["x-first-death-reason"] = "rejected",
                ["x-last-death-queue"] = "q",
                ["traceparent"] = "00-a-b-01",
                ["x-tenant"] = "bank",
            },
        };

        Dictionary<string, object?> headers = MessageHeaders.SetAside(properties, "why", 3);

        Assert.That(headers, Is.EquivalentTo(new Dictionary<string, object?>
        {
            ["traceparent"] = "00-a-b-01",
            ["x-tenant"] = "bank",
            ["conversation-reason"] = "why",
            ["conversation-tries"] = 3,
        }));
    }

    private static readonly object?[] NoCounts = [null, "12", -1L, double.NaN, double.NegativeInfinity, new List<object?>(), Array.Empty<byte>()];

    private static readonly object[] HugeCounts = [1e300, double.PositiveInfinity, float.MaxValue, decimal.MaxValue, ulong.MaxValue, long.MaxValue];

    [TestCaseSource(nameof(HugeCounts))]
    public void A_count_that_no_broker_makes_is_the_largest_there_is(object count) => Assert.That(Returns(count), Is.EqualTo(int.MaxValue));

    [TestCaseSource(nameof(NoCounts))]
    public void What_is_no_count_counts_nothing(object? count) => Assert.That(Returns(count), Is.Zero);

    [TestCase((byte)3)]
    [TestCase(3L)]
    [TestCase(3.7)]
    public void The_broker_may_count_in_any_type_of_number(object count) => Assert.That(Returns(count), Is.EqualTo(3));

    [TestCase(1_000, "", 1_000)]
    [TestCase(1_001, "…", 1_000)]
    [TestCase(200_000, "…", 1_000)]
    public void A_reason_is_cut_to_what_headers_can_carry(int length, string end, int kept)
    {
        Dictionary<string, object?> headers = MessageHeaders.SetAside(new BasicProperties(), new string('x', length), 1);

        Assert.That(headers[MessageHeaders.Reason], Is.EqualTo(new string('x', kept) + end));
    }

    private static int Returns(object? count) => MessageHeaders.Returns(new BasicProperties { Headers = new Dictionary<string, object?> { ["x-delivery-count"] = count } });

    [Test]
    public void A_reason_is_not_cut_inside_a_character()
    {
        Dictionary<string, object?> headers = MessageHeaders.SetAside(new BasicProperties(), new string('x', 999) + "\U0001F600 and more", 1);

        Assert.That(headers[MessageHeaders.Reason], Is.EqualTo(new string('x', 999) + "…"));
    }
}
