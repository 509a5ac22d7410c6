using ConversationInteractions.Runtime;

namespace ConversationInteractions.Testing;

/// <summary>What one check of a share works with: the share, uploads for it, and the words for what is wrong.</summary>
internal sealed class FileShareProbe(string name, FileShareUnderTest share, CancellationToken cancellationToken)
{
    private int _openStreams;

    public FileShareUnderTest UnderTest => share;

    public CancellationToken Cancellation => cancellationToken;

    /// <summary>How many streams the share has opened and not closed.</summary>
    public int OpenStreams => Volatile.Read(ref _openStreams);

    /// <summary>Content that differs from that with another number in every byte.</summary>
    public static byte[] Content(int length, byte number = 1)
    {
        byte[] content = new byte[length];
        for (int i = 0; i < length; i++)
        {
            content[i] = (byte)((i % 31 * 7) ^ number);
        }
        return content;
    }

    /// <summary>An upload.</summary>
    /// <param name="path">Where it goes.</param>
    /// <param name="content">Its content.</param>
    /// <param name="id">Its id.</param>
    /// <param name="beforeRead">Called with the number of bytes given so far before more are given.</param>
    public FileUploadRequest Upload(string path, byte[] content, string id = "upload-1", Func<long, CancellationToken, ValueTask>? beforeRead = null) => share.Prepare(new FileUploadRequest
    {
        UploadId = id,
        ConversationId = "conversation-1",
        Integration = "documents",
        FileName = path[(path.LastIndexOf('/') + 1)..],
        MediaType = "application/pdf",
        Path = path,
        Bytes = content.Length,
        Retries = 0,
        OpenAsync = _ =>
        {
            Interlocked.Increment(ref _openStreams);
            return ValueTask.FromResult<Stream>(new UploadStream(content, beforeRead, () => Interlocked.Decrement(ref _openStreams)));
        },
    });

    /// <summary>Stores what must be stored.</summary>
    public async Task<UploadResult> StoreAsync(FileUploadRequest upload)
    {
        UploadResult result = await share.Open().StoreAsync(upload, cancellationToken).ConfigureAwait(false);
        That(result.Outcome is UploadOutcome.Stored, $"the upload to '{upload.Path}' must be stored, but was {result.Outcome}: {result.Reason ?? "no reason"}");
        return result;
    }

    /// <summary>Stores what must not be stored; an exception is as good as an answer.</summary>
    public async Task FailAsync(FileUploadRequest upload, CancellationToken cancellation)
    {
        UploadResult result;
        try
        {
            result = await share.Open().StoreAsync(upload, cancellation).ConfigureAwait(false);
        }
        catch (Exception) when (!cancellationToken.IsCancellationRequested)
        {
            // The contract: an exception counts as a failed upload.
            return;
        }
        That(result.Outcome is not UploadOutcome.Stored, $"the upload to '{upload.Path}' must not count as stored");
    }

    /// <summary>Looks whether exactly these files are visible.</summary>
    public async Task VisibleAsync(string rule, params (string Path, byte[] Content)[] files)
    {
        IReadOnlyDictionary<string, byte[]> visible = await share.ReadAllAsync(cancellationToken).ConfigureAwait(false);
        That(visible.Count == files.Length, $"{rule}: expected {files.Length} files, found {Names(visible)}");
        foreach ((string path, byte[] content) in files)
        {
            That(visible.TryGetValue(path, out byte[]? found), $"{rule}: there is no '{path}' among {Names(visible)}");
            That(content.AsSpan().SequenceEqual(found), $"{rule}: '{path}' has other content than was uploaded ({found?.Length} bytes instead of {content.Length}, or other bytes)");
        }
    }

    /// <summary>Looks whether exactly these contents are visible, under whatever names.</summary>
    public async Task VisibleContentsAsync(string rule, params byte[][] contents)
    {
        IReadOnlyDictionary<string, byte[]> visible = await share.ReadAllAsync(cancellationToken).ConfigureAwait(false);
        That(visible.Count == contents.Length, $"{rule}: expected {contents.Length} files, found {Names(visible)}");
        foreach (byte[] content in contents)
        {
            That(visible.Values.Count(found => found.AsSpan().SequenceEqual(content)) is 1, $"{rule}: a content is missing or there twice among {Names(visible)}");
        }
    }

    public void That(bool holds, string rule)
    {
        if (!holds)
        {
            throw new ConformanceException($"{name}: {rule}.");
        }
    }

    private static string Names(IReadOnlyDictionary<string, byte[]> visible) =>
        $"[{string.Join(", ", visible.Select(file => $"{file.Key} ({file.Value.Length} bytes)"))}]";

    /// <summary>A content that can be interfered with while it is read.</summary>
    private sealed class UploadStream(byte[] content, Func<long, CancellationToken, ValueTask>? beforeRead, Action closed) : MemoryStream(content, writable: false)
    {
        private const int MostAtOnce = 10_000;

        private bool _isClosed;

        public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
        {
            if (beforeRead is not null)
            {
                await beforeRead(Position, cancellationToken).ConfigureAwait(false);
            }
            cancellationToken.ThrowIfCancellationRequested();
            return base.Read(buffer.Span[..Math.Min(buffer.Length, MostAtOnce)]);
        }

        public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
            ReadAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

        public override async Task CopyToAsync(Stream destination, int bufferSize, CancellationToken cancellationToken)
        {
            byte[] buffer = new byte[MostAtOnce];
            while (await ReadAsync(buffer, cancellationToken).ConfigureAwait(false) is > 0 and int read)
            {
                await destination.WriteAsync(buffer.AsMemory(0, read), cancellationToken).ConfigureAwait(false);
            }
        }

        protected override void Dispose(bool disposing)
        {
            if (!_isClosed)
            {
                _isClosed = true;
                closed();
            }
            base.Dispose(disposing);
        }
    }
}
