using ConversationInteractions.Interpretation;
using ConversationInteractions.Runtime;

namespace ConversationInteractions.Testing;

/// <summary>A transport that answers as it was told and remembers what was asked. A request that comes again with the same id gets the same answer (C28).</summary>
/// <remarks>Thread-safe.</remarks>
/// <param name="answers">One answer per request; the last one repeats. Without any it accepts.</param>
public sealed class StubEscalationTransport(params TransferStub[] answers) : IEscalationTransport
{
    private readonly Lock _lock = new();
    private readonly List<TransferRequest> _requests = [];
    private readonly Dictionary<string, TransferResponse> _given = new(StringComparer.Ordinal);

    /// <summary>The requests so far, in order, each id once.</summary>
    public IReadOnlyList<TransferRequest> Requests
    {
        get
        {
            lock (_lock)
            {
                return [.. _requests];
            }
        }
    }

    internal Action<TransferRequest, TransferResponse>? Heard { get; set; }

    /// <summary>Decides each answer when it is asked for, instead of the list.</summary>
    internal Func<TransferStub>? Decide { get; set; }

    /// <inheritdoc/>
    public ValueTask<TransferResponse> RequestAsync(TransferRequest request, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);
        cancellationToken.ThrowIfCancellationRequested();
        TransferResponse response;
        lock (_lock)
        {
            if (_given.TryGetValue(request.TransferId, out TransferResponse? earlier))
            {
                return ValueTask.FromResult(earlier);
            }

            response = Respond(Decide?.Invoke() ?? (answers.Length == 0 ? TransferStub.Accept : answers[Math.Min(_requests.Count, answers.Length - 1)]));
            _given.Add(request.TransferId, response);
            _requests.Add(request);
        }

        Heard?.Invoke(request, response);
        return ValueTask.FromResult(response);
    }

    private static TransferResponse Respond(TransferStub answer) => answer switch
    {
        TransferStub.Reject => new TransferResponse(TransferAnswer.Rejected, "rejected by the stub"),
        TransferStub.Silent => new TransferResponse(TransferAnswer.Unknown, "the stub is silent"),
        _ => new TransferResponse(TransferAnswer.Accepted),
    };
}
