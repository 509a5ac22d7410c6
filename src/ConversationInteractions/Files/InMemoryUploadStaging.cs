using System.Collections.Concurrent;
using System.Security.Cryptography;
using ConversationInteractions.Runtime;

namespace ConversationInteractions.Files;

/// <summary>Files wait in memory: for tests and a console, not for servers. Nothing survives the process.</summary>
/// <remarks>A simulated restart may keep the instance, as it keeps its store. Thread-safe.</remarks>
public sealed class InMemoryUploadStaging : IUploadStaging
{
    private readonly ConcurrentDictionary<string, Staged> _staged = new(StringComparer.Ordinal);
    private readonly TimeProvider _time;
    private readonly long _capacity;
    private long _used;

    /// <summary>Stages in memory.</summary>
    /// <param name="time">The clock; the system's by default.</param>
    /// <param name="capacity">How many bytes may wait at the same time; 64 MiB by default. One more is an <see cref="IOException"/>, like a full disk.</param>
    public InMemoryUploadStaging(TimeProvider? time = null, long capacity = 64 * 1024 * 1024)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(capacity);
        _time = time ?? TimeProvider.System;
        _capacity = capacity;
    }

    private sealed record Staged(string ConversationId, byte[] Bytes, DateTimeOffset At);

    /// <inheritdoc/>
    public async ValueTask<StagedContent> StageAsync(string conversationId, Stream content, long maxBytes, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(conversationId);
        ArgumentNullException.ThrowIfNull(content);
        ArgumentOutOfRangeException.ThrowIfNegative(maxBytes);
        using MemoryStream bytes = new();
        long taken = 0;
        try
        {
            await ContentCopy.CopyAsync(content, bytes, maxBytes, piece => taken += Take(piece.Length), cancellationToken).ConfigureAwait(false);
        }
        catch
        {
            Interlocked.Add(ref _used, -taken);
            throw;
        }
        string reference = RandomNumberGenerator.GetHexString(32, lowercase: true);
        _staged[reference] = new Staged(conversationId, bytes.ToArray(), _time.GetUtcNow());
        return new StagedContent(reference, taken);
    }

    /// <inheritdoc/>
    public ValueTask<Stream?> OpenAsync(string reference, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(reference);
        return ValueTask.FromResult<Stream?>(_staged.TryGetValue(reference, out Staged? staged) ? new MemoryStream(staged.Bytes, writable: false) : null);
    }

    /// <inheritdoc/>
    public ValueTask DeleteAsync(string reference, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(reference);
        if (_staged.TryRemove(reference, out Staged? staged))
        {
            Interlocked.Add(ref _used, -staged.Bytes.Length);
        }
        return ValueTask.CompletedTask;
    }

    /// <inheritdoc/>
    public ValueTask<IReadOnlyList<StagedOrphan>> FindOlderAsync(DateTimeOffset before, CancellationToken cancellationToken) =>
        ValueTask.FromResult<IReadOnlyList<StagedOrphan>>(
            [.. _staged.Where(entry => entry.Value.At < before).Select(entry => new StagedOrphan(entry.Key, entry.Value.ConversationId))]);

    private long Take(int bytes)
    {
        if (Interlocked.Add(ref _used, bytes) <= _capacity)
        {
            return bytes;
        }
        Interlocked.Add(ref _used, -bytes);
        throw new IOException($"The in-memory staging is full: at most {_capacity} bytes may wait. Use FolderUploadStaging, or give it a larger capacity.");
    }
}
