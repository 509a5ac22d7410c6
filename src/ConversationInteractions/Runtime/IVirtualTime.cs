namespace ConversationInteractions.Runtime;

/// <summary>Implemented by a <see cref="TimeProvider"/> of tests that lets waits pass by themselves: the pause before a retry, the delay of a message. Time-outs stay ordinary timers.</summary>
public interface IVirtualTime
{
    /// <summary>Lets a wait pass, moving the clock on by it.</summary>
    /// <param name="duration">How long to wait.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    Task PassAsync(TimeSpan duration, CancellationToken cancellationToken);
}
