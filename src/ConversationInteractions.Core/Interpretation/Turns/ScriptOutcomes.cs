using System.Text.Json;
using ConversationInteractions.Language;
using ConversationInteractions.Model;

namespace ConversationInteractions.Interpretation;

/// <summary>Does what a script wants done whatever place it stands in: values stored, things said, the trace told.</summary>
internal static class ScriptOutcomes
{
    private const string BodyPrefix = "api_";

    public static void Apply(Turn turn, ScriptOutcome outcome)
    {
        turn.Trace.AddRange(outcome.Trace);
        foreach (ScriptVariable variable in outcome.Variables)
        {
            Store(turn, variable);
        }

        foreach (ContextChange change in outcome.Context)
        {
            turn.Effects.Add(new ChangeContext { Key = turn.NextKey(), Change = change });
            Sensitivity.Note(turn, change.Name, change.Value ?? "");
            turn.SeeContext(change);
        }

        foreach (ScriptMessage message in outcome.Messages)
        {
            if (CloseTexts.TryClose(turn, message.Text))
            {
                break;
            }

            Messages.Send(turn, new OutgoingMessage { Sequence = 0, Text = message.Text, Choices = message.Choices }, message.Delay);
        }

        turn.State.TransferIntent = outcome.TransferIntent is { } intent ? turn.Cut(intent) : turn.State.TransferIntent;
        turn.State.TransferMessage = outcome.TransferMessage is { } handed ? turn.Cut(handed) : turn.State.TransferMessage;
    }

    /// <summary>A jump to a name that does not exist is as if it had not been asked for (C34).</summary>
    public static string? Known(Turn turn, string? trigger)
    {
        if (trigger is not null && turn.Program.FindInteraction(trigger) is null)
        {
            turn.Note(TraceCodes.TriggerUnknown, turn.Top?.Interaction.Address, trigger);
            return null;
        }

        return trigger;
    }

    /// <summary>There is nothing to jump from here: told, not done.</summary>
    public static void RefuseJump(Turn turn, ScriptOutcome outcome, string moment)
    {
        if (outcome.Trigger is { } trigger)
        {
            turn.Note(TraceCodes.ScriptUnsupported, turn.Program.Name, $"setTriggerNextMessage('{trigger}') {moment}: there is no interaction to jump from");
        }
    }

    private static void Store(Turn turn, ScriptVariable variable)
    {
        if (TryReplaceBody(turn, variable.Name, variable.Value) || TryReplaceField(turn, variable.Name, variable.Value))
        {
            // The name stands for what the integration answered; a variable would hide it.
            StoredVariables.Remove(turn, variable.Name);
        }
        else if (variable.Value is { } value)
        {
            StoredVariables.Store(turn, variable.Name, value, variable.Scope);
        }
        else
        {
            StoredVariables.Remove(turn, variable.Name);
        }
    }

    private static bool TryReplaceBody(Turn turn, string name, Value? value)
    {
        if (!name.StartsWith(BodyPrefix, StringComparison.Ordinal) || CallRecords.FindByVariable(turn.Program, turn.State.Calls, name[BodyPrefix.Length..]) is not { } call)
        {
            return false;
        }

        try
        {
            JsonText? body = value is { } json ? JsonText.Parse(json.First) : null;
            CallRecords.Replace(turn, call, call with { Body = body });
            return true;
        }
        catch (Exception problem) when (problem is JsonException or InvalidOperationException)
        {
            // No JSON, so no body: an ordinary variable.
            return false;
        }
    }

    /// <summary>A value under <c>integration.field</c> is a field of what the integration answered last, until it is called again (C26, behaviour 7.4).</summary>
    private static bool TryReplaceField(Turn turn, string name, Value? value)
    {
        if (CallRecords.FindByField(turn.Program, turn.State.Calls, name, out string field) is not { } call)
        {
            return false;
        }

        if (value is not { } stored)
        {
            CallRecords.Replace(turn, call, call with { Fields = call.Fields.Without(field) });
        }
        else if (StoredVariables.MayStore(turn, name, stored, call.Fields))
        {
            CallRecords.Replace(turn, call, call with { Fields = call.Fields.With(field, stored) });
        }

        return true;
    }
}
