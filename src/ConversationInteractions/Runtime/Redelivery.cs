using System.Collections.Concurrent;

namespace ConversationInteractions.Runtime;

/// <summary>Puts off deliveries that fail, longer each time, so that conversations whose channel is dead leave the sweep to the others.</summary>
/// <param name="context">The runtime.</param>
/// <param name="kind">The lease under which they are made.</param>
internal sealed class Redelivery(RuntimeContext context, LeaseKind kind)
{
    /// <summary>How many are counted at most; beyond that all begin anew with the shortest wait, which costs attempts and nothing else.</summary>
    private const int Counted = 100_000;

    private readonly ConcurrentDictionary<string, int> _failures = new(StringComparer.Ordinal);

    /// <summary>How long to wait after so many failures in a row.</summary>
    public static TimeSpan WaitAfter(int failures, RuntimeOptions options)
    {
        TimeSpan wait = options.RedeliveryBackoff * Math.Pow(2, Math.Min(failures - 1, 30));
        return wait < options.MaxRedeliveryBackoff ? wait : options.MaxRedeliveryBackoff;
    }

    /// <summary>Keeps the lease of a delivery that has failed until it is to be tried again. Whatever is committed here in the meantime is tried at once.</summary>
    public async ValueTask PutOffAsync(string conversationId)
    {
        if (_failures.Count >= Counted)
        {
            _failures.Clear();
        }

        int failures = _failures.AddOrUpdate(conversationId, 1, static (_, earlier) => earlier + 1);
        TimeSpan wait = WaitAfter(failures, context.Ports.Options);
        DateTimeOffset now = context.Now;

        // Where another process has the lease by now, the delivery is its business.
        await context.Ports.Store.TryLeaseAsync(conversationId, kind, context.ProcessName, now, now + wait, context.Stopping).ConfigureAwait(false);
    }

    /// <summary>All was delivered.</summary>
    public void Succeeded(string conversationId)
    {
        if (!_failures.IsEmpty)
        {
            _failures.TryRemove(conversationId, out _);
        }
    }
}
