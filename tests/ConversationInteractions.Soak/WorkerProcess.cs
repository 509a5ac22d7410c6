using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;

namespace ConversationInteractions.Soak;

/// <summary>A worker as the driver sees it.</summary>
internal sealed class WorkerProcess : IDisposable
{
    private readonly ConcurrentDictionary<(string Conversation, string Event), TaskCompletionSource<string>> _waiting = new();
    private readonly SemaphoreSlim _writing = new(1, 1);
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly Process _process;
    private readonly Transcripts _transcripts;
    private StreamWriter _writer = null!;

    private WorkerProcess(string connectionString, Transcripts transcripts)
    {
        _transcripts = transcripts;
        _listener.Start();
        string port = ((IPEndPoint)_listener.LocalEndpoint).Port.ToString(CultureInfo.InvariantCulture);
        _process = Process.Start(new ProcessStartInfo(Environment.ProcessPath!, [typeof(WorkerProcess).Assembly.Location, "worker", port, connectionString]))!;
    }

    public static async Task<WorkerProcess> StartAsync(string connectionString, Transcripts transcripts)
    {
        WorkerProcess worker = new(connectionString, transcripts);
        TcpClient client = await worker._listener.AcceptTcpClientAsync();
        client.NoDelay = true;
        worker._writer = new StreamWriter(client.GetStream()) { AutoFlush = true };
        _ = worker.ReadAsync(client);
        return worker;
    }

    /// <summary>Tells an event and waits for its outcome.</summary>
    /// <returns>The outcome; nothing where the worker died.</returns>
    public async Task<string?> TellAsync(string conversation, string eventId, string text)
    {
        TaskCompletionSource<string> outcome = new(TaskCreationOptions.RunContinuationsAsynchronously);
        _waiting[(conversation, eventId)] = outcome;
        if (IsDead)
        {
            return null;
        }

        try
        {
            await WriteAsync($"E\t{conversation}\t{eventId}\t{text}");
            return await outcome.Task;
        }
        catch (Exception problem) when (problem is IOException or ObjectDisposedException or OperationCanceledException)
        {
            return null;
        }
    }

    public bool IsDead { get; private set; }

    /// <summary>SIGKILL: no handler runs, nothing is flushed.</summary>
    public void Kill()
    {
        IsDead = true;
        _process.Kill();
    }

    public void Dispose()
    {
        _listener.Dispose();
        _writing.Dispose();
        _process.Dispose();
    }

    private async Task ReadAsync(TcpClient client)
    {
        try
        {
            using StreamReader reader = new(client.GetStream());
            while (await reader.ReadLineAsync() is { } line)
            {
                string[] parts = line.Split('\t');
                if (parts[0] == "M" && parts.Length == 5)
                {
                    _transcripts.Add(parts[2], long.Parse(parts[3], CultureInfo.InvariantCulture), parts[4]);
                    await WriteAsync($"A\t{parts[1]}");
                }
                else if (parts[0] == "C" && parts.Length == 3)
                {
                    _transcripts.AddCall(parts[2]);
                }
                else if (parts[0] == "R" && parts.Length == 4 && _waiting.TryRemove((parts[1], parts[2]), out TaskCompletionSource<string>? waiting))
                {
                    waiting.TrySetResult(parts[3]);
                }
            }
        }
        catch (IOException)
        {
            // It was killed.
        }
        finally
        {
            IsDead = true;
            client.Dispose();
            foreach (TaskCompletionSource<string> waiting in _waiting.Values)
            {
                waiting.TrySetCanceled();
            }
        }
    }

    private async Task WriteAsync(string line)
    {
        await _writing.WaitAsync();
        try
        {
            await _writer.WriteLineAsync(line);
        }
        finally
        {
            _writing.Release();
        }
    }
}
