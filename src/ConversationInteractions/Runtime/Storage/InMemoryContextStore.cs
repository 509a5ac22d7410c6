namespace ConversationInteractions.Runtime;

/// <summary>Keeps shared values in memory. What has outlived its time is forgotten when it is next looked for, and now and then while others are written.</summary>
/// <param name="time">The clock that decides when a namespace has outlived its time; the system's by default.</param>
/// <remarks>Thread-safe. Beside an <see cref="InMemoryConversationStore"/> of the same runtime, the values of a conversation go with it when it is deleted.</remarks>
public sealed class InMemoryContextStore(TimeProvider? time = null) : IContextStore
{
    private const int FewestWritesBetweenSweeps = 1_000;
    private readonly TimeProvider _time = time ?? TimeProvider.System;
    private readonly Lock _lock = new();
    private readonly Dictionary<string, TimeSpan> _lifetimes = new(StringComparer.Ordinal);
    private readonly Dictionary<ContextScope, Dictionary<string, Namespace>> _scopes = [];
    private int _count;
    private int _writesBeforeSweep = FewestWritesBetweenSweeps;

    /// <summary>How many namespaces with values there are, of all scopes together.</summary>
    internal int Count
    {
        get
        {
            lock (_lock)
            {
                return _count;
            }
        }
    }

    /// <inheritdoc/>
    public ValueTask<IReadOnlyDictionary<string, string>> ReadAsync(ContextScope scope, string name, CancellationToken cancellationToken)
    {
        lock (_lock)
        {
            IReadOnlyDictionary<string, string> values = FindAlive(scope, name) is { } found ? new Dictionary<string, string>(found.Values, StringComparer.Ordinal) : new Dictionary<string, string>();
            return ValueTask.FromResult(values);
        }
    }

    /// <inheritdoc/>
    public ValueTask WriteAsync(ContextScope scope, string name, string key, string? value, CancellationToken cancellationToken)
    {
        lock (_lock)
        {
            if (FindAlive(scope, name) is { } found)
            {
                found.Written = _time.GetUtcNow();
            }
            else if (value is not null)
            {
                found = Add(scope, name);
            }
            else
            {
                return ValueTask.CompletedTask;
            }

            if (value is not null)
            {
                found.Values[key] = value;
            }
            else if (found.Values.Remove(key) && found.Values.Count == 0)
            {
                Remove(scope, name);
            }

            // As many writes as there were namespaces pay for looking at each of them once.
            if (--_writesBeforeSweep <= 0)
            {
                RemoveExpired(null);
            }
        }

        return ValueTask.CompletedTask;
    }

    /// <inheritdoc/>
    public ValueTask RegisterAsync(string name, TimeSpan? timeToLive, CancellationToken cancellationToken)
    {
        lock (_lock)
        {
            if (_lifetimes.TryGetValue(name, out TimeSpan before) && (timeToLive is null || timeToLive > before))
            {
                // What has outlived the shorter time does not come back to life.
                RemoveExpired(name);
            }

            if (timeToLive is { } lifetime)
            {
                _lifetimes[name] = lifetime;
            }
            else
            {
                _lifetimes.Remove(name);
            }
        }

        return ValueTask.CompletedTask;
    }

    /// <inheritdoc/>
    public ValueTask ClearAsync(ContextScope scope, string name, CancellationToken cancellationToken)
    {
        lock (_lock)
        {
            Remove(scope, name);
        }

        return ValueTask.CompletedTask;
    }

    /// <inheritdoc/>
    public ValueTask DeleteAsync(string name, CancellationToken cancellationToken)
    {
        lock (_lock)
        {
            foreach (ContextScope scope in _scopes.Keys.ToArray())
            {
                Remove(scope, name);
            }

            _lifetimes.Remove(name);
        }

        return ValueTask.CompletedTask;
    }

    /// <inheritdoc/>
    public ValueTask<int> DeleteExpiredAsync(CancellationToken cancellationToken)
    {
        lock (_lock)
        {
            return ValueTask.FromResult(RemoveExpired(null));
        }
    }

    /// <summary>Forgets everything of one conversation or user.</summary>
    internal void Forget(ContextScope scope)
    {
        lock (_lock)
        {
            if (_scopes.Remove(scope, out Dictionary<string, Namespace>? gone))
            {
                _count -= gone.Count;
            }
        }
    }

    private Namespace? FindAlive(ContextScope scope, string name)
    {
        if (!_scopes.TryGetValue(scope, out Dictionary<string, Namespace>? namespaces) || !namespaces.TryGetValue(name, out Namespace? found))
        {
            return null;
        }

        if (!IsExpired(name, found))
        {
            return found;
        }

        Remove(scope, name);
        return null;
    }

    private Namespace Add(ContextScope scope, string name)
    {
        if (!_scopes.TryGetValue(scope, out Dictionary<string, Namespace>? namespaces))
        {
            _scopes[scope] = namespaces = new Dictionary<string, Namespace>(StringComparer.Ordinal);
        }

        _count++;
        return namespaces[name] = new Namespace { Written = _time.GetUtcNow() };
    }

    private void Remove(ContextScope scope, string name)
    {
        if (_scopes.TryGetValue(scope, out Dictionary<string, Namespace>? namespaces) && namespaces.Remove(name))
        {
            _count--;
            if (namespaces.Count == 0)
            {
                _scopes.Remove(scope);
            }
        }
    }

    /// <summary>Forgets what has outlived its time.</summary>
    /// <param name="name">The namespace; <see langword="null"/> for all.</param>
    /// <returns>How many values are gone.</returns>
    private int RemoveExpired(string? name)
    {
        List<(ContextScope Scope, string Name, int Values)> gone = [];
        foreach ((ContextScope scope, Dictionary<string, Namespace> namespaces) in _scopes)
        {
            foreach ((string each, Namespace found) in namespaces)
            {
                if ((name is null || string.Equals(each, name, StringComparison.Ordinal)) && IsExpired(each, found))
                {
                    gone.Add((scope, each, found.Values.Count));
                }
            }
        }

        gone.ForEach(g => Remove(g.Scope, g.Name));
        _writesBeforeSweep = name is null ? Math.Max(FewestWritesBetweenSweeps, _count) : _writesBeforeSweep;
        return gone.Sum(g => g.Values);
    }

    private bool IsExpired(string name, Namespace found) => _lifetimes.TryGetValue(name, out TimeSpan lifetime) && _time.GetUtcNow() - found.Written > lifetime;

    private sealed class Namespace
    {
        public Dictionary<string, string> Values { get; } = new(StringComparer.Ordinal);

        public DateTimeOffset Written { get; set; }
    }
}
