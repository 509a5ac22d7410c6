using System.Buffers;
using System.Net;
using System.Net.Http.Headers;
using ConversationInteractions.Runtime;

namespace ConversationInteractions.Files;

/// <summary>The bytes of a file as the body of a request, streamed, with their length announced.</summary>
/// <remarks>The last bytes are held back until the stream has ended, so that a stream which is too long never looks like a whole file to the receiver.</remarks>
internal sealed class UploadContent : HttpContent
{
    private const int PieceLength = 80 * 1024;

    private readonly FileUploadRequest _upload;
    private readonly ProgressWatch _watch;
    private readonly Action<long> _progressed;

    public UploadContent(FileUploadRequest upload, ProgressWatch watch, Action<long> progressed)
    {
        _upload = upload;
        _watch = watch;
        _progressed = progressed;
        Headers.ContentType = MediaTypeHeaderValue.TryParse(upload.MediaType, out MediaTypeHeaderValue? mediaType)
            ? mediaType
            : new MediaTypeHeaderValue("application/octet-stream");
    }

    /// <summary>What went wrong with the file itself, as opposed to the connection.</summary>
    public Exception? FileTrouble { get; private set; }

    protected override Task SerializeToStreamAsync(Stream stream, TransportContext? context) => SerializeToStreamAsync(stream, context, CancellationToken.None);

    protected override async Task SerializeToStreamAsync(Stream stream, TransportContext? context, CancellationToken cancellationToken)
    {
        byte[] buffer = ArrayPool<byte>.Shared.Rent(PieceLength);
        try
        {
            Stream file = await OpenAsync(cancellationToken).ConfigureAwait(false);
            await using (file.ConfigureAwait(false))
            {
                long sent = 0;
                while (sent < _upload.Bytes)
                {
                    Memory<byte> piece = buffer.AsMemory(0, (int)Math.Min(PieceLength, _upload.Bytes - sent));
                    piece = piece[..await ReadAsync(file, piece, cancellationToken).ConfigureAwait(false)];
                    if (piece.IsEmpty || sent + piece.Length == _upload.Bytes)
                    {
                        await CheckEndAsync(file, sent + piece.Length, cancellationToken).ConfigureAwait(false);
                    }
                    await stream.WriteAsync(piece, cancellationToken).ConfigureAwait(false);
                    sent += piece.Length;
                    _watch.Advance();
                    _progressed(sent);
                }
                if (sent is 0)
                {
                    await CheckEndAsync(file, sent, cancellationToken).ConfigureAwait(false);
                }
            }
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer, clearArray: true);
        }
    }

    protected override bool TryComputeLength(out long length)
    {
        length = _upload.Bytes;
        return true;
    }

    private async ValueTask<Stream> OpenAsync(CancellationToken cancellationToken)
    {
        try
        {
            return await _upload.OpenAsync(cancellationToken).ConfigureAwait(false);
        }
        catch (Exception trouble) when (!cancellationToken.IsCancellationRequested)
        {
            FileTrouble = trouble;
            throw;
        }
    }

    private async ValueTask<int> ReadAsync(Stream file, Memory<byte> buffer, CancellationToken cancellationToken)
    {
        try
        {
            return await file.ReadAsync(buffer, cancellationToken).ConfigureAwait(false);
        }
        catch (Exception trouble) when (!cancellationToken.IsCancellationRequested)
        {
            FileTrouble = trouble;
            throw;
        }
    }

    private async ValueTask CheckEndAsync(Stream file, long read, CancellationToken cancellationToken)
    {
        if (read == _upload.Bytes && await ReadAsync(file, new byte[1], cancellationToken).ConfigureAwait(false) is 0)
        {
            return;
        }
        FileTrouble = new InvalidDataException($"The content has {(read < _upload.Bytes ? "fewer" : "more")} bytes than the {_upload.Bytes} announced.");
        throw FileTrouble;
    }
}
