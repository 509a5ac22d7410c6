namespace ConversationInteractions.ConversationBuilder.Importing;

/// <summary>What became of a part of an export.</summary>
public enum ImportFate
{
    /// <summary>It is in the bot and means the same.</summary>
    Carried,

    /// <summary>It is in the bot, but not exactly as it was; the reason says how it differs.</summary>
    Changed,

    /// <summary>It is not in the bot; the reason says why.</summary>
    Dropped,

    /// <summary>It is not in the bot, and has no effect on a conversation: ids, times, switches of the editor.</summary>
    Ignored,
}
