using System.Globalization;

namespace ConversationInteractions.RabbitMQ;

/// <summary>The names of an installation's exchanges and queues on the broker, for hosts that bind queues of their own.</summary>
public sealed class ConversationNames
{
    /// <summary>Makes the names.</summary>
    /// <param name="prefix">What they begin with: <see cref="RabbitMqOptions.Prefix"/>.</param>
    public ConversationNames(string prefix)
    {
        ArgumentException.ThrowIfNullOrEmpty(prefix);
        Events = $"{prefix}.events";
        Partitions = $"{prefix}.partitions";
        Messages = $"{prefix}.messages";
        Reports = $"{prefix}.reports";
        DeadLetters = $"{prefix}.dead";
        Undelivered = $"{prefix}.undelivered";
        Workers = $"{prefix}.workers";
        Lock = $"{prefix}.declaring";
    }

    /// <summary>The exchange that events are published to. Bind nothing to it: what it leads to is how publishers know that an event has been kept.</summary>
    public string Events { get; }

    /// <summary>The consistent-hash exchange behind it, keyed by the conversation.</summary>
    public string Partitions { get; }

    /// <summary>The topic exchange for messages to consumers; the routing key is the conversation id.</summary>
    public string Messages { get; }

    /// <summary>The topic exchange for reports of what became of events; the routing key is the conversation id.</summary>
    public string Reports { get; }

    /// <summary>The fan-out exchange, and the queue, for events that were set aside.</summary>
    public string DeadLetters { get; }

    /// <summary>The fan-out exchange, and the queue, for messages to consumers that could not be handed on.</summary>
    public string Undelivered { get; }

    /// <summary>The fan-out exchange on which workers tell each other that they are there.</summary>
    internal string Workers { get; }

    /// <summary>The exclusive queue that whoever declares has meanwhile.</summary>
    internal string Lock { get; }

    /// <summary>The queue of a partition.</summary>
    /// <param name="number">Its number, from 0.</param>
    public string Queue(int number) => string.Create(CultureInfo.InvariantCulture, $"{Events}.{number}");

    /// <summary>An exchange whose being there tells how many partitions there are: what the broker keeps of itself has no place for a number.</summary>
    internal string Count(int partitions) => string.Create(CultureInfo.InvariantCulture, $"{Partitions}.{partitions}");
}
