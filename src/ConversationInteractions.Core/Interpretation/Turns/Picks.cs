namespace ConversationInteractions.Interpretation;

/// <summary>What a consumer who picks a choice says (C4, and <see cref="Model.BotSettings.ChoiceSendsValue"/>).</summary>
internal static class Picks
{
    /// <summary>Takes a message: the label with the value beside it, or, where the bot wants it so, the value itself.</summary>
    public static void Hear(Turn turn, UserMessageReceived message)
    {
        turn.State.UserMessage = message.Text;
        turn.State.Payload = message.Payload;
        if (!turn.Program.Bot.Settings.ChoiceSendsValue)
        {
            return;
        }

        if (message.Payload is { Length: > 0 } value)
        {
            turn.State.UserMessage = value;
        }
        else if (turn.State.TextOnly && turn.Top?.Interaction is CompiledQuestion question && FindMarked(turn, question) is { } choice)
        {
            turn.State.Payload = choice.Value?.Render(turn);
            turn.State.UserMessage = turn.State.Payload is { Length: > 0 } marked ? marked : choice.Label.Render(turn);
        }
    }

    /// <summary>The choice whose number or letter was typed, unless that is a choice's own text, or what a rule literally asks for.</summary>
    private static CompiledChoice? FindMarked(Turn turn, CompiledQuestion question)
    {
        string normalized = Language.Utterance.Normalize(turn.State.UserMessage);
        int offered = turn.Top!.Offered.Count;
        return Array.Exists(question.Choices, c => ChoiceTexts.Picks(normalized, c.Label.Render(turn), c.Value?.Render(turn), -1))
            || Array.Exists(question.Rules.AsListed, r => Array.Exists(r.Patterns, p => !p.Text.Contains('*', StringComparison.Ordinal) && p.IsMatch(normalized)))
            ? null
            : question.Choices.Where((_, i) => ChoiceTexts.IsMark(normalized, offered + i)).FirstOrDefault();
    }
}
