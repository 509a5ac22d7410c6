using System.Security.Cryptography;
using ConversationInteractions.Runtime;

namespace ConversationInteractions.Files;

/// <summary>A file on its way into a share. Gone when disposed of, unless it got another name.</summary>
internal sealed class IncomingFile(FileStream content) : IAsyncDisposable
{
    // So that whoever hears of the progress does not wait at the end for all of a large file to reach the disk.
    private const int BytesBetweenFlushes = 64 * 1024 * 1024;

    /// <summary>The open file.</summary>
    public FileStream Content => content;

    /// <summary>How many bytes were received.</summary>
    public long Bytes { get; private set; }

    /// <summary>The hash of what was received, once all was.</summary>
    public string Sha256 { get; private set; } = "";

    /// <summary>Receives the bytes of an upload, at most one more than were announced, and brings them to the disk.</summary>
    public async ValueTask ReceiveAsync(FileUploadRequest upload, ProgressWatch watch)
    {
        using IncrementalHash hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        long flushed = 0;
        Stream source = await upload.OpenAsync(watch.Token).ConfigureAwait(false);
        await using (source.ConfigureAwait(false))
        {
            await ContentCopy.CopyAsync(source, content, upload.Bytes, Copied, watch.Token).ConfigureAwait(false);
        }
        watch.Flush(content);
        Sha256 = Convert.ToHexStringLower(hash.GetHashAndReset());

        void Copied(ReadOnlyMemory<byte> piece)
        {
            hash.AppendData(piece.Span);
            Bytes += piece.Length;
            if (Bytes - flushed >= BytesBetweenFlushes)
            {
                watch.Flush(content);
                flushed = Bytes;
            }
            watch.Advance();
            upload.Progress?.Report(Bytes);
        }
    }

    public async ValueTask DisposeAsync()
    {
        await content.DisposeAsync().ConfigureAwait(false);
        File.Delete(content.Name);
    }
}
