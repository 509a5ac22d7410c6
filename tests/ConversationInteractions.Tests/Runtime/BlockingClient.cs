using System.Collections.Concurrent;
using ConversationInteractions.Interpretation;
using ConversationInteractions.Model;
using ConversationInteractions.Runtime;

namespace ConversationInteractions.Tests.Runtime;

/// <summary>A client whose calls are under way until the test answers them.</summary>
internal sealed class BlockingClient : IIntegrationClient
{
    private readonly TaskCompletionSource _answer = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public ConcurrentQueue<string> Keys { get; } = new();

    public void Answer() => _answer.TrySetResult();

    public async ValueTask<CallOutcome> InvokeAsync(IntegrationInvocation invocation, CancellationToken cancellationToken)
    {
        Keys.Enqueue(invocation.Key);
        await _answer.Task.WaitAsync(cancellationToken);
        return new CallOutcome { Result = CallResult.Success, Status = 200, Body = """{"amount": 7}""", Attempts = 1 };
    }
}
