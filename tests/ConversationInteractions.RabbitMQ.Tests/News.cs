using System.Threading.Channels;

namespace ConversationInteractions.RabbitMQ.Tests;

/// <summary>Lets a test wait until something has happened once more.</summary>
internal sealed class News
{
    private readonly Channel<bool> _news = Channel.CreateUnbounded<bool>();

    public void Tell() => _news.Writer.TryWrite(true);

    /// <summary>Waits until something is so, looking whenever something has happened.</summary>
    public async Task WaitAsync(Func<bool> isSo, string what, Func<string>? more = null)
    {
        using CancellationTokenSource limit = new(TimeSpan.FromSeconds(90));
        while (!isSo())
        {
            try
            {
                await _news.Reader.ReadAsync(limit.Token);
            }
            catch (OperationCanceledException)
            {
                Assert.Fail($"Waited in vain: {what}.{more?.Invoke()}");
            }
        }
    }
}
