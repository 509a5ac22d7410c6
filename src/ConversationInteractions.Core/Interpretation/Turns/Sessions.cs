namespace ConversationInteractions.Interpretation;

/// <summary>Begins sessions (C6) and hands conversations to other hosted bots (C16).</summary>
internal static class Sessions
{
    /// <summary>Whether the session has been idle too long; it is not while a transfer is pending or an agent has the conversation.</summary>
    public static bool IsExpired(Turn turn) =>
        turn.Session > 0 && turn.Owner == ConversationOwner.Bot && turn.At - turn.LastActivity > turn.Program.Bot.Settings.SessionTimeout;

    /// <summary>Begins a new session where the consumer's message or file is the first after a close or a time-out.</summary>
    /// <returns>Whether one began.</returns>
    public static bool Ensure(Turn turn)
    {
        if (turn.Session != 0 && turn.Owner != ConversationOwner.Closed && !IsExpired(turn))
        {
            return false;
        }

        Start(turn, Places.First(turn.Programs, turn.FirstBot));
        return true;
    }

    /// <summary>The consumer did something: the idle time and the loop guard begin anew (C8).</summary>
    public static void Touch(Turn turn)
    {
        turn.LastActivity = turn.At;
        turn.InteractionsRun = 0;
        turn.RequestVariables = new VariableSet([]);
    }

    /// <summary>Begins a session: variables as the bot's author gave them, nothing pending.</summary>
    public static void Start(Turn turn, BotProgram program)
    {
        turn.Program = program;
        turn.Bot = program.Name;
        turn.Owner = ConversationOwner.Bot;
        turn.Session++;
        turn.Stack.Clear();
        turn.SessionVariables = new VariableSet(program.Variables);
        turn.RequestVariables = new VariableSet([]);
        turn.Calls = [];
        turn.Transfer = null;
        turn.UserMessage = "";
        turn.Payload = null;
        turn.StarterIntent = null;
        turn.TransferIntent = null;
        turn.TransferMessage = null;
        turn.FileName = null;
        turn.FileType = null;
        turn.EscalationFailures = 0;
        turn.Detail(TraceCodes.SessionStarted, program.Name);
    }

    /// <summary>Another hosted bot takes the conversation: no variables travel, the consumer's last message does (C5).</summary>
    public static void HandTo(Turn turn, BotProgram receiver)
    {
        string userMessage = turn.UserMessage;
        string? payload = turn.Payload;
        Start(turn, receiver);
        turn.UserMessage = userMessage;
        turn.Payload = payload;
        turn.LastActivity = turn.At;
    }

    /// <summary>Closes the conversation; nothing is returned to (behaviour 2.5).</summary>
    public static void Close(Turn turn, bool survey)
    {
        turn.Stack.Clear();
        turn.Transfer = null;
        turn.Owner = ConversationOwner.Closed;
        foreach (DeferredEvent waiting in turn.Deferred)
        {
            turn.Note(TraceCodes.EventUnmatched, waiting.Name ?? waiting.UploadId, "the conversation was closed");
        }

        turn.Uploads = [.. turn.Uploads.Where(u => !turn.Deferred.Any(d => d.UploadId == u.Id))];
        turn.Deferred = [];
        turn.Effects.Add(new CloseConversation { Key = turn.NextKey(), Survey = survey });
    }
}
