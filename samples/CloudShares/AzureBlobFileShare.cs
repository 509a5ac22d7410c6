using System.Net;
using Azure;
using Azure.Storage.Blobs;
using Azure.Storage.Blobs.Models;
using ConversationInteractions.Runtime;

namespace CloudShares;

/// <summary>Stores files in a container of Azure Blob Storage.</summary>
/// <remarks>
/// A blob becomes visible when it is whole. Nothing is overwritten (<c>If-None-Match</c>): a repeat of an upload finds its blob by the upload's id, another file gets another name.
/// The client's own time-outs and retries apply. Thread-safe.
/// </remarks>
public sealed class AzureBlobFileShare(BlobContainerClient container) : IFileShare
{
    private const string UploadId = "uploadid";

    public async ValueTask<UploadResult> StoreAsync(FileUploadRequest upload, CancellationToken cancellationToken)
    {
        foreach (string name in NameVariants.Of(upload.Path))
        {
            BlobClient blob = container.GetBlobClient(name);
            if (await IsMineAsync(blob, upload, cancellationToken) is { } isMine)
            {
                if (isMine)
                {
                    return Stored(blob);
                }
            }
            else if (await TryPutAsync(blob, upload, cancellationToken))
            {
                return Stored(blob);
            }
        }

        return new UploadResult(UploadOutcome.Refused, Reason: "too many files of that name");
    }

    /// <summary>Whether the blob was stored by this very upload; nothing where there is none.</summary>
    private static async Task<bool?> IsMineAsync(BlobClient blob, FileUploadRequest upload, CancellationToken cancellationToken)
    {
        try
        {
            BlobProperties there = await blob.GetPropertiesAsync(cancellationToken: cancellationToken);
            return there.Metadata.TryGetValue(UploadId, out string? id) && id == upload.UploadId;
        }
        catch (RequestFailedException missing) when (missing.Status == (int)HttpStatusCode.NotFound)
        {
            return null;
        }
    }

    private static async Task<bool> TryPutAsync(BlobClient blob, FileUploadRequest upload, CancellationToken cancellationToken)
    {
        await using Stream content = await upload.OpenAsync(cancellationToken);
        try
        {
            await blob.UploadAsync(
                content,
                new BlobUploadOptions
                {
                    HttpHeaders = new BlobHttpHeaders { ContentType = upload.MediaType },
                    Metadata = new Dictionary<string, string> { [UploadId] = upload.UploadId },
                    Conditions = new BlobRequestConditions { IfNoneMatch = ETag.All },
                    ProgressHandler = upload.Progress,
                },
                cancellationToken);
            return true;
        }
        catch (RequestFailedException taken) when (taken.Status is (int)HttpStatusCode.Conflict or (int)HttpStatusCode.PreconditionFailed)
        {
            // Somebody was faster. If that was this upload itself, by another process, two copies stand: rare, and nothing is lost.
            return false;
        }
    }

    private static UploadResult Stored(BlobClient blob) => new(UploadOutcome.Stored, blob.Uri.GetLeftPart(UriPartial.Path));
}
