namespace ConversationInteractions.Definitions.Reading;

/// <summary>Looks for the name that was meant among those of a bot, a limited number of times: comparing with each name of a large bot is slow.</summary>
internal sealed class Suggestions
{
    private int _comparisonsLeft = 200_000;

    public string? For(string word, IReadOnlyCollection<string> names)
    {
        _comparisonsLeft -= names.Count;
        return _comparisonsLeft < 0 ? null : Spelling.Closest(word, names);
    }
}
