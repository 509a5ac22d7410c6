using System.Collections.Concurrent;

namespace ConversationInteractions.Runtime;

/// <summary>Keeps shared values in memory.</summary>
/// <param name="time">The clock that decides when a namespace has outlived its time; the system's by default.</param>
/// <remarks>Thread-safe.</remarks>
public sealed class InMemoryContextStore(TimeProvider? time = null) : IContextStore
{
    private readonly TimeProvider _time = time ?? TimeProvider.System;
    private readonly ConcurrentDictionary<string, TimeSpan> _lifetimes = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<(ContextScope Scope, string Name), Namespace> _namespaces = new();

    /// <inheritdoc/>
    public ValueTask<IReadOnlyDictionary<string, string>> ReadAsync(ContextScope scope, string name, CancellationToken cancellationToken)
    {
        IReadOnlyDictionary<string, string> values = new Dictionary<string, string>();
        if (_namespaces.TryGetValue((scope, name), out Namespace? found))
        {
            lock (found)
            {
                values = IsExpired(name, found) ? values : new Dictionary<string, string>(found.Values, StringComparer.Ordinal);
            }
        }

        return ValueTask.FromResult(values);
    }

    /// <inheritdoc/>
    public ValueTask WriteAsync(ContextScope scope, string name, string key, string? value, CancellationToken cancellationToken)
    {
        Namespace found = _namespaces.GetOrAdd((scope, name), _ => new Namespace());
        lock (found)
        {
            if (IsExpired(name, found))
            {
                found.Values.Clear();
            }

            found.Written = _time.GetUtcNow();
            if (value is null)
            {
                found.Values.Remove(key);
            }
            else
            {
                found.Values[key] = value;
            }
        }

        return ValueTask.CompletedTask;
    }

    /// <inheritdoc/>
    public ValueTask RegisterAsync(string name, TimeSpan? timeToLive, CancellationToken cancellationToken)
    {
        if (timeToLive is { } lifetime)
        {
            _lifetimes[name] = lifetime;
        }
        else
        {
            _lifetimes.TryRemove(name, out _);
        }

        return ValueTask.CompletedTask;
    }

    /// <inheritdoc/>
    public ValueTask ClearAsync(ContextScope scope, string name, CancellationToken cancellationToken)
    {
        _namespaces.TryRemove((scope, name), out _);
        return ValueTask.CompletedTask;
    }

    /// <inheritdoc/>
    public ValueTask DeleteAsync(string name, CancellationToken cancellationToken)
    {
        foreach ((ContextScope scope, string found) in _namespaces.Keys)
        {
            if (string.Equals(found, name, StringComparison.Ordinal))
            {
                _namespaces.TryRemove((scope, found), out _);
            }
        }

        _lifetimes.TryRemove(name, out _);
        return ValueTask.CompletedTask;
    }

    private bool IsExpired(string name, Namespace found) => _lifetimes.TryGetValue(name, out TimeSpan lifetime) && _time.GetUtcNow() - found.Written > lifetime;

    private sealed class Namespace
    {
        public Dictionary<string, string> Values { get; } = new(StringComparer.Ordinal);

        public DateTimeOffset Written { get; set; }
    }
}
