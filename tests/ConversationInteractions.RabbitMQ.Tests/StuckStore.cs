using ConversationInteractions.Runtime;
using ConversationInteractions.Testing.Tests.Crashes;

namespace ConversationInteractions.RabbitMQ.Tests;

/// <summary>A store whose commits wait until it is released, as in a process that hangs.</summary>
internal sealed class StuckStore(IConversationStore inner, TaskCompletionSource begun) : PassingStore(inner)
{
    private readonly TaskCompletionSource _released = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public void Release() => _released.SetResult();

    public override async ValueTask<bool> TryCommitAsync(ConversationCommit commit, CancellationToken cancellationToken)
    {
        begun.TrySetResult();
        await _released.Task;
        return await base.TryCommitAsync(commit, cancellationToken);
    }
}
