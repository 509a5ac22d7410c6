using ConversationInteractions.Language;

namespace ConversationInteractions.Interpretation;

/// <summary>Tells before a deployment what it does to conversations under way. Places are found by the code that finds them at run time.</summary>
/// <remarks>Pure and thread-safe.</remarks>
public static class BotDiff
{
    /// <summary>Compares a bot with the definition that is to take its place (B10).</summary>
    /// <remarks>
    /// Disabled interactions and dialogs of the old bot are left out: no conversation comes to wait there. One that has waited there since before they were disabled
    /// is told of by comparing with the definition in which they were enabled. A conversation never rests at a script or an intent query: nothing is committed before their results.
    /// </remarks>
    /// <param name="old">The bot as conversations run it now.</param>
    /// <param name="next">The bot that is to take its place.</param>
    public static BotComparison Compare(BotProgram old, BotProgram next)
    {
        ArgumentNullException.ThrowIfNull(old);
        ArgumentNullException.ThrowIfNull(next);
        BotProgram? host = ProgramCatalog.Create([next]).TryGet(old.Name, out BotProgram? found) ? found : null;
        return new BotComparison
        {
            Positions = [.. old.Dialogs
                .Where(d => d.Enabled)
                .SelectMany(d => d.Interactions)
                .Where(i => i is { Enabled: true, Awaits: not null })
                .Select(i => Position(i, host, old))],
            Remarks = [.. Remarks(old, next)],
        };
    }

    private static WaitingPosition Position(CompiledInteraction waiting, BotProgram? host, BotProgram old)
    {
        // The frame that the state of a conversation holds which waits here.
        DialogFrame frame = new ActiveFrame(waiting).ToFrame();
        CompiledInteraction? found = host is null ? null : Places.Find(host, frame, Places.IsSame(host, old.Hash));
        PositionFate fate = found is null ? PositionFate.Lost
            : found.Awaits != waiting.Awaits ? PositionFate.Replaced
            : string.Equals(found.PlaceInDialog, waiting.PlaceInDialog, StringComparison.Ordinal) ? PositionFate.Same
            : PositionFate.Moved;
        return new WaitingPosition
        {
            Dialog = waiting.Dialog.Name,
            Interaction = waiting.Address,
            Place = waiting.PlaceInDialog,
            Awaits = waiting.Awaits!.Value,
            Fate = fate,
            NewPlace = found?.PlaceInDialog,
            IsChanged = found is not null && !found.Source.Equals(waiting.Source),
            Consequence = host is null ? DeployConsequences.NotHosted(old.Name)
                : found is null ? DeployConsequences.Lost(waiting, host)
                : fate is PositionFate.Replaced ? DeployConsequences.Replaced(waiting, found, host)
                : null,
            ConsequenceWhenSuspended = !waiting.Waits || host is null ? null
                : found is null ? DeployConsequences.LostBelow
                : fate is PositionFate.Replaced ? DeployConsequences.ReplacedBelow(found)
                : null,
        };
    }

    /// <summary>What the states hold of the old definition: initial variables are copied when a session begins, everything else is read in the new definition.</summary>
    private static IEnumerable<string> Remarks(BotProgram old, BotProgram next)
    {
        if (!string.Equals(old.Name, next.Name, StringComparison.Ordinal))
        {
            yield return $"The new bot has another name, '{next.Name}': it does not take the place of '{old.Name}'. Keep the name, or go on hosting the old bot beside it.";
        }

        foreach ((string name, Value value) in next.Variables)
        {
            if (!old.Variables.TryGetValue(name, out Value before))
            {
                yield return $"Variable '{name}' is new: sessions under way do not have it; it reads as empty until they begin anew.";
            }
            else if (!before.Equals(value))
            {
                yield return $"Variable '{name}' begins with another value: sessions under way keep theirs.";
            }
        }
    }
}
