namespace ConversationInteractions.Testing;

/// <summary>Where everything of a picture stands. Dialogs that jump to each other stand together, in columns that follow the jumps; the others fill columns below.</summary>
internal sealed class GraphLayout
{
    private const int Margin = 32;
    private const int BlockGap = 56;

    /// <summary>How much wider than high a picture should be.</summary>
    private const double Shape = 1.7;

    private GraphLayout(GraphBox[] boxes) => Boxes = boxes;

    /// <summary>The cards, by the position of their dialogs.</summary>
    public GraphBox[] Boxes { get; }

    public List<GraphRoute> Routes { get; } = [];

    public int Width { get; private set; }

    public int Height { get; private set; }

    public static GraphLayout Of(BotGraph graph)
    {
        GraphLayout layout = new([.. graph.Dialogs.Select((dialog, index) => new GraphBox(dialog, index))]);
        layout.Place();
        return layout;
    }

    private void Place()
    {
        double area = Boxes.Sum(box => (GraphBox.Width + 64.0) * (box.Height + GraphBlock.CardGap));
        int width = (int)Math.Sqrt(area * Shape);
        GraphLinks links = new(Boxes);
        List<GraphBlock> blocks = [];
        List<GraphBox> singles = [];
        foreach (GraphBox[] together in links.Groups())
        {
            if (together.Length == 1)
            {
                singles.Add(together[0]);
            }
            else
            {
                blocks.Add(new GraphBlock(Boxes, links.Columns(together, Shape)));
            }
        }

        width = Math.Max(width, blocks.Select(block => block.Width).DefaultIfEmpty(GraphBox.Width).Max());
        if (singles.Count > 0)
        {
            blocks.Add(new GraphBlock(Boxes, Fill(singles, Math.Max(1, width / (GraphBox.Width + 48)))));
        }

        Shelve(blocks, width);
    }

    /// <summary>Fills columns evenly: each card goes to the column that is shortest so far.</summary>
    private static List<List<GraphBox>> Fill(List<GraphBox> boxes, int columns)
    {
        List<GraphBox>[] filled = [.. Enumerable.Range(0, Math.Min(columns, boxes.Count)).Select(_ => new List<GraphBox>())];
        int[] heights = new int[filled.Length];
        foreach (GraphBox box in boxes)
        {
            int shortest = Array.IndexOf(heights, heights.Min());
            filled[shortest].Add(box);
            heights[shortest] += box.Height + GraphBlock.CardGap;
        }

        return [.. filled];
    }

    /// <summary>Puts blocks side by side while there is room, then below.</summary>
    private void Shelve(List<GraphBlock> blocks, int width)
    {
        int x = 0;
        int y = 0;
        int shelf = 0;
        foreach (GraphBlock block in blocks)
        {
            if (x > 0 && x + block.Width > width)
            {
                (x, y, shelf) = (0, y + shelf + BlockGap, 0);
            }

            Routes.AddRange(block.MoveTo(x + Margin, y + Margin));
            x += block.Width + BlockGap;
            shelf = Math.Max(shelf, block.Height);
            Width = Math.Max(Width, x - BlockGap + (2 * Margin));
        }

        Width = Math.Max(Width, 2 * Margin);
        Height = y + shelf + (2 * Margin);
    }
}
