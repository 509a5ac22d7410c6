namespace ConversationInteractions.Interpretation;

/// <summary>The versioned JSON form of a state.</summary>
public static class ConversationStateJson
{
    /// <summary>The version this library writes.</summary>
    public const int FormatVersion = 1;
}
