namespace ConversationInteractions.Interpretation;

/// <summary>Says something and goes on.</summary>
internal static class Statements
{
    public const string CloseConversationText = "LP_CLOSECONVERSATION";
    public const string CloseDialogText = "LP_CLOSEDIALOG";

    public static bool Perform(Turn turn, CompiledStatement statement, ScriptWishes? wishes)
    {
        OutgoingMessage? message = Messages.Render(turn, statement.Content);
        if (turn.Program.Bot.Settings.CloseTexts && message?.Text.Trim() is CloseConversationText or CloseDialogText)
        {
            Sessions.Close(turn, survey: message.Text.Trim() == CloseDialogText);
            return false;
        }

        if (statement.Source.Scripts?.PostProcess is { } script && wishes?.IsPostProcessed != true)
        {
            Scripts.Run(turn, statement, ScriptSlot.PostProcess, script, ResumePoint.PostProcessed, wishes);
            return false;
        }

        if (message is not null)
        {
            Messages.Send(turn, wishes is null ? message : message with { Choices = [.. message.Choices, .. wishes.Choices] }, wishes?.Delay ?? statement.Delay);
        }

        return Flow.Follow(turn, wishes?.Next ?? statement.Source.Next);
    }
}
