namespace ConversationInteractions.Interpretation;

/// <summary>Texts of Conversation Builder that close the conversation in the place of being said (behaviour 6.3); they act in imported bots only (C21).</summary>
internal static class CloseTexts
{
    public const string CloseConversation = "LP_CLOSECONVERSATION";
    public const string CloseDialog = "LP_CLOSEDIALOG";

    /// <summary>Closes the conversation if the text is one of them.</summary>
    /// <param name="turn">The turn.</param>
    /// <param name="text">The text.</param>
    /// <param name="trigger">Where a script wanted to jump afterwards.</param>
    /// <returns>Whether it did: nothing is on the stack any more.</returns>
    public static bool TryClose(Turn turn, string? text, string? trigger = null)
    {
        if (text is null || !turn.Program.Bot.Settings.CloseTexts || text.AsSpan().Trim() is not (CloseConversation or CloseDialog))
        {
            return false;
        }

        if (trigger is not null)
        {
            turn.Note(TraceCodes.ScriptUnsupported, turn.Top?.Interaction.Address, $"setTriggerNextMessage('{trigger}') after a text that closes the conversation: there is nothing to jump from");
        }

        Sessions.Close(turn, survey: text.AsSpan().Trim() is CloseDialog);
        return true;
    }
}
