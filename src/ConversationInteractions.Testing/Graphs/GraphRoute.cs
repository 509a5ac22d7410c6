namespace ConversationInteractions.Testing;

/// <summary>The way of an arrow: right angles only, through the space between cards.</summary>
/// <param name="From">The card it leaves.</param>
/// <param name="Row">The row it leaves.</param>
/// <param name="Exit">The exit it is of.</param>
/// <param name="Target">Where it leads.</param>
/// <param name="Points">Its corners, from the exit to the tip.</param>
internal sealed record GraphRoute(GraphBox From, int Row, int Exit, GraphTarget Target, (int X, int Y)[] Points);
