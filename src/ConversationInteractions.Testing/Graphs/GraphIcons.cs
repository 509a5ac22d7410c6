namespace ConversationInteractions.Testing;

/// <summary>The signs of interactions: lines on a ground of 16 by 16.</summary>
internal static class GraphIcons
{
    public static string Class(GraphRowKind kind) => kind switch
    {
        GraphRowKind.Starter => "cg-icon cg-starter",
        GraphRowKind.Question => "cg-icon cg-question",
        GraphRowKind.Call => "cg-icon cg-call",
        GraphRowKind.Transfer => "cg-icon cg-transfer",
        GraphRowKind.Upload => "cg-icon cg-upload",
        _ => "cg-icon cg-statement",
    };

    public static string Path(GraphRowKind kind) => kind switch
    {
        GraphRowKind.Starter => "M4.5 3 12.5 8 4.5 13Z",
        GraphRowKind.Question => "M8 1.8A6.2 6.2 0 1 0 8 14.2 6.2 6.2 0 1 0 8 1.8ZM6.2 6.4A1.8 1.8 0 1 1 8.9 8C8.3 8.4 8 8.7 8 9.3M8 11.4V11.5",
        GraphRowKind.Call => "M9 1.8 3.8 9.2H7.6L6.8 14.2 12.2 6.8H8.4Z",
        GraphRowKind.Transfer => "M8 7.6A2.7 2.7 0 1 0 8 2.2 2.7 2.7 0 0 0 8 7.6ZM2.8 13.8C3.2 10.9 5.2 9.6 8 9.6S12.8 10.9 13.2 13.8",
        GraphRowKind.Upload => "M8 10.4V2.4M4.8 5.4 8 2.2 11.2 5.4M2.4 10.2V13.4H13.6V10.2",
        _ => "M2 3H14V11H8L5 13.6V11H2Z",
    };
}
