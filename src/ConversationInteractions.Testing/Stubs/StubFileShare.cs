using ConversationInteractions.Runtime;

namespace ConversationInteractions.Testing;

/// <summary>A share that does with uploads as it was told and remembers them. An upload that comes again with the same id ends as it did before (C28), also after a restart.</summary>
/// <remarks>It reads the content to its end and fails an upload that is not as long as it says. Thread-safe.</remarks>
/// <param name="answers">One answer per upload; the last one repeats. Without any it stores.</param>
public sealed class StubFileShare(params ShareStub[] answers) : IFileShare
{
    private readonly Lock _lock = new();
    private readonly List<FileUploadRequest> _uploads = [];
    private readonly Dictionary<string, TaskCompletionSource<bool>> _ends = new(StringComparer.Ordinal);

    /// <summary>The uploads so far, in order, each id once.</summary>
    public IReadOnlyList<FileUploadRequest> Uploads
    {
        get
        {
            lock (_lock)
            {
                return [.. _uploads];
            }
        }
    }

    internal Action<FileUploadRequest>? Heard { get; set; }

    /// <summary>Decides each answer when it is asked for, instead of the list.</summary>
    internal Func<ShareStub>? Decide { get; set; }

    /// <inheritdoc/>
    public async ValueTask<UploadResult> StoreAsync(FileUploadRequest upload, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(upload);
        cancellationToken.ThrowIfCancellationRequested();
        bool stores = await Take(upload).Task.WaitAsync(cancellationToken).ConfigureAwait(false);
        if (!stores)
        {
            return new UploadResult(UploadOutcome.Failed, Reason: "failed by the stub");
        }

        long read = await ReadAsync(upload, cancellationToken).ConfigureAwait(false);
        return read == upload.Bytes
            ? new UploadResult(UploadOutcome.Stored, Reference: upload.Path)
            : new UploadResult(UploadOutcome.Failed, Reason: $"the content has {read} bytes, not {upload.Bytes}");
    }

    /// <summary>Ends the oldest upload that is pending.</summary>
    /// <param name="stores">Whether the file is stored; else the upload fails.</param>
    /// <returns>The upload, or <see langword="null"/> where none is pending.</returns>
    public FileUploadRequest? CompleteOldest(bool stores)
    {
        lock (_lock)
        {
            FileUploadRequest? oldest = _uploads.Find(upload => !_ends[upload.UploadId].Task.IsCompleted);
            if (oldest is not null)
            {
                _ends[oldest.UploadId].SetResult(stores);
            }

            return oldest;
        }
    }

    /// <summary>Whether an upload waits for <see cref="CompleteOldest"/>.</summary>
    /// <param name="uploadId">The upload.</param>
    public bool IsPending(string uploadId)
    {
        lock (_lock)
        {
            return _ends.TryGetValue(uploadId, out TaskCompletionSource<bool>? end) && !end.Task.IsCompleted;
        }
    }

    private TaskCompletionSource<bool> Take(FileUploadRequest upload)
    {
        TaskCompletionSource<bool>? end;
        lock (_lock)
        {
            if (_ends.TryGetValue(upload.UploadId, out end))
            {
                return end;
            }

            end = new TaskCompletionSource<bool>(TaskCreationOptions.RunContinuationsAsynchronously);
            ShareStub answer = Decide?.Invoke() ?? (answers.Length == 0 ? ShareStub.Store : answers[Math.Min(_uploads.Count, answers.Length - 1)]);
            if (answer is not ShareStub.Pending)
            {
                end.SetResult(answer is ShareStub.Store);
            }

            _ends.Add(upload.UploadId, end);
            _uploads.Add(upload);
        }

        Heard?.Invoke(upload);
        return end;
    }

    private static async Task<long> ReadAsync(FileUploadRequest upload, CancellationToken cancellationToken)
    {
        Stream content = await upload.OpenAsync(cancellationToken).ConfigureAwait(false);
        await using (content.ConfigureAwait(false))
        {
            byte[] buffer = new byte[64 * 1024];
            long total = 0;
            while (await content.ReadAsync(buffer, cancellationToken).ConfigureAwait(false) is > 0 and int read)
            {
                total += read;
                upload.Progress?.Report(total);
            }

            return total;
        }
    }
}
