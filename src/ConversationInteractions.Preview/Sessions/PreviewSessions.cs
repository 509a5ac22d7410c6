using System.Security.Cryptography;

namespace ConversationInteractions.Preview;

/// <summary>The sessions of the page, bounded in number and idle time.</summary>
/// <remarks>Thread-safe.</remarks>
/// <param name="options">The bounds.</param>
/// <param name="time">Real time, by which sessions become idle.</param>
internal sealed class PreviewSessions(PreviewOptions options, TimeProvider time)
{
    private readonly Lock _lock = new();
    private readonly Dictionary<string, (PreviewSession Session, long UsedAt)> _sessions = new(StringComparer.Ordinal);

    /// <summary>Starts a session. Where there are too many, the one that was idle for longest ends.</summary>
    public async Task<PreviewSession> StartAsync(PreviewSetup setup)
    {
        PreviewSession session = new(RandomNumberGenerator.GetHexString(32, lowercase: true), setup);
        List<PreviewSession> ended = TakeIdle();
        lock (_lock)
        {
            while (_sessions.Count >= options.MaxSessions && _sessions.Count > 0)
            {
                string oldest = _sessions.MinBy(each => each.Value.UsedAt).Key;
                _sessions.Remove(oldest, out (PreviewSession Session, long UsedAt) longest);
                ended.Add(longest.Session);
            }

            _sessions.Add(session.Id, (session, time.GetTimestamp()));
        }

        await EndAsync(ended).ConfigureAwait(false);
        return session;
    }

    /// <summary>Finds a session and notes that it is used.</summary>
    /// <returns>The session; <see langword="null"/> where it ended or never was.</returns>
    public async Task<PreviewSession?> FindAsync(string? id)
    {
        await EndAsync(TakeIdle()).ConfigureAwait(false);
        lock (_lock)
        {
            if (id is null || !_sessions.TryGetValue(id, out (PreviewSession Session, long UsedAt) found))
            {
                return null;
            }

            _sessions[id] = (found.Session, time.GetTimestamp());
            return found.Session;
        }
    }

    /// <summary>Ends a session.</summary>
    public async Task EndAsync(string id)
    {
        PreviewSession? session = null;
        lock (_lock)
        {
            if (_sessions.Remove(id, out (PreviewSession Session, long UsedAt) found))
            {
                session = found.Session;
            }
        }

        await EndAsync(session is null ? [] : [session]).ConfigureAwait(false);
    }

    private List<PreviewSession> TakeIdle()
    {
        lock (_lock)
        {
            string[] idle = [.. _sessions.Where(each => time.GetElapsedTime(each.Value.UsedAt) >= options.IdleTimeout).Select(each => each.Key)];
            List<PreviewSession> taken = [.. idle.Select(id => _sessions[id].Session)];
            Array.ForEach(idle, id => _sessions.Remove(id));
            return taken;
        }
    }

    private static async Task EndAsync(List<PreviewSession> sessions)
    {
        foreach (PreviewSession session in sessions)
        {
            await session.DisposeAsync().ConfigureAwait(false);
        }
    }
}
