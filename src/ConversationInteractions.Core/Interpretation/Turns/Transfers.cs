using ConversationInteractions.Language;
using ConversationInteractions.Model;

namespace ConversationInteractions.Interpretation;

/// <summary>Hands conversations over and deals with transfers that fail (behaviour 9).</summary>
internal static class Transfers
{
    /// <summary>What a bot that is told nothing is greeted with (behaviour 12.1).</summary>
    private const string Greeting = "hi";

    public static bool Begin(Turn turn, CompiledTransfer transfer, ScriptWishes? wishes)
    {
        PreparedContent prepared = wishes?.Prepared is { SkillId: not null } before ? before : Prepare(turn, transfer);
        string skill = prepared.SkillId!;
        if (Scripts.PostProcess(turn, transfer, wishes, prepared.Message, skill, prepared.AgentId))
        {
            return false;
        }

        if (!IsNumeric(skill))
        {
            turn.Note(TraceCodes.SkillNotNumeric, transfer.Address, skill);
            Messages.Say(turn, turn.Program.FallbackMessage);
            CompiledRule? rule = RuleOutcomes.FindRule(turn, transfer, CallResult.Failure);
            RuleOutcomes.Apply(turn, rule);
            return Flow.Follow(turn, wishes?.Next ?? rule?.Source.Next ?? NextAction.End);
        }

        RequestTransfer request = new()
        {
            Key = turn.NextKey(),
            Bot = turn.Program.Name,
            SkillId = skill,
            AgentId = prepared.AgentId,
            Message = prepared.Message?.Text,
            Context = transfer.TransfersContext ? ContextOf(turn) : null,
            Language = turn.Program.Bot.Language,
            Delay = wishes?.Delay ?? transfer.Delay,
        };

        // What scripts wanted to hand over belongs to this transfer only.
        turn.State.TransferIntent = null;
        turn.State.TransferMessage = null;
        Request(turn, request, wishes?.Trigger, withFallbackSkill: false);
        return false;
    }

    private static PreparedContent Prepare(Turn turn, CompiledTransfer transfer) => new()
    {
        SkillId = transfer.SkillId.Render(turn).Trim(),
        Message = Messages.Render(turn, transfer.Message),
        AgentId = transfer.AgentId?.Render(turn) is { Length: > 0 } agent ? agent : null,
    };

    /// <summary>A timer is due: one try with the fallback skill, else the transfer has failed (A21, C14).</summary>
    public static string? Elapse(Turn turn)
    {
        if (turn.State.Owner != ConversationOwner.Pending || turn.State.Transfer is not { } transfer || transfer.Deadline > turn.At)
        {
            return "No timer is due.";
        }

        string? skill = transfer.WithFallbackSkill ? null : turn.Program.FallbackSkill?.Render(turn).Trim();
        if (skill is not null && IsNumeric(skill))
        {
            Request(turn, transfer.Request with { Key = turn.NextKey(), SkillId = skill, Delay = TimeSpan.Zero }, transfer.Trigger, withFallbackSkill: true);
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
        Flow.Continue(turn, Wanted(transfer) ?? rule.Source.Next);
    }

    /// <summary>The agent returns the conversation: it goes on after the escalation (B8, C13).</summary>
    public static void Return(Turn turn, PendingTransfer transfer)
    {
        BackToBot(turn);
        turn.State.EscalationFailures = 0;
        turn.State.InteractionsRun = 0;
        if (turn.Top is not { } frame)
        {
            // The place is lost after a deployment (B10): on with the starters.
            return;
        }

        if (frame.Interaction is not CompiledTransfer)
        {
            turn.Note(TraceCodes.PlaceLost, frame.Interaction.Address, "it is no transfer any more");
            Flow.Run(turn);
            return;
        }

        CompiledRule? rule = RuleOutcomes.FindRule(turn, frame.Interaction, CallResult.Success);
        RuleOutcomes.Apply(turn, rule);
        Flow.Continue(turn, Wanted(transfer) ?? rule?.Source.Next ?? frame.Interaction.Source.Next);
    }

    /// <summary>A late failure: told to the bot up to the limit, then the escalation stops (A1, A2, C15, C25).</summary>
    public static void Fail(Turn turn)
    {
        BackToBot(turn);
        turn.State.EscalationFailures++;
        bool returns = !StoredVariables.SkipsPreviousDialog(turn);
        if (turn.Stack.Count > 0)
        {
            turn.Stack.RemoveAt(turn.Stack.Count - 1);
        }

        if (turn.State.EscalationFailures > turn.Program.Bot.Settings.Escalation.FailureLimit)
        {
            turn.State.EscalationFailures = 0;
            Messages.Say(turn, turn.Program.ErrorResponse ?? turn.Program.EscalationFailedMessage);
            GoBack(turn, returns);
        }
        else if (!Starters.TryPattern(turn, Utterance.Normalize(ReservedText.EscalationFailed)))
        {
            bool isDialog = turn.Program.Fallback is not null;
            Fallbacks.Answer(turn);
            if (!isDialog)
            {
                GoBack(turn, returns);
            }
        }
    }

    /// <summary>Resumes the dialog below, as after any completed dialog (C24, C25).</summary>
    private static void GoBack(Turn turn, bool returns)
    {
        if (!returns)
        {
            turn.Stack.Clear();
        }

        Flow.Resume(turn);
    }

    private static void Request(Turn turn, RequestTransfer request, string? trigger, bool withFallbackSkill)
    {
        if (turn.Programs.BotOfSkill(request.SkillId) is { } receiver)
        {
            Take(turn, request, receiver);
            return;
        }

        turn.Effects.Add(request);
        turn.State.Owner = ConversationOwner.Pending;
        turn.State.Transfer = new PendingTransfer
        {
            Id = request.Key,
            Deadline = turn.At + turn.Program.Bot.Settings.Escalation.ResponseTimeout,
            WithFallbackSkill = withFallbackSkill,
            Trigger = trigger,
            Request = request,
        };
    }

    /// <summary>A hosted bot takes the conversation at once (C16). Without a context, or with an empty one, it is greeted, or gets the last message where nothing was said (A31).</summary>
    private static void Take(Turn turn, RequestTransfer request, BotProgram receiver)
    {
        turn.Effects.Add(request with { TakenBy = receiver.Name });
        Sessions.HandTo(turn, receiver);
        turn.Arrival = request.Context switch
        {
            { Message.Length: > 0 } context => new Arrival(context.Intent, context.Message),
            { Intent: { } intent } => new Arrival(intent, ""),
            _ => new Arrival(null, request.Message is null ? turn.State.UserMessage : Greeting),
        };
    }

    private static NextAction? Wanted(PendingTransfer transfer) => transfer.Trigger is null ? null : NextAction.GoTo(transfer.Trigger);

    private static void BackToBot(Turn turn)
    {
        turn.State.Owner = ConversationOwner.Bot;
        turn.State.Transfer = null;
        turn.State.LastActivity = turn.At;
    }

    /// <summary>What travels along (A30). Sensitive values do not, to whomever.</summary>
    private static TransferContext ContextOf(Turn turn)
    {
        Redaction redaction = Sensitivity.Known(turn);
        string? intent = turn.State.TransferIntent ?? turn.State.StarterIntent;
        return new TransferContext(intent is null ? null : redaction.Apply(intent), redaction.Apply(turn.State.TransferMessage ?? turn.State.UserMessage));
    }

    private static bool IsNumeric(string skill) => skill.Length is > 0 and <= 30 && skill.All(char.IsAsciiDigit);
}
