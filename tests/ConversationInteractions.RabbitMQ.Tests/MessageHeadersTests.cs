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

    [TestCase(1_000, "", 1_000)]
    [TestCase(1_001, "…", 1_000)]
    [TestCase(200_000, "…", 1_000)]
    public void A_reason_is_cut_to_what_headers_can_carry(int length, string end, int kept)
    {
        Dictionary<string, object?> headers = MessageHeaders.SetAside(new BasicProperties(), new string('x', length), 1);

        Assert.That(headers[MessageHeaders.Reason], Is.EqualTo(new string('x', kept) + end));
    }

    [Test]
    public void A_reason_is_not_cut_inside_a_character()
    {
        Dictionary<string, object?> headers = MessageHeaders.SetAside(new BasicProperties(), new string('x', 999) + "\U0001F600 and more", 1);

        Assert.That(headers[MessageHeaders.Reason], Is.EqualTo(new string('x', 999) + "…"));
    }
}
