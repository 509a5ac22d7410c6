using ConversationInteractions.RabbitMQ.Workers;

namespace ConversationInteractions.RabbitMQ.Tests;

public sealed class PartitionAssignmentTests
{
    [Test]
    public void Everybody_gets_the_same_share([Range(1, 12)] int workers, [Values(1, 4, 16, 64)] int partitions)
    {
        string[] owners = PartitionAssignment.Assign(Names(workers), partitions);

        int[] loads = [.. owners.CountBy(o => o).Select(l => l.Value)];
        Assert.That(owners, Has.Length.EqualTo(partitions));
        Assert.That(loads, Has.All.LessThanOrEqualTo((partitions + workers - 1) / workers));
    }

    [Test]
    public void The_order_in_which_workers_are_known_does_not_matter() =>
        Assert.That(PartitionAssignment.Assign(Names(5).Reverse(), 32), Is.EqualTo(PartitionAssignment.Assign(Names(5), 32)));

    [Test]
    public void Little_moves_when_a_worker_goes()
    {
        string[] before = PartitionAssignment.Assign(Names(8), 128);

        string[] after = PartitionAssignment.Assign(Names(7), 128);

        int moved = before.Zip(after).Count(p => p.First != p.Second);
        Assert.That(moved, Is.LessThan(64), "one eighth has to move");
    }

    private static IEnumerable<string> Names(int count) => Enumerable.Range(0, count).Select(i => $"0199f0c2a5{i:x4}7b1c");
}
