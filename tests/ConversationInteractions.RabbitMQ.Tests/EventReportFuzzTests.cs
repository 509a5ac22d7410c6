using System.Diagnostics;
using System.Text;
using System.Text.Unicode;
using ConversationInteractions.Fuzzing;
using ConversationInteractions.RabbitMQ.Connections;
using RabbitMQ.Client;

namespace ConversationInteractions.RabbitMQ.Tests;

/// <summary>Messages of a broker that somebody else wrote: read, or refused with <see cref="FormatException"/>.</summary>
internal sealed class EventReportFuzzTests
{
    private const string Sound = """{"event":"e1","status":"setAside","first":3,"last":4,"reason":"because"}""";

    [Test]
    public void Reports_of_any_content([Values] bool staysJson) => Fuzz.Run(
        3_000,
        random => staysJson ? Spoiled.Json(Sound, random) : Spoiled.Bytes(Encoding.UTF8.GetBytes(Sound), random),
        body =>
        {
            EventReport report;
            try
            {
                report = EventReport.Read(body);
            }
            catch (FormatException problem)
            {
                Assert.That(problem.Message, Does.StartWith("A report cannot be read: "));
                return;
            }

            EventReport again = EventReport.Read(report.Write());
            if (Utf8.IsValid(body) && report.LastSequence > 0)
            {
                Assert.That(again, Is.EqualTo(report));
            }
        });

    [Test]
    public void Headers_of_any_content_are_a_trace_and_a_count_or_none() => Fuzz.Run(
        3_000,
        random => (Parent: Spoiled.Text(random, 5, "00-", "0af7651916cd43dd8448eb211c80319c", "b7ad6b7169203331", "-", "01", "ff"), State: Spoiled.Text(random, 4, "a=b", ",", "=", " "), Count: Number(random)),
        headers =>
        {
            BasicProperties properties = new()
            {
                Headers = new Dictionary<string, object?> { ["traceparent"] = Encoding.UTF8.GetBytes(headers.Parent), ["tracestate"] = headers.State, ["x-delivery-count"] = headers.Count },
            };
            ActivityContext trace = MessageHeaders.Extract(properties);
            Assert.That(trace == default || trace.IsRemote, Is.True);
            Assert.That(MessageHeaders.Returns(properties), Is.GreaterThanOrEqualTo(0));
        });

    private static object Number(Random random) => random.Next(8) switch
    {
        0 => random.Next(),
        1 => random.NextInt64(),
        2 => (byte)random.Next(256),
        3 => "7",
        4 => true,
        5 => Encoding.UTF8.GetBytes("7"),
        6 => BitConverter.Int64BitsToDouble(random.NextInt64(long.MinValue, long.MaxValue)),
        _ => random.NextDouble(),
    };
}
