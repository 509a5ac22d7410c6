using System.Text;
using RabbitMQ.Client;
using RabbitMQ.Client.Events;

namespace ConversationInteractions.RabbitMQ.Workers;

/// <summary>
/// Tells the other workers that this one is there, and knows who else is. Only for sharing partitions out evenly: that one worker at a time has a partition is the
/// broker's doing, whatever is known here.
/// </summary>
internal sealed class WorkerPresence(string name, IChannel channel, string exchange, TimeSpan interval, TimeProvider time)
{
    private const string Hello = "hello";
    private const string Here = "here";
    private const string Bye = "bye";
    private readonly Dictionary<string, long> _seen = new(StringComparer.Ordinal);
    private readonly Lock _gate = new();

    public string Name => name;

    /// <summary>Called when a worker came or went.</summary>
    public required Action Changed { get; init; }

    /// <summary>Begins to listen.</summary>
    public async Task ListenAsync(CancellationToken cancellationToken)
    {
        QueueDeclareOk queue = await channel.QueueDeclareAsync(cancellationToken: cancellationToken).ConfigureAwait(false);
        await channel.QueueBindAsync(queue.QueueName, exchange, "", cancellationToken: cancellationToken).ConfigureAwait(false);
        AsyncEventingBasicConsumer consumer = new(channel);
        consumer.ReceivedAsync += OnReceivedAsync;
        await channel.BasicConsumeAsync(queue.QueueName, autoAck: true, consumer, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Comes in: whoever is there answers at once. Only after subscribing to every partition, so that those who then leave one leave it to somebody.</summary>
    public ValueTask EnterAsync(CancellationToken cancellationToken) => TellAsync(Hello, cancellationToken);

    public ValueTask StayAsync(CancellationToken cancellationToken) => TellAsync(Here, cancellationToken);

    public ValueTask LeaveAsync(CancellationToken cancellationToken) => TellAsync(Bye, cancellationToken);

    /// <summary>Who is there: this worker, and those that gave a sign within three intervals.</summary>
    public string[] Members()
    {
        lock (_gate)
        {
            foreach (string silent in _seen.Where(s => time.GetElapsedTime(s.Value) > interval * 3).Select(s => s.Key).ToArray())
            {
                _seen.Remove(silent);
            }

            return [.. _seen.Keys.Append(name).Order(StringComparer.Ordinal)];
        }
    }

    private ValueTask TellAsync(string what, CancellationToken cancellationToken) =>
        channel.BasicPublishAsync(exchange, "", mandatory: false, new BasicProperties { Type = what }, Encoding.UTF8.GetBytes(name), cancellationToken);

    private async Task OnReceivedAsync(object sender, BasicDeliverEventArgs delivery)
    {
        string other = Encoding.UTF8.GetString(delivery.Body.Span);
        if (other == name)
        {
            return;
        }

        bool isNews;
        lock (_gate)
        {
            isNews = delivery.BasicProperties.Type == Bye ? _seen.Remove(other) : _seen.TryAdd(other, time.GetTimestamp());
            if (!isNews && delivery.BasicProperties.Type != Bye)
            {
                _seen[other] = time.GetTimestamp();
            }
        }

        if (isNews)
        {
            Changed();
        }

        if (delivery.BasicProperties.Type == Hello)
        {
            await StayAsync(delivery.CancellationToken).ConfigureAwait(false);
        }
    }
}
