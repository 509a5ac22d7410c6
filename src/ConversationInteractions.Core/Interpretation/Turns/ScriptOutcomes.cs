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
            if (change is { Kind: ContextChangeKind.Write, Scope: ContextScopeKind.Conversation, Value: { } written })
            {
                (turn.ContextWrites ??= [])[(change.Namespace, change.Name)] = written;
            }
        }

        foreach (ScriptMessage message in outcome.Messages)
        {
            Messages.Send(turn, new OutgoingMessage { Sequence = 0, Text = message.Text, Choices = message.Choices }, message.Delay);
        }

        turn.TransferIntent = outcome.TransferIntent is { } intent ? turn.Cut(intent) : turn.TransferIntent;
        turn.TransferMessage = outcome.TransferMessage is { } handed ? turn.Cut(handed) : turn.TransferMessage;
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
        if (variable.Value is not { } value)
        {
            StoredVariables.Remove(turn, variable.Name);
        }
        else if (!TryReplaceBody(turn, variable.Name, value))
        {
            StoredVariables.Store(turn, variable.Name, value, variable.Scope);
        }
    }

    private static bool TryReplaceBody(Turn turn, string name, Value value)
    {
        if (!name.StartsWith(BodyPrefix, StringComparison.Ordinal) || CallRecords.FindByVariable(turn.Program, turn.Calls, name[BodyPrefix.Length..]) is not { } call)
        {
            return false;
        }

        try
        {
            JsonText body = JsonText.Parse(value.First);
            turn.Calls = [.. turn.Calls.Select(c => ReferenceEquals(c, call) ? c with { Body = body } : c)];
            return true;
        }
        catch (Exception problem) when (problem is JsonException or InvalidOperationException)
        {
            // No JSON, so no body: an ordinary variable.
            return false;
        }
    }
}
