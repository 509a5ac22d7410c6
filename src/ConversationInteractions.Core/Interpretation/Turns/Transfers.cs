using ConversationInteractions.Language;
using ConversationInteractions.Model;

namespace ConversationInteractions.Interpretation;

/// <summary>Hands conversations over and deals with transfers that fail (behaviour 9).</summary>
internal static class Transfers
{
    public static bool Begin(Turn turn, CompiledTransfer transfer, ScriptWishes? wishes)
    {
        string skill = transfer.SkillId.Render(turn).Trim();
        if (!IsNumeric(skill))
        {
            turn.Note(TraceCodes.SkillNotNumeric, transfer.Address, skill);
            Messages.Say(turn, turn.Program.FallbackMessage);
            CompiledRule? rule = RuleOutcomes.FindRule(turn, transfer, CallResult.Failure);
            RuleOutcomes.Apply(turn, rule);
            return Flow.Follow(turn, rule?.Source.Next ?? NextAction.End);
        }

        RequestTransfer request = new()
        {
            Key = turn.NextKey(),
            Bot = turn.Program.Name,
            SkillId = skill,
            AgentId = transfer.AgentId?.Render(turn) is { Length: > 0 } agent ? agent : null,
            Message = Messages.Text(turn, transfer.Message),
            Context = transfer.TransfersContext ? new TransferContext(turn.TransferIntent ?? turn.StarterIntent, turn.TransferMessage ?? turn.UserMessage) : null,
            Language = turn.Program.Bot.Language,
            Delay = wishes?.Delay ?? transfer.Delay,
        };
        Request(turn, request, withFallbackSkill: false);
        return false;
    }

    /// <summary>A timer is due: one try with the fallback skill, else the transfer has failed (A21, C14).</summary>
    public static string? Elapse(Turn turn)
    {
        if (turn.Owner != ConversationOwner.Pending || turn.Transfer is not { } transfer || transfer.Deadline > turn.At)
        {
            return "No timer is due.";
        }

        string? skill = transfer.WithFallbackSkill ? null : turn.Program.FallbackSkill?.Render(turn).Trim();
        if (skill is not null && IsNumeric(skill))
        {
            Request(turn, transfer.Request with { Key = turn.NextKey(), SkillId = skill, Delay = TimeSpan.Zero }, withFallbackSkill: true);
        }
        else
        {
            if (skill is not null)
            {
                turn.Note(TraceCodes.SkillNotNumeric, transfer.Request.Bot, skill);
            }

            Fail(turn);
        }

        return null;
    }

    /// <summary>The transfer was rejected at once: a rule on failure, else a late failure (C13).</summary>
    public static void Reject(Turn turn, PendingTransfer transfer)
    {
        CompiledRule? rule = transfer.WithFallbackSkill || turn.Top is null ? null : RuleOutcomes.FindRule(turn, turn.Top.Interaction, CallResult.Failure);
        if (rule is null)
        {
            Fail(turn);
            return;
        }

        BackToBot(turn);
        RuleOutcomes.Apply(turn, rule);
        Flow.Continue(turn, rule.Source.Next);
    }

    /// <summary>The agent returns the conversation: it goes on after the escalation (B8, C13).</summary>
    public static void Return(Turn turn)
    {
        BackToBot(turn);
        turn.EscalationFailures = 0;
        turn.InteractionsRun = 0;
        if (turn.Top is not { } frame)
        {
            // The place is lost after a deployment (B10): on with the starters.
            return;
        }

        CompiledRule? rule = RuleOutcomes.FindRule(turn, frame.Interaction, CallResult.Success);
        RuleOutcomes.Apply(turn, rule);
        Flow.Continue(turn, rule?.Source.Next ?? frame.Interaction.Source.Next);
    }

    /// <summary>A late failure: told to the bot up to the limit, then the escalation stops (A1, A2, C15, C25).</summary>
    public static void Fail(Turn turn)
    {
        BackToBot(turn);
        turn.EscalationFailures++;
        if (turn.Stack.Count > 0)
        {
            turn.Stack.RemoveAt(turn.Stack.Count - 1);
        }

        if (turn.EscalationFailures > turn.Program.Bot.Settings.Escalation.FailureLimit)
        {
            turn.EscalationFailures = 0;
            Messages.Say(turn, turn.Program.ErrorResponse ?? turn.Program.EscalationFailedMessage);
            Flow.Resume(turn);
        }
        else if (!Starters.TryPattern(turn, Utterance.Normalize(ReservedText.EscalationFailed)))
        {
            bool isDialog = turn.Program.Fallback is not null;
            Fallbacks.Answer(turn);
            if (!isDialog)
            {
                Flow.Resume(turn);
            }
        }
    }

    private static void Request(Turn turn, RequestTransfer request, bool withFallbackSkill)
    {
        if (turn.Programs.BotOfSkill(request.SkillId) is { } receiver)
        {
            Take(turn, request, receiver);
            return;
        }

        RequestTransfer outward = request with { Context = Redacted(turn, request.Context) };
        turn.Effects.Add(outward);
        turn.Owner = ConversationOwner.Pending;
        turn.Transfer = new PendingTransfer
        {
            Id = request.Key,
            Deadline = turn.At + turn.Program.Bot.Settings.Escalation.ResponseTimeout,
            WithFallbackSkill = withFallbackSkill,
            Request = outward,
        };
    }

    /// <summary>A hosted bot takes the conversation at once: by intent, by message, else its fallback answers (behaviour 12.1, C16).</summary>
    private static void Take(Turn turn, RequestTransfer request, BotProgram receiver)
    {
        turn.Effects.Add(request with { TakenBy = receiver.Name });
        Sessions.HandTo(turn, receiver);
        if (request.Context?.Intent is { } intent && Starters.TryIntent(turn, intent))
        {
            return;
        }

        string handed = request.Context is { } context ? context.Message ?? ""
            : request.Message is null ? turn.UserMessage
            : "hi";
        Utterances.Match(turn, handed, null, isHanded: true);
    }

    private static void BackToBot(Turn turn)
    {
        turn.Owner = ConversationOwner.Bot;
        turn.Transfer = null;
        turn.LastActivity = turn.At;
    }

    /// <summary>Values of sensitive variables do not leave with the context.</summary>
    private static TransferContext? Redacted(Turn turn, TransferContext? context)
    {
        string? message = context?.Message;
        foreach (string name in message is null ? [] : turn.Program.Sensitive)
        {
            if (References.TryVariable(turn, name, out Value value) && value.First.Length > 0)
            {
                message = message!.Replace(value.First, "***", StringComparison.Ordinal);
            }
        }

        return context is null ? null : context with { Message = message };
    }

    private static bool IsNumeric(string skill) => skill.Length is > 0 and <= 30 && skill.All(char.IsAsciiDigit);
}
