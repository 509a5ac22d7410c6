namespace ConversationInteractions.RabbitMQ.Connections;

/// <summary>Runs work of one conversation one after the other in the order it was added, and that of different conversations side by side.</summary>
internal sealed class ConversationChains
{
    private readonly Dictionary<string, Task> _tails = new(StringComparer.Ordinal);
    private readonly Lock _gate = new();
    private Task _alone = Task.CompletedTask;

    /// <summary>Adds work. It never runs inside this call.</summary>
    /// <param name="conversationId">The conversation.</param>
    /// <param name="work">What to do; it deals with its own exceptions.</param>
    /// <param name="alone">Whether nothing else may run meanwhile: it begins when everything before it is done, and what comes after it waits.</param>
    public void Add(string conversationId, Func<Task> work, bool alone = false)
    {
        lock (_gate)
        {
            Task before = alone ? Task.WhenAll(_tails.Values) : _tails.GetValueOrDefault(conversationId, Task.CompletedTask);
            Task tail = RunAsync(_alone.IsCompleted ? before : Task.WhenAll(_alone, before), work);
            _alone = alone ? tail : _alone;
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
