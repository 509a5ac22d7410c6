namespace ConversationInteractions.EntityFrameworkCore.Sql;

/// <summary>Consecutive positions of an outbox.</summary>
internal readonly record struct PositionRange(long First, long Last)
{
    /// <summary>The fewest ranges that hold the positions and no others.</summary>
    public static IEnumerable<PositionRange> Of(IEnumerable<long> positions)
    {
        PositionRange? range = null;
        foreach (long position in positions.Order())
        {
            if (range is { } open && position <= open.Last + 1)
            {
                range = open with { Last = position };
                continue;
            }

            if (range is { } full)
            {
                yield return full;
            }

            range = new PositionRange(position, position);
        }

        if (range is { } last)
        {
            yield return last;
        }
    }
}
