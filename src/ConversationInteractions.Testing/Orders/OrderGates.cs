using ConversationInteractions.Interpretation;
using ConversationInteractions.Runtime;

namespace ConversationInteractions.Testing;

/// <summary>Holds back what the outside answers, until the order says that it comes.</summary>
/// <param name="share">Knows which uploads wait for a step of the script; those are not held.</param>
/// <param name="holdsCalls">Whether calls are held too; otherwise each turn comes to rest before the next event.</param>
internal sealed class OrderGates(StubFileShare share, bool holdsCalls)
{
    private readonly Lock _lock = new();
    private readonly List<HeldAnswer> _held = [];
    private readonly List<string> _requested = [];
    private readonly HashSet<string> _waiting = new(StringComparer.Ordinal);
    private readonly HashSet<string> _released = new(StringComparer.Ordinal);

    /// <summary>What is held, in the order in which it came.</summary>
    public IReadOnlyList<HeldAnswer> Held
    {
        get
        {
            lock (_lock)
            {
                return [.. _held];
            }
        }
    }

    /// <summary>The transfers that reached the agents' side, in order.</summary>
    public IReadOnlyList<string> Requested
    {
        get
        {
            lock (_lock)
            {
                return [.. _requested];
            }
        }
    }

    public bool Holds(OrderedEventKind kind)
    {
        lock (_lock)
        {
            return _held.Exists(held => held.Event.Kind == kind);
        }
    }

    public bool IsHeld(string key)
    {
        lock (_lock)
        {
            return _held.Exists(held => held.Event.Id == key);
        }
    }

    /// <summary>Whether an answer was let through.</summary>
    public bool IsReleased(string key)
    {
        lock (_lock)
        {
            return _released.Contains(key);
        }
    }

    /// <summary>Whether an upload is under way and waits for a step of the script.</summary>
    public bool WaitsForStep(string uploadId)
    {
        lock (_lock)
        {
            return _waiting.Contains(uploadId) && share.IsPending(uploadId);
        }
    }

    /// <summary>A step of the script has ended an upload.</summary>
    public void EndedByStep(string uploadId)
    {
        lock (_lock)
        {
            _released.Add(uploadId);
        }
    }

    /// <summary>The process is gone, and what it had under way.</summary>
    public void Restart()
    {
        lock (_lock)
        {
            _waiting.Clear();
        }
    }

    /// <summary>Lets through what is held.</summary>
    public void Release(OrderedEvent held)
    {
        HeldAnswer? found;
        lock (_lock)
        {
            found = _held.Find(one => one.Event == held);
            if (found is null)
            {
                return;
            }

            _held.Remove(found);
            _released.Add(held.Id);
        }

        found.Gate.TrySetResult();
    }

    /// <summary>The ports of a process, with gates.</summary>
    public RuntimePorts Around(RuntimePorts ports) => ports with
    {
        Integrations = ports.Integrations is { } client ? new HeldClient(client, this) : null,
        Transport = ports.Transport is { } transport ? new HeldTransport(transport, this) : null,
        Shares = name => ports.Shares?.Invoke(name) is { } found ? new HeldShare(found, this) : null,
    };

    private async Task HoldAsync(OrderedEvent occurred, CancellationToken cancellationToken)
    {
        HeldAnswer held = new(occurred);
        lock (_lock)
        {
            _held.Add(held);
        }

        try
        {
            await held.Gate.Task.WaitAsync(cancellationToken).ConfigureAwait(false);
        }
        catch (OperationCanceledException)
        {
            lock (_lock)
            {
                _held.Remove(held);
            }

            throw;
        }
    }

    private sealed class HeldClient(IIntegrationClient inner, OrderGates gates) : IIntegrationClient
    {
        private readonly bool _holds = gates.HoldsCalls;

        public async ValueTask<CallOutcome> InvokeAsync(IntegrationInvocation invocation, CancellationToken cancellationToken)
        {
            if (_holds)
            {
                // Held before it is made: what it takes in virtual time passes when it is answered.
                await gates.HoldAsync(
                    new OrderedEvent(OrderedEventKind.CallAnswered, invocation.Key, $"call {invocation.Key} ({invocation.Request.Integration}) is answered"),
                    cancellationToken).ConfigureAwait(false);
            }

            return await inner.InvokeAsync(invocation, cancellationToken).ConfigureAwait(false);
        }
    }

    private sealed class HeldTransport(IEscalationTransport inner, OrderGates gates) : IEscalationTransport
    {
        public async ValueTask<TransferResponse> RequestAsync(TransferRequest request, CancellationToken cancellationToken)
        {
            TransferResponse response = await inner.RequestAsync(request, cancellationToken).ConfigureAwait(false);
            lock (gates._lock)
            {
                gates._requested.Add(request.TransferId);
            }

            await gates.HoldAsync(
                new OrderedEvent(OrderedEventKind.TransferAnswered, request.TransferId, $"the request of transfer {request.TransferId} is answered: {response.Answer}"),
                cancellationToken).ConfigureAwait(false);
            return response;
        }
    }

    private sealed class HeldShare(IFileShare inner, OrderGates gates) : IFileShare
    {
        public async ValueTask<UploadResult> StoreAsync(FileUploadRequest upload, CancellationToken cancellationToken)
        {
            ValueTask<UploadResult> storing = inner.StoreAsync(upload, cancellationToken);
            bool waitsForStep = gates.TakeNote(upload.UploadId);
            UploadResult result = await storing.ConfigureAwait(false);
            if (!waitsForStep)
            {
                await gates.HoldAsync(
                    new OrderedEvent(OrderedEventKind.UploadEnded, upload.UploadId, $"upload {upload.UploadId} ends: {result.Outcome}"),
                    cancellationToken).ConfigureAwait(false);
            }

            return result;
        }
    }

    private bool HoldsCalls => holdsCalls;

    /// <summary>An upload has begun.</summary>
    /// <returns>Whether it waits for a step of the script.</returns>
    private bool TakeNote(string uploadId)
    {
        lock (_lock)
        {
            return share.IsPending(uploadId) && _waiting.Add(uploadId);
        }
    }
}

/// <summary>An answer that is held back.</summary>
/// <param name="Event">What happens when it is let through.</param>
internal sealed record HeldAnswer(OrderedEvent Event)
{
    public TaskCompletionSource Gate { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);
}
