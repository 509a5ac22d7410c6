namespace ConversationInteractions.Runtime;

/// <summary>A conversation names a bot that is not hosted.</summary>
public sealed class UnknownBotException : ConversationException
{
    /// <summary>Makes the exception.</summary>
    /// <param name="bot">The name.</param>
    /// <param name="hosted">The names of the hosted bots.</param>
    public UnknownBotException(string bot, IEnumerable<string> hosted)
        : base("unknown-bot", $"Bot '{bot}' is not hosted; hosted are {string.Join(", ", hosted.Select(h => $"'{h}'"))}. Add it to the host, or correct the name.") => Bot = bot;

    /// <summary>The name.</summary>
    public string Bot { get; }
}
