namespace ConversationInteractions.RabbitMQ.Connections;

/// <summary>Runs work of one conversation one after the other in the order it was added, and that of different conversations side by side.</summary>
internal sealed class ConversationChains
{
    private readonly Dictionary<string, Task> _tails = new(StringComparer.Ordinal);
    private readonly Lock _gate = new();

    /// <summary>Adds work. It never runs inside this call.</summary>
    /// <param name="conversationId">The conversation.</param>
    /// <param name="work">What to do; it deals with its own exceptions.</param>
    public void Add(string conversationId, Func<Task> work)
    {
        lock (_gate)
        {
            Task tail = RunAsync(_tails.GetValueOrDefault(conversationId, Task.CompletedTask), work);
            _tails[conversationId] = tail;
            _ = ForgetAsync(conversationId, tail);
        }
    }

    /// <summary>Waits until everything that has been added up to now is done.</summary>
    public Task WhenDoneAsync()
    {
        lock (_gate)
        {
            return Task.WhenAll(_tails.Values);
        }
    }

    private static async Task RunAsync(Task before, Func<Task> work)
    {
        await before.ConfigureAwait(ConfigureAwaitOptions.ForceYielding | ConfigureAwaitOptions.SuppressThrowing);
        await work().ConfigureAwait(false);
    }

    private async Task ForgetAsync(string conversationId, Task tail)
    {
        await tail.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing | ConfigureAwaitOptions.ForceYielding);
        lock (_gate)
        {
            if (_tails.TryGetValue(conversationId, out Task? last) && last == tail)
            {
                _tails.Remove(conversationId);
            }
        }
    }
}
