namespace ConversationInteractions.Interpretation;

/// <summary>What becomes of the conversations that wait at a position when another definition takes the place of the bot (B10).</summary>
public enum PositionFate
{
    /// <summary>They wait at the same place.</summary>
    Same,

    /// <summary>They wait at the interaction of the same name, which stands elsewhere now: in another dialog, or at another position of it.</summary>
    Moved,

    /// <summary>The name belongs to an interaction that waits for something else now, or for nothing. They go on with that one.</summary>
    Replaced,

    /// <summary>There is no such place any more. They go on at the starters, with their variables.</summary>
    Lost,
}
