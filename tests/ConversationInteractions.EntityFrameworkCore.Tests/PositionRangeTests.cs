using ConversationInteractions.EntityFrameworkCore.Sql;

namespace ConversationInteractions.EntityFrameworkCore.Tests;

public sealed class PositionRangeTests
{
    [TestCase("", "")]
    [TestCase("7", "7-7")]
    [TestCase("1 2 3", "1-3")]
    [TestCase("3 1 2 2", "1-3")]
    [TestCase("9 1 2 5 6 7", "1-2 5-7 9-9")]
    public void Consecutive_positions_become_one_range(string positions, string ranges) => Assert.That(
        string.Join(' ', PositionRange.Of(positions.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(long.Parse)).Select(r => $"{r.First}-{r.Last}")),
        Is.EqualTo(ranges));
}
