using ConversationInteractions.Model;

namespace ConversationInteractions.Interpretation;

/// <summary>Asks questions and judges what the consumer answers (behaviour 2.4 step 5).</summary>
internal static class Questions
{
    public static bool Ask(Turn turn, ActiveFrame frame, CompiledQuestion question, ScriptWishes? wishes)
    {
        OutgoingMessage? message = wishes?.Prepared is { } prepared ? prepared.Message : Render(turn, frame, question);
        if (Scripts.PostProcess(turn, question, wishes, message) || CloseTexts.TryClose(turn, message?.Text, wishes?.Trigger))
        {
            return false;
        }

        if (message is not null)
        {
            Messages.Send(turn, wishes is null ? message : message with { Choices = [.. message.Choices, .. wishes.Choices] }, wishes?.Delay ?? question.Delay);
        }

        // A jump that a script wants before the answer is taken at once: nothing is waited for.
        return wishes?.Next is { } next && Flow.Follow(turn, next);
    }

    /// <summary>The rule that the answer fulfils, if any.</summary>
    public static CompiledRule? FindRule(Turn turn, ActiveFrame frame, string normalized, ValueList<RecognizedIntent> intents)
    {
        foreach (CompiledRule rule in frame.Interaction.Rules.InOrder)
        {
            if (RuleTests.Holds(turn, frame.Interaction as CompiledQuestion, rule, normalized, intents, frame.Offered.Count))
            {
                turn.Detail(TraceCodes.RuleMatched, frame.Interaction.Address, turn.IsDetailed ? rule.Title : null);
                return rule;
            }

            if (turn.IsDetailed)
            {
                turn.Note(TraceCodes.RuleRejected, frame.Interaction.Address, RuleReasons.OfAnswer(turn, frame, rule, normalized, intents));
            }
        }

        return null;
    }

    /// <summary>An answer was accepted: stores, says, runs the script, goes on (A14).</summary>
    public static void Accept(Turn turn, ActiveFrame frame, CompiledRule? rule)
    {
        frame.Fallbacks = 0;
        RuleOutcomes.Apply(turn, rule);
        if (frame.Interaction.Source.Scripts?.ProcessResponse is { } script)
        {
            Scripts.Run(turn, frame.Interaction, ScriptSlot.ProcessResponse, script, ResumePoint.ResponseProcessed, rule: rule?.Index ?? -1);
            return;
        }

        Flow.Continue(turn, rule?.Source.Next ?? frame.Interaction.Source.Next);
    }

    /// <summary>The offered intent that the answer picks, in a disambiguation dialog (C36).</summary>
    public static RecognizedIntent? FindOffered(Turn turn, ActiveFrame frame, string normalized)
    {
        for (int i = 0; i < frame.Offered.Count; i++)
        {
            RecognizedIntent intent = frame.Offered[i];
            if (ChoiceTexts.Picks(normalized, intent.DisplayName ?? intent.Name, intent.Name, turn.State.TextOnly ? i : -1))
            {
                return intent;
            }
        }

        return null;
    }

    private static OutgoingMessage? Render(Turn turn, ActiveFrame frame, CompiledQuestion question)
    {
        OutgoingMessage? message = Messages.Render(turn, question.Content);
        ValueList<OutgoingChoice> choices = message is null ? [] : Choices(turn, frame, question);
        return message is null || (choices.Count == 0 && question.Display == message.Display) ? message : message with { Choices = choices, Display = question.Display };
    }

    private static ValueList<OutgoingChoice> Choices(Turn turn, ActiveFrame frame, CompiledQuestion question) =>
        frame.Offered.Count == 0 && question.Choices.Length == 0 ? [] : [.. Offered(frame), .. Own(turn, question)];

    private static IEnumerable<OutgoingChoice> Offered(ActiveFrame frame) => frame.Offered.Select(i => new OutgoingChoice(i.DisplayName ?? i.Name, i.Name));

    private static IEnumerable<OutgoingChoice> Own(Turn turn, CompiledQuestion question) =>
        question.Choices.Select(c => new OutgoingChoice(c.Label.Render(turn), c.Value?.Render(turn), c.Image?.Render(turn)));
}
