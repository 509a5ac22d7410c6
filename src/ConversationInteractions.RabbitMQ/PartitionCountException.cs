namespace ConversationInteractions.RabbitMQ;

/// <summary>The broker has another number of partitions than the options say: going on would let two nodes handle one conversation at once.</summary>
public sealed class PartitionCountException : InvalidOperationException
{
    /// <summary>Makes the exception.</summary>
    /// <param name="partitions">What the options say.</param>
    /// <param name="hasMore">Whether the broker has more.</param>
    public PartitionCountException(int partitions, bool hasMore)
        : base($"The broker has {(hasMore ? "more" : "fewer")} than {partitions} partitions. Set {nameof(RabbitMqOptions)}.{nameof(RabbitMqOptions.Partitions)} to what it has in every process, "
            + (hasMore ? "as partitions never become fewer." : $"or let {nameof(ConversationTopology)}.{nameof(ConversationTopology.GrowAsync)} add partitions.")) =>
        Partitions = partitions;

    /// <summary>What the options say.</summary>
    public int Partitions { get; }
}
