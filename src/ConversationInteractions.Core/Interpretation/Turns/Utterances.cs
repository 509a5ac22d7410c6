using ConversationInteractions.Language;
using ConversationInteractions.Model;

namespace ConversationInteractions.Interpretation;

/// <summary>What happens to a message of the consumer (behaviour 2.4).</summary>
internal static class Utterances
{
    public static string? Receive(Turn turn, UserMessageReceived message)
    {
        if (turn.State.Owner is ConversationOwner.Pending or ConversationOwner.Agent)
        {
            turn.Effects.Add(new ForwardToAgent { Key = turn.NextKey(), TransferId = turn.State.Transfer!.Id, Text = turn.Cut(message.Text) });
            return null;
        }

        bool begins = Sessions.Ensure(turn);
        Sessions.Touch(turn);
        int length = Math.Max(message.Text.Length, message.Payload?.Length ?? 0);
        if (length > Math.Min(turn.Program.Bot.Settings.Limits.MessageLength, turn.Limits.MaxTextLength))
        {
            turn.Note(TraceCodes.MessageTooLong, null, $"{length} UTF-16 code units");
            if (!begins || !Scripts.StartSession(turn, SessionOpening.LongMessage))
            {
                Messages.Say(turn, turn.Program.FallbackMessage);
            }

            return null;
        }

        Picks.Hear(turn, message);
        if (!begins || !Scripts.StartSession(turn, SessionOpening.Message))
        {
            Match(turn, turn.State.UserMessage, null, isHanded: false);
        }

        return null;
    }

    /// <summary>Finds what a text fits: the rules of the pending question, then the starters, then the fallback.</summary>
    /// <param name="turn">The turn.</param>
    /// <param name="text">The text.</param>
    /// <param name="intents">Its intents; <see langword="null"/> where they have not been asked for yet.</param>
    /// <param name="isHanded">Whether another bot handed it over (C16).</param>
    public static void Match(Turn turn, string text, ValueList<RecognizedIntent>? intents, bool isHanded)
    {
        string normalized = Utterance.Normalize(text);
        bool isReserved = ReservedText.IsReservedForm(normalized);
        if (isReserved)
        {
            turn.Note(TraceCodes.TextReserved, turn.Top?.Interaction.Address);
            intents ??= [];
        }

        if (turn.Top is { } frame)
        {
            MatchAnswer(turn, frame, normalized, intents, isReserved);
            return;
        }

        Reply found = isReserved ? Reply.Nothing : Starters.TryStart(turn, normalized, intents);
        if (found == Reply.Nothing && !isReserved && !isHanded)
        {
            found = Starters.TryGroup(turn, normalized, intents);
        }

        Settle(turn, text, found, isHanded, null);
    }

    private static void MatchAnswer(Turn turn, ActiveFrame frame, string normalized, ValueList<RecognizedIntent>? intents, bool isReserved)
    {
        if (Questions.FindOffered(turn, frame, normalized) is { } intent && turn.Program.FindByIntent(intent.Name, "") is not null)
        {
            turn.Stack.RemoveAt(turn.Stack.Count - 1);
            Starters.TryIntent(turn, intent.Name, "");
            return;
        }

        CompiledRules rules = frame.Interaction.Rules;
        if (rules.AsListed.Length == 0 && frame.Interaction is CompiledQuestion && frame.Offered.Count == 0)
        {
            Questions.Accept(turn, frame, null);
            return;
        }

        if (rules.AsksForIntents && intents is null)
        {
            Ask(turn, turn.State.UserMessage, isHanded: false);
            return;
        }

        if (Questions.FindRule(turn, frame, normalized, intents ?? []) is { } rule)
        {
            Questions.Accept(turn, frame, rule);
            return;
        }

        bool mayLeave = !isReserved && turn.Program.Bot.Settings.ContextSwitching && frame.Dialog.Kind != DialogKind.Disambiguation;
        Reply found = mayLeave ? Starters.TryStart(turn, normalized, intents) : Reply.Nothing;
        if (found == Reply.Nothing && mayLeave && !Fallbacks.HasOwn(frame))
        {
            found = Starters.TryGroup(turn, normalized, intents);
        }

        Settle(turn, turn.State.UserMessage, found, isHanded: false, frame);
    }

    private static void Settle(Turn turn, string text, Reply found, bool isHanded, ActiveFrame? question)
    {
        if (found == Reply.NeedsIntents)
        {
            Ask(turn, text, isHanded);
        }
        else if (found == Reply.Nothing)
        {
            turn.Detail(TraceCodes.Fallback, turn.Top?.Interaction.Address);
            if (question is null)
            {
                Fallbacks.Answer(turn);
            }
            else
            {
                Fallbacks.AnswerQuestion(turn, question);
            }
        }
    }

    private static void Ask(Turn turn, string text, bool isHanded)
    {
        string key = turn.NextKey();
        turn.Effects.Add(new RecognizeIntents { Key = key, Bot = turn.Program.Name, Text = text, Language = turn.Program.Bot.Language });
        turn.State.Continuation = new TurnContinuation { Point = ResumePoint.Recognized, Key = key, Handed = isHanded, Text = text };
    }
}

/// <summary>What came of looking for something that a text starts.</summary>
internal enum Reply
{
    /// <summary>Nothing fits.</summary>
    Nothing,

    /// <summary>Something fitted and runs.</summary>
    Started,

    /// <summary>The intents must be known first.</summary>
    NeedsIntents,
}
