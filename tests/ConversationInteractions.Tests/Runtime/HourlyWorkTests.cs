using ConversationInteractions.Runtime;
using ConversationInteractions.Testing;
using Microsoft.Extensions.Logging.Abstractions;

namespace ConversationInteractions.Tests.Runtime;

/// <summary>What is done every hour goes on beside the sweep.</summary>
[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
internal sealed class HourlyWorkTests
{
    private readonly ManualTimeProvider _time = new();
    private readonly Signals _done = new("the work is done");
    private readonly List<Exception> _problems = [];
    private int _times;

    [Test]
    public async Task It_begins_within_five_minutes_and_goes_on_every_hour()
    {
        using CancellationTokenSource stop = new();
        Task running = Start(() => true).RunAsync(stop.Token);
        _time.Advance(HourlyWork.LatestBegin);
        await _done.NextAsync();
        for (int hour = 1; hour <= 3; hour++)
        {
            await PassAsync(HourlyWork.Interval);
        }

        await stop.CancelAsync();
        await running;
        Assert.That(_times, Is.EqualTo(4));
    }

    [Test]
    public async Task Where_something_is_left_it_goes_on_after_a_minute()
    {
        using CancellationTokenSource stop = new();
        Task running = Start(() => _times > 3).RunAsync(stop.Token);
        _time.Advance(HourlyWork.LatestBegin);
        await _done.NextAsync();
        await PassAsync(HourlyWork.Pause);
        await PassAsync(HourlyWork.Pause);
        await stop.CancelAsync();
        await running;
        Assert.That(_times, Is.EqualTo(3));
    }

    [Test]
    public async Task What_fails_is_told_and_tried_again_after_an_hour()
    {
        using CancellationTokenSource stop = new();
        Task running = Start(() => _times == 1 ? throw new IOException("the store is away") : true).RunAsync(stop.Token);
        _time.Advance(HourlyWork.LatestBegin);
        await _done.NextAsync();
        await PassAsync(HourlyWork.Interval);
        await stop.CancelAsync();
        await running;
        Assert.That((_times, _problems.Count), Is.EqualTo((2, 1)));
    }

    [Test]
    public async Task The_sweep_does_not_wait_for_it_and_the_loop_ends_with_it()
    {
        UploadWorld world = new();
        HangingStaging staging = new(world.Staging);
        world.Staging = staging;
        await using ConversationRuntime runtime = world.Start();
        using CancellationTokenSource stop = new();
        Task loop = runtime.RunAsync(stop.Token);
        world.Time.Advance(HourlyWork.LatestBegin);
        await staging.Asked.Task;
        Signals swept = new("the store is searched");
        world.Store.OnFindUnfinished = swept.Give;
        world.Time.Advance(TimeSpan.FromSeconds(1));
        await swept.NextAsync();
        await stop.CancelAsync();
        Assert.That(loop.IsCompleted, Is.False, "the work has not ended");
        staging.Answer.SetResult([]);
        await loop;
    }

    private HourlyWork Start(Func<bool> isDone)
    {
        RuntimeContext context = new(TestBots.Ports(new CollectingChannel(), TestBots.Order) with { Time = _time }, NullLogger.Instance, CancellationToken.None) { ProcessName = "test" };
        return new HourlyWork(
            context,
            _ =>
            {
                _times++;
                _done.Give();
                return ValueTask.FromResult(isDone());
            },
            _problems.Add);
    }

    /// <summary>Lets so much time pass as it waits, and waits until the work has been done once more.</summary>
    private async Task PassAsync(TimeSpan wait)
    {
        while (_time.NextTimer is null)
        {
            await Task.Yield();
        }

        Assert.That(_time.NextTimer - _time.GetUtcNow(), Is.EqualTo(wait));
        _time.Advance(wait);
        await _done.NextAsync();
    }

    /// <summary>Answers when the test does.</summary>
    private sealed class HangingStaging(IUploadStaging inner) : IUploadStaging
    {
        public TaskCompletionSource Asked { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public TaskCompletionSource<IReadOnlyList<StagedOrphan>> Answer { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public ValueTask<StagedContent> StageAsync(string conversationId, Stream content, long maxBytes, CancellationToken cancellationToken) =>
            inner.StageAsync(conversationId, content, maxBytes, cancellationToken);

        public ValueTask<Stream?> OpenAsync(string reference, CancellationToken cancellationToken) => inner.OpenAsync(reference, cancellationToken);

        public ValueTask DeleteAsync(string reference, CancellationToken cancellationToken) => inner.DeleteAsync(reference, cancellationToken);

        public async ValueTask<IReadOnlyList<StagedOrphan>> FindOlderAsync(DateTimeOffset time, CancellationToken cancellationToken)
        {
            Asked.TrySetResult();
            return await Answer.Task;
        }
    }
}
