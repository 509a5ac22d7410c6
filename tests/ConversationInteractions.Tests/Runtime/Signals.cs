using System.Threading.Channels;

namespace ConversationInteractions.Tests.Runtime;

/// <summary>Something that happens again and again, and that a test waits for one by one.</summary>
internal sealed class Signals(string what)
{
    private readonly Channel<bool> _given = Channel.CreateUnbounded<bool>();

    public void Give() => _given.Writer.TryWrite(true);

    public async Task NextAsync()
    {
        try
        {
            await _given.Reader.ReadAsync().AsTask().WaitAsync(TimeSpan.FromMinutes(1));
        }
        catch (TimeoutException)
        {
            Assert.Fail($"It never happened that {what}.");
        }
    }
}
