namespace ConversationInteractions.Interpretation;

/// <summary>Events that waited until the conversation is back with the bot (C23, C24).</summary>
internal static class DeferredEvents
{
    /// <summary>Handles them one by one, each as a turn of its own, once the turn before has come to rest.</summary>
    public static void Settle(Turn turn)
    {
        while (turn.Owner == ConversationOwner.Bot && !turn.IsSuspended && turn.Deferred is [var next, ..])
        {
            turn.Deferred = [.. turn.Deferred.Skip(1)];
            if (next.UploadId is { } upload)
            {
                Uploads.End(turn, upload, next.Stored, next.Status);
            }
            else
            {
                SystemEvents.Raise(turn, next.Name ?? "", next.Text ?? "");
            }
        }
    }
}
