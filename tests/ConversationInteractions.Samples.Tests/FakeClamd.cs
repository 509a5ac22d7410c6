using System.Buffers.Binary;
using System.Net;
using System.Net.Sockets;
using System.Text;
using ClamAv;

namespace ConversationInteractions.Samples.Tests;

/// <summary>Speaks clamd's protocol: reads a stream of pieces, and finds the word EICAR.</summary>
internal sealed class FakeClamd : IDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly Task _serving;

    public FakeClamd()
    {
        _listener.Start();
        _serving = ServeAsync();
    }

    public ClamAvOptions Options => new() { Port = ((IPEndPoint)_listener.LocalEndpoint).Port };

    /// <summary>How many bytes it takes before it hangs up.</summary>
    public long MaxBytes { get; init; } = long.MaxValue;

    /// <summary>What it says instead of a verdict; empty for hanging up without a word.</summary>
    public string? Answer { get; init; }

    /// <summary>Whether it takes the bytes and never says anything.</summary>
    public bool IsSilent { get; init; }

    public long BytesTaken { get; private set; }

    /// <summary>Completes when it has taken a whole stream.</summary>
    public TaskCompletionSource Taken { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public void Dispose() => _listener.Dispose();

    private async Task ServeAsync()
    {
        List<TcpClient> silent = [];
        try
        {
            while (true)
            {
                TcpClient client = await _listener.AcceptTcpClientAsync();
                string answer = await ReadAsync(client.GetStream());
                Taken.TrySetResult();
                if (IsSilent)
                {
                    silent.Add(client);
                    continue;
                }

                await client.GetStream().WriteAsync(Encoding.UTF8.GetBytes(answer));
                client.Dispose();
            }
        }
        catch (Exception ended) when (ended is SocketException or IOException or ObjectDisposedException)
        {
            silent.ForEach(c => c.Dispose());
        }
    }

    private async Task<string> ReadAsync(NetworkStream stream)
    {
        byte[] command = new byte[10];
        await stream.ReadExactlyAsync(command);
        if (Encoding.ASCII.GetString(command) != "zINSTREAM\0")
        {
            return "UNKNOWN COMMAND\0";
        }

        StringBuilder text = new();
        byte[] length = new byte[4];
        while (true)
        {
            await stream.ReadExactlyAsync(length);
            int count = BinaryPrimitives.ReadInt32BigEndian(length);
            if (count == 0)
            {
                break;
            }

            byte[] piece = new byte[count];
            await stream.ReadExactlyAsync(piece);
            text.Append(Encoding.Latin1.GetString(piece));
            BytesTaken += count;
            if (BytesTaken > MaxBytes)
            {
                return "INSTREAM size limit exceeded. ERROR\0";
            }
        }

        return Answer ?? (text.ToString().Contains("EICAR", StringComparison.Ordinal) ? "stream: Eicar-Test-Signature FOUND\0" : "stream: OK\0");
    }
}
