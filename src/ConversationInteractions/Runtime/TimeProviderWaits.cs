namespace ConversationInteractions.Runtime;

/// <summary>Waits that virtual time lets pass.</summary>
internal static class TimeProviderWaits
{
    /// <summary>Waits without holding a thread (C22).</summary>
    public static Task WaitAsync(this TimeProvider time, TimeSpan duration, CancellationToken cancellationToken) =>
        duration <= TimeSpan.Zero ? Task.CompletedTask
        : time is IVirtualTime virtualTime ? virtualTime.PassAsync(duration, cancellationToken)
        : Task.Delay(duration, time, cancellationToken);
}
