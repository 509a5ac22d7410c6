using System.Collections.Concurrent;
using BotFramework.Activities;

namespace BotFramework;

/// <summary>Remembers where a conversation lives, so that the bot can speak without being spoken to.</summary>
/// <remarks>In memory, as the conversations of this sample are. With a store that keeps conversations, keep these beside them: what was not sent before a restart is sent after it.</remarks>
internal sealed class ConversationReferences
{
    private readonly ConcurrentDictionary<string, ConversationReference> _references = new(StringComparer.Ordinal);

    /// <summary>Keeps the reference of an activity that came in; the newest counts, as service addresses change.</summary>
    /// <returns>The conversation's id with the runtime.</returns>
    public string Keep(ConversationReference reference)
    {
        string id = $"{reference.ChannelId}:{reference.Conversation?.Id}";
        _references[id] = reference;
        return id;
    }

    /// <summary>The reference of a conversation.</summary>
    public ConversationReference? Find(string conversationId) => _references.GetValueOrDefault(conversationId);
}
