using ConversationInteractions.Testing;

namespace ConversationInteractions.AspNetCore.Tests.Hosting;

/// <summary>Moves the clock on while a server works beside the test.</summary>
internal static class Clockwork
{
    /// <summary>How long a test waits for a server of its own before it fails.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    /// <summary>Moves the clock on, step by step, until something has happened.</summary>
    public static async Task RunUntilAsync(this ManualTimeProvider time, TimeSpan step, Func<bool> hasHappened)
    {
        using CancellationTokenSource patience = new(Patience);
        while (!hasHappened())
        {
            Assert.That(patience.IsCancellationRequested, Is.False, "it did not happen");
            time.Advance(step);
            await Task.Yield();
        }
    }

    /// <inheritdoc cref="RunUntilAsync(ManualTimeProvider, TimeSpan, Func{bool})"/>
    public static async Task<T> RunUntilAsync<T>(this ManualTimeProvider time, TimeSpan step, Task<T> task)
    {
        await time.RunUntilAsync(step, () => task.IsCompleted);
        return await task;
    }
}
