namespace ConversationInteractions.Interpretation;

/// <summary>Says something and goes on.</summary>
internal static class Statements
{
    public static bool Perform(Turn turn, CompiledStatement statement, ScriptWishes? wishes)
    {
        OutgoingMessage? message = wishes?.Prepared is { } prepared ? prepared.Message : Messages.Render(turn, statement.Content);
        if (Scripts.PostProcess(turn, statement, wishes, message) || CloseTexts.TryClose(turn, message?.Text, wishes?.Trigger))
        {
            return false;
        }

        if (message is not null)
        {
            Messages.Send(turn, wishes is null ? message : message with { Choices = [.. message.Choices, .. wishes.Choices] }, wishes?.Delay ?? statement.Delay);
        }

        return Flow.Follow(turn, wishes?.Next ?? statement.Source.Next);
    }
}
