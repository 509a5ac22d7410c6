using System.Diagnostics;
using Cluster.Measuring;

namespace Cluster.Nodes;

/// <summary>This program in another part, as a process of its own.</summary>
internal sealed class ChildProcess : IDisposable
{
    private readonly Process _process;
    private TimeSpan _last;

    public ChildProcess(params string[] arguments) =>
        _process = Process.Start(new ProcessStartInfo(Environment.ProcessPath!, IsHost() ? [typeof(ChildProcess).Assembly.Location, .. arguments] : arguments))!;

    /// <summary>The processor time it has used; what it had used where it is dead.</summary>
    public TimeSpan ProcessorTime => _last = ProcessorTimes.Of(_process.Id) ?? _last;

    /// <summary>SIGKILL: no handler runs, nothing is flushed.</summary>
    public void Kill()
    {
        _ = ProcessorTime;
        _process.Kill();
        _process.WaitForExit();
    }

    public void Dispose()
    {
        if (!_process.HasExited)
        {
            Kill();
        }

        _process.Dispose();
    }

    /// <summary>Whether we run inside <c>dotnet</c> rather than a launcher of our own.</summary>
    private static bool IsHost() => Path.GetFileNameWithoutExtension(Environment.ProcessPath) == "dotnet";
}
