using System.Net;
using Amazon.S3;
using Amazon.S3.Model;
using ConversationInteractions.Runtime;

namespace CloudShares;

/// <summary>Stores files in a bucket of S3, or of a store that speaks its protocol.</summary>
/// <remarks>
/// An object becomes visible when it is whole. Nothing is overwritten (<c>If-None-Match</c>): a repeat of an upload finds its object by the upload's id, another file gets another
/// name. The client's own time-out and retries apply. One request takes at most 5 GB. Thread-safe.
/// </remarks>
public sealed class S3FileShare(IAmazonS3 client, string bucket) : IFileShare
{
    private const string UploadId = "upload-id";

    public async ValueTask<UploadResult> StoreAsync(FileUploadRequest upload, CancellationToken cancellationToken)
    {
        foreach (string key in NameVariants.Of(upload.Path))
        {
            if (await IsMineAsync(key, upload, cancellationToken) is { } isMine)
            {
                if (isMine)
                {
                    return Stored(key);
                }
            }
            else if (await TryPutAsync(key, upload, cancellationToken))
            {
                return Stored(key);
            }
        }

        return new UploadResult(UploadOutcome.Refused, Reason: "too many files of that name");
    }

    /// <summary>Whether the object was stored by this very upload; nothing where there is none.</summary>
    private async Task<bool?> IsMineAsync(string key, FileUploadRequest upload, CancellationToken cancellationToken)
    {
        try
        {
            GetObjectMetadataResponse there = await client.GetObjectMetadataAsync(bucket, key, cancellationToken);
            return there.Metadata[UploadId] == upload.UploadId;
        }
        catch (AmazonS3Exception missing) when (missing.StatusCode == HttpStatusCode.NotFound)
        {
            return null;
        }
    }

    private async Task<bool> TryPutAsync(string key, FileUploadRequest upload, CancellationToken cancellationToken)
    {
        await using Stream content = await upload.OpenAsync(cancellationToken);
        PutObjectRequest put = new()
        {
            BucketName = bucket,
            Key = key,
            InputStream = content,
            AutoCloseStream = false,
            ContentType = upload.MediaType,
            IfNoneMatch = "*",
        };
        put.Headers.ContentLength = upload.Bytes;
        put.Metadata[UploadId] = upload.UploadId;
        put.StreamTransferProgress += (_, sent) => upload.Progress?.Report(sent.TransferredBytes);
        try
        {
            await client.PutObjectAsync(put, cancellationToken);
            return true;
        }
        catch (AmazonS3Exception taken) when (taken.StatusCode == HttpStatusCode.PreconditionFailed)
        {
            // Somebody was faster. If that was this upload itself, by another process, two copies stand: rare, and nothing is lost.
            return false;
        }
    }

    private UploadResult Stored(string key) => new(UploadOutcome.Stored, $"s3://{bucket}/{key}");
}
