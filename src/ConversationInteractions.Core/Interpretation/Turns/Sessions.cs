namespace ConversationInteractions.Interpretation;

/// <summary>Begins sessions (C6) and hands conversations to other hosted bots (C16).</summary>
internal static class Sessions
{
    /// <summary>Whether the session has been idle too long; it is not while a transfer is pending or an agent has the conversation.</summary>
    public static bool IsExpired(Turn turn) =>
        turn.State.Session > 0 && turn.State.Owner == ConversationOwner.Bot && turn.At - turn.State.LastActivity > turn.Program.Bot.Settings.SessionTimeout;

    /// <summary>Begins a new session where the consumer's message or file is the first after a close or a time-out.</summary>
    /// <returns>Whether one began.</returns>
    public static bool Ensure(Turn turn)
    {
        if (turn.State.Session != 0 && turn.State.Owner != ConversationOwner.Closed && !IsExpired(turn))
        {
            return false;
        }

        Start(turn, Places.First(turn.Programs, turn.State.FirstBot));
        return true;
    }

    /// <summary>The consumer did something: the idle time and the loop guard begin anew (C8).</summary>
    public static void Touch(Turn turn)
    {
        turn.State.LastActivity = turn.At;
        turn.State.InteractionsRun = 0;
        turn.RequestVariables = new VariableSet([]);
    }

    /// <summary>Begins a session: variables as the bot's author gave them, nothing pending.</summary>
    public static void Start(Turn turn, BotProgram program)
    {
        turn.Program = program;
        turn.State.Bot = program.Name;
        turn.State.Owner = ConversationOwner.Bot;
        turn.State.Session++;
        turn.Stack.Clear();
        turn.SessionVariables = new VariableSet(program.Variables);
        turn.RequestVariables = new VariableSet([]);
        turn.State.Calls = [];
        turn.State.Transfer = null;
        turn.State.UserMessage = "";
        turn.State.Payload = null;
        turn.State.StarterIntent = null;
        turn.State.TransferIntent = null;
        turn.State.TransferMessage = null;
        turn.State.FileName = null;
        turn.State.FileType = null;
        turn.State.EscalationFailures = 0;
        turn.Detail(TraceCodes.SessionStarted, program.Name);
    }

    /// <summary>Another hosted bot takes the conversation: no variables travel, the consumer's last message does (C5).</summary>
    public static void HandTo(Turn turn, BotProgram receiver)
    {
        string userMessage = turn.State.UserMessage;
        string? payload = turn.State.Payload;
        Start(turn, receiver);
        turn.State.UserMessage = userMessage;
        turn.State.Payload = payload;
        turn.State.LastActivity = turn.At;
    }

    /// <summary>Closes the conversation; nothing is returned to (behaviour 2.5).</summary>
    public static void Close(Turn turn, bool survey)
    {
        turn.Stack.Clear();
        turn.State.Transfer = null;
        turn.State.Owner = ConversationOwner.Closed;
        foreach (DeferredEvent waiting in turn.State.Deferred)
        {
            turn.Note(TraceCodes.EventUnmatched, waiting.Name ?? waiting.UploadId, "the conversation was closed");
        }

        turn.State.Uploads = [.. turn.State.Uploads.Where(u => !turn.State.Deferred.Any(d => d.UploadId == u.Id))];
        turn.State.Deferred = [];
        turn.Effects.Add(new CloseConversation { Key = turn.NextKey(), Survey = survey });
    }
}
