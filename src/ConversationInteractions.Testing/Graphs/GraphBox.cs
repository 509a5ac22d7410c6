namespace ConversationInteractions.Testing;

/// <summary>The card of a dialog: how high each part of it is, and where the card stands.</summary>
internal sealed class GraphBox
{
    public const int Width = 320;
    public const int HeaderHeight = 44;
    public const int ExitHeight = 22;
    private const int ShortRow = 34;
    private const int TallRow = 50;
    private const int BelowExits = 6;
    private const int Bottom = 8;

    public GraphBox(GraphDialog dialog, int index)
    {
        Dialog = dialog;
        Index = index;
        RowTops = new int[dialog.Rows.Count];
        int top = HeaderHeight;
        for (int r = 0; r < RowTops.Length; r++)
        {
            RowTops[r] = top;
            top += RowHeight(r);
        }

        Height = top + Bottom;
    }

    public GraphDialog Dialog { get; }

    /// <summary>The position of the dialog in the graph.</summary>
    public int Index { get; }

    public int Height { get; }

    /// <summary>Where each row begins, from the top of the card.</summary>
    public int[] RowTops { get; }

    public int X { get; set; }

    public int Y { get; set; }

    public int Right => X + Width;

    public int Column { get; set; }

    /// <summary>How high a row is without its exits.</summary>
    public int LineHeight(int row) => Dialog.Rows[row].Name is null ? ShortRow : TallRow;

    /// <summary>How high a row is with its exits.</summary>
    public int RowHeight(int row) => LineHeight(row) + (Dialog.Rows[row].Exits.Count is > 0 and int exits ? (exits * ExitHeight) + BelowExits : 0);

    /// <summary>The middle of an exit, from the top of the card.</summary>
    public int ExitMiddle(int row, int exit) => RowTops[row] + LineHeight(row) + (exit * ExitHeight) + (ExitHeight / 2);

    /// <summary>Where an arrow arrives, from the top of the card.</summary>
    public int Arrival(int? row) => row is { } position ? RowTops[position] + (ShortRow / 2) : HeaderHeight / 2;
}
