namespace ConversationInteractions.Runtime;

/// <summary>Where the bytes of a file wait between the consumer and the share.</summary>
/// <remarks>Shared by all processes of a conversation store; staged bytes survive a restart (C28). Bytes are streamed, never held whole in memory (B7).</remarks>
public interface IUploadStaging
{
    /// <summary>Takes in a stream.</summary>
    /// <param name="conversationId">The conversation.</param>
    /// <param name="content">The bytes; read to its end or to one byte over the limit.</param>
    /// <param name="maxBytes">The largest size of interest.</param>
    /// <param name="cancellationToken">Cancels; nothing stays behind.</param>
    /// <returns>Where the bytes wait and how many they are; <paramref name="maxBytes"/> + 1 means too many.</returns>
    ValueTask<StagedContent> StageAsync(string conversationId, Stream content, long maxBytes, CancellationToken cancellationToken);

    /// <summary>Opens staged bytes for reading.</summary>
    /// <param name="reference">Where they wait.</param>
    /// <param name="cancellationToken">Cancels.</param>
    /// <returns>The bytes from their beginning, or <see langword="null"/> where they are gone.</returns>
    ValueTask<Stream?> OpenAsync(string reference, CancellationToken cancellationToken);

    /// <summary>Forgets staged bytes; those that are gone already are no error.</summary>
    /// <param name="reference">Where they wait.</param>
    /// <param name="cancellationToken">Cancels.</param>
    ValueTask DeleteAsync(string reference, CancellationToken cancellationToken);

    /// <summary>Finds what has been waiting since before a time, to look for orphans.</summary>
    /// <param name="before">The time.</param>
    /// <param name="cancellationToken">Cancels.</param>
    ValueTask<IReadOnlyList<StagedOrphan>> FindOlderAsync(DateTimeOffset before, CancellationToken cancellationToken);
}

/// <summary>Staged bytes.</summary>
/// <param name="Reference">Where they wait.</param>
/// <param name="Bytes">How many they are.</param>
public readonly record struct StagedContent(string Reference, long Bytes);

/// <summary>Staged bytes that may be orphans.</summary>
/// <param name="Reference">Where they wait.</param>
/// <param name="ConversationId">The conversation they were staged for.</param>
public readonly record struct StagedOrphan(string Reference, string ConversationId);
