using System.Diagnostics.CodeAnalysis;

namespace ConversationInteractions.Files;

/// <summary>Lets one upload after the other take its name in a folder, across all processes that use this lock file.</summary>
[SuppressMessage("Reliability", "CA1001", Justification = "A semaphore whose wait handle is never asked for holds nothing to dispose of.")]
internal sealed class ShareLock(string path)
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(10);

    private readonly SemaphoreSlim _turns = new(1, 1);

    /// <summary>Waits for the lock; disposing what is returned gives it back.</summary>
    public async ValueTask<Held> EnterAsync(CancellationToken cancellationToken)
    {
        await _turns.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            while (true)
            {
                if (TryOpen() is { } file)
                {
                    return new Held(_turns, file);
                }
                // What is waited for is another process, which has no virtual time.
                await Task.Delay(Pause, TimeProvider.System, cancellationToken).ConfigureAwait(false);
            }
        }
        catch
        {
            _turns.Release();
            throw;
        }
    }

    private FileStream? TryOpen()
    {
        try
        {
            return new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None, bufferSize: 0);
        }
        catch (IOException taken) when (IsInUse(taken))
        {
            return null;
        }
    }

    /// <summary>EAGAIN of Linux and of macOS, and the sharing violation of Windows.</summary>
    internal static bool IsInUse(IOException exception) => exception.HResult is 11 or 35 or unchecked((int)0x80070020);

    internal readonly struct Held(SemaphoreSlim turns, FileStream file) : IDisposable
    {
        public void Dispose()
        {
            file.Dispose();
            turns.Release();
        }
    }
}
