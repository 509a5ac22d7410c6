namespace ConversationInteractions.Language;

/// <summary>What a <see cref="Reference"/> refers to.</summary>
public enum ReferenceKind
{
    /// <summary><c>{$botContext.x}</c>: a variable; the name may hold dots.</summary>
    Variable,

    /// <summary><c>{$botContext.slot.x}</c>: a slot.</summary>
    Slot,

    /// <summary><c>{$env.x}</c>: an environment value.</summary>
    Environment,

    /// <summary><c>{integration.field}</c>: a field of the last result; the member is the field.</summary>
    Field,

    /// <summary><c>{integration.field.count}</c>: the number of values of a field.</summary>
    FieldCount,

    /// <summary><c>{$.api_x.path}</c>: a place in the raw body; the name is the response variable without <c>api_</c>.</summary>
    RawBody,

    /// <summary><c>{$userMessage}</c> or <c>{$query}</c>: the consumer's last message to the bot (C5).</summary>
    UserMessage,

    /// <summary><c>{$quickReplyPayload}</c>: the value of the tapped choice (C4).</summary>
    QuickReplyPayload,

    /// <summary><c>{$conversationId}</c></summary>
    ConversationId,

    /// <summary><c>{$botName}</c></summary>
    BotName,

    /// <summary><c>{$channel}</c></summary>
    Channel,

    /// <summary><c>{$fileName}</c>: the name of the consumer's last file.</summary>
    FileName,

    /// <summary><c>{$fileType}</c>: the type of the consumer's last file.</summary>
    FileType,

    /// <summary><c>{$context.namespace.name}</c>: a context value; the name is the namespace, the member the value's name.</summary>
    Context,

    /// <summary><c>{$location.city}</c>: a fact the host knows about the conversation; the name is the group, the member the fact.</summary>
    Attribute,
}
