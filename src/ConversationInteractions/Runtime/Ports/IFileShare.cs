using ConversationInteractions.Interpretation;

namespace ConversationInteractions.Runtime;

/// <summary>Stores uploaded files for good.</summary>
/// <remarks>
/// The same upload id may come again after a crash: the same content under the same name is stored already (C28). No partial file may become visible.
/// An exception counts as a failed upload and is logged. The share itself ends an upload that makes no progress for <see cref="FileUploadRequest.Timeout"/>: without an
/// end the consumer never hears an outcome. Thread-safe.
/// </remarks>
public interface IFileShare
{
    /// <summary>Stores one file.</summary>
    /// <param name="upload">The file and where it goes.</param>
    /// <param name="cancellationToken">Ends the upload when the process stops; nothing partial may stay visible.</param>
    /// <returns>Stored, refused or failed.</returns>
    ValueTask<UploadResult> StoreAsync(FileUploadRequest upload, CancellationToken cancellationToken);
}

/// <summary>A file to store.</summary>
public sealed record FileUploadRequest
{
    /// <summary>The upload's id, also the idempotency key.</summary>
    public required string UploadId { get; init; }

    /// <summary>The conversation.</summary>
    public required string ConversationId { get; init; }

    /// <summary>The name of the file integration.</summary>
    public required string Integration { get; init; }

    /// <summary>The file's name, made safe (C20).</summary>
    public required string FileName { get; init; }

    /// <summary>The media type of the accepted type.</summary>
    public required string MediaType { get; init; }

    /// <summary>The path in the share: safe segments separated by <c>/</c>.</summary>
    public required string Path { get; init; }

    /// <summary>The size in bytes.</summary>
    public required long Bytes { get; init; }

    /// <summary>The request for HTTP shares, if the integration has an address.</summary>
    public ApiRequest? Request { get; init; }

    /// <summary>How long the upload may make no progress.</summary>
    public TimeSpan Timeout { get; init; } = TimeSpan.FromSeconds(20);

    /// <summary>How often a failed upload is tried again.</summary>
    public int Retries { get; init; } = 3;

    /// <summary>Opens the bytes from their beginning; may be called again for another attempt.</summary>
    public required Func<CancellationToken, ValueTask<Stream>> OpenAsync { get; init; }

    /// <summary>Hears how many bytes have been stored so far, if anybody wants to know.</summary>
    public IProgress<long>? Progress { get; init; }
}

/// <summary>What became of an upload.</summary>
/// <param name="Outcome">The outcome.</param>
/// <param name="Reference">Where the file is now, for the host.</param>
/// <param name="Status">The HTTP status, where the share speaks HTTP.</param>
/// <param name="Reason">Why it was not stored.</param>
public sealed record UploadResult(UploadOutcome Outcome, string? Reference = null, int? Status = null, string? Reason = null);

/// <summary>What became of an upload.</summary>
public enum UploadOutcome
{
    /// <summary>The file is in the share.</summary>
    Stored,

    /// <summary>The share does not want it.</summary>
    Refused,

    /// <summary>It could not be stored.</summary>
    Failed,
}
