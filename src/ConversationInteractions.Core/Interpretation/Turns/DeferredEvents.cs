namespace ConversationInteractions.Interpretation;

/// <summary>Events that waited until the conversation is back with the bot (C23, C24).</summary>
internal static class DeferredEvents
{
    /// <summary>Handles the next of them as a turn of its own, once the turn before has come to rest.</summary>
    /// <returns>Whether there was one.</returns>
    public static bool TryTakeUp(Turn turn)
    {
        if (turn.State.Owner != ConversationOwner.Bot || turn.State.Deferred is not [var next, ..])
        {
            return false;
        }

        turn.State.Deferred = [.. turn.State.Deferred.Skip(1)];
        turn.RequestVariables = new VariableSet([]);
        if (next.UploadId is { } upload)
        {
            Uploads.End(turn, upload, next.Stored, next.Status);
        }
        else
        {
            SystemEvents.Raise(turn, next.Name ?? "", next.Text ?? "");
        }

        return true;
    }
}
