using ConversationInteractions.Runtime;

namespace ConversationInteractions.RabbitMQ;

/// <summary>The broker has another number of partitions than the options of a worker: the worker would leave some alone, or look for some that are not there.</summary>
public sealed class PartitionCountException : ConversationException
{
    /// <summary>Makes the exception.</summary>
    /// <param name="expected">What the options say.</param>
    /// <param name="found">What the broker has.</param>
    public PartitionCountException(int expected, int found)
        : base("partition-count", $"The broker has {found} partitions, and the options say {expected}. Set {nameof(RabbitMqOptions)}.{nameof(RabbitMqOptions.Partitions)} to {found}"
            + (found > expected ? "; partitions never become fewer." : $", or let {nameof(ConversationTopology)}.{nameof(ConversationTopology.GrowAsync)} add some."))
    {
        Expected = expected;
        Found = found;
    }

    /// <summary>What the options say.</summary>
    public int Expected { get; }

    /// <summary>What the broker has.</summary>
    public int Found { get; }
}
