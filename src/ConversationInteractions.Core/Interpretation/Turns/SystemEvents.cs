using ConversationInteractions.Language;

namespace ConversationInteractions.Interpretation;

/// <summary>Events that are not the consumer's: matched against starters only, as their text (B1, C24).</summary>
internal static class SystemEvents
{
    public static string? Receive(Turn turn, HostEventRaised raised)
    {
        StepOptions limits = turn.Limits;
        if (Math.Max(raised.Name.Length, raised.Text.Length) > limits.MaxTextLength)
        {
            return Refuse(turn, "a host event", $"Host events have names and texts of at most {limits.MaxTextLength} UTF-16 code units. Send a shorter one, or raise the limit on the length of texts.");
        }

        if (turn.State.Owner is ConversationOwner.Pending or ConversationOwner.Agent)
        {
            if (turn.State.Deferred.Count(d => d.UploadId is null) >= limits.MaxDeferredEvents)
            {
                return Refuse(turn, raised.Name, $"{limits.MaxDeferredEvents} host events wait already until the conversation is back with the bot. Send this one again later, or raise the limit on deferred events.");
            }

            turn.State.Deferred = [.. turn.State.Deferred, new DeferredEvent { Id = turn.EventId, Name = raised.Name, Text = raised.Text }];
            turn.Note(TraceCodes.EventDeferred, raised.Name);
            return null;
        }

        Raise(turn, raised.Name, raised.Text);
        return null;
    }

    private static string Refuse(Turn turn, string place, string reason)
    {
        turn.Note(TraceCodes.LimitReached, place, reason);
        return reason;
    }

    /// <summary>Starts the dialog that catches a host event; one that nobody catches is traced and dropped.</summary>
    public static void Raise(Turn turn, string name, string text)
    {
        string normalized = Utterance.Normalize(text);
        BotProgram program = turn.State.Session == 0 || Sessions.IsExpired(turn) ? Places.First(turn.Programs, turn.State.FirstBot) : turn.Program;
        if (turn.State.Owner == ConversationOwner.Closed || program.FindByPattern(normalized) is null)
        {
            turn.Note(TraceCodes.EventUnmatched, name);
            return;
        }

        turn.State.InteractionsRun = 0;
        if (turn.State.Session == 0 || Sessions.IsExpired(turn))
        {
            Sessions.Start(turn, program);
            turn.State.LastActivity = turn.At;
            if (Scripts.StartSession(turn, SessionOpening.HostEvent, text))
            {
                return;
            }
        }

        Starters.TryPattern(turn, normalized);
    }

    public static string? Close(Turn turn)
    {
        if (turn.State.Owner == ConversationOwner.Closed)
        {
            return "The conversation is closed already.";
        }

        Sessions.Close(turn, survey: false);
        return null;
    }
}
