using ConversationInteractions.Model;

namespace ConversationInteractions.Testing;

/// <summary>An arrow of a graph whose nodes are interactions: a jump, a way to the following row, or an end.</summary>
/// <param name="Dialog">The dialog it leaves.</param>
/// <param name="Row">The row it leaves.</param>
/// <param name="Label">When it is taken; empty where always.</param>
/// <param name="Target">Where it leads; <see langword="null"/> for an end.</param>
/// <param name="End">What end, where it is one.</param>
/// <param name="IsJump">Whether it leads elsewhere than to the following row.</param>
internal sealed record GraphArrow(int Dialog, int Row, string Label, GraphTarget? Target, string End, bool IsJump)
{
    /// <summary>The arrows of a graph. All ways of a row to the following one are one arrow; questions that are asked again have none for that.</summary>
    public static IEnumerable<GraphArrow> Of(BotGraph graph)
    {
        for (int d = 0; d < graph.Dialogs.Count; d++)
        {
            ValueList<GraphRow> rows = graph.Dialogs[d].Rows;
            for (int r = 0; r < rows.Count; r++)
            {
                foreach (GraphArrow arrow in OfRow(rows[r], d, r))
                {
                    yield return arrow;
                }
            }
        }
    }

    private static IEnumerable<GraphArrow> OfRow(GraphRow row, int dialog, int position)
    {
        if (row.FallsThrough)
        {
            string[] labels = [.. row.Exits.Where(exit => exit.Next == NextAction.Next).Select(exit => exit.Label)];
            yield return new GraphArrow(dialog, position, string.Join(" / ", labels), new GraphTarget(dialog, position + 1), "", IsJump: false);
        }

        foreach (GraphExit exit in row.Exits.Where(exit => exit.Next.Kind is not (NextActionKind.Next or NextActionKind.Current)))
        {
            yield return new GraphArrow(dialog, position, exit.Label, exit.Target, GraphTexts.Next(exit.Next), IsJump: true);
        }
    }
}
