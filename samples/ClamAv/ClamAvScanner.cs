using System.Buffers;
using System.Buffers.Binary;
using System.Net.Sockets;
using System.Text;
using ConversationInteractions.Runtime;

namespace ClamAv;

/// <summary>Has clamd look at files, over its TCP protocol: <c>INSTREAM</c>, pieces with their lengths, an empty piece, one line of answer.</summary>
/// <remarks>
/// Whatever is not a clear answer is an exception, which the runtime counts as not clean: clamd down, silent, or not willing to read on because the file is larger than its
/// <c>StreamMaxLength</c>. The protocol has no encryption: clamd belongs on this machine or in a network of its own. Thread-safe; each scan has its own connection.
/// </remarks>
public sealed class ClamAvScanner(ClamAvOptions options, TimeProvider? time = null) : IFileScanner
{
    private const int PieceLength = 64 * 1024;
    private const int LongestAnswer = 4 * 1024;

    private readonly TimeProvider _time = time ?? TimeProvider.System;

    public async ValueTask<ScanResult> ScanAsync(Stream content, CancellationToken cancellationToken)
    {
        using CancellationTokenSource silent = new(options.Patience, _time);
        using CancellationTokenSource ended = CancellationTokenSource.CreateLinkedTokenSource(silent.Token, cancellationToken);
        try
        {
            using TcpClient client = new();
            await client.ConnectAsync(options.Host, options.Port, ended.Token);
            NetworkStream clamd = client.GetStream();
            try
            {
                await SendAsync(content, clamd, silent, ended.Token);
            }
            catch (IOException)
            {
                // clamd has hung up, as it does over its limit: what it had to say may still be there.
                return Judge(await ReadAnswerAsync(clamd, ended.Token));
            }

            return Judge(await ReadAnswerAsync(clamd, ended.Token));
        }
        catch (OperationCanceledException) when (silent.IsCancellationRequested && !cancellationToken.IsCancellationRequested)
        {
            throw new TimeoutException($"clamd at {options.Host}:{options.Port} was silent for {options.Patience.TotalSeconds:0} seconds. Is it overloaded, or still loading its signatures?");
        }
    }

    private async Task SendAsync(Stream content, NetworkStream clamd, CancellationTokenSource silent, CancellationToken cancellationToken)
    {
        byte[] piece = ArrayPool<byte>.Shared.Rent(sizeof(int) + PieceLength);
        try
        {
            await clamd.WriteAsync("zINSTREAM\0"u8.ToArray(), cancellationToken);
            int read;
            do
            {
                read = await content.ReadAsync(piece.AsMemory(sizeof(int), PieceLength), cancellationToken);
                BinaryPrimitives.WriteInt32BigEndian(piece, read);
                await clamd.WriteAsync(piece.AsMemory(0, sizeof(int) + read), cancellationToken);
                silent.CancelAfter(options.Patience);
            }
            while (read > 0);
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(piece);
        }
    }

    private static async Task<string> ReadAnswerAsync(NetworkStream clamd, CancellationToken cancellationToken)
    {
        byte[] answer = new byte[LongestAnswer];
        int length = 0;
        while (length < answer.Length && await clamd.ReadAsync(answer.AsMemory(length), cancellationToken) is > 0 and int read)
        {
            length += read;
            if (answer.AsSpan(0, length).IndexOf((byte)0) is >= 0 and int end)
            {
                return Encoding.UTF8.GetString(answer, 0, end);
            }
        }

        throw new IOException("clamd closed the connection without an answer.");
    }

    /// <summary>The answers are <c>stream: OK</c>, <c>stream: name FOUND</c>, and errors.</summary>
    private static ScanResult Judge(string answer)
    {
        const string Prefix = "stream: ";
        const string Found = " FOUND";
        return answer == Prefix + "OK" ? new ScanResult(Clean: true)
            : answer.StartsWith(Prefix, StringComparison.Ordinal) && answer.EndsWith(Found, StringComparison.Ordinal) ? new ScanResult(Clean: false, answer[Prefix.Length..^Found.Length])
            : throw new IOException($"clamd did not say whether the file is clean: {answer}");
    }
}
