namespace ConversationInteractions.Testing.Tests.Time;

[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
public sealed class ManualTimeProviderTests
{
    private readonly ManualTimeProvider _time = new();

    private DateTimeOffset Start { get; } = new ManualTimeProvider().GetUtcNow();

    [Test]
    public void The_clock_stands_still_until_it_is_moved()
    {
        Assert.That(_time.GetUtcNow(), Is.EqualTo(new DateTimeOffset(2026, 1, 1, 0, 0, 0, TimeSpan.Zero)));
        long before = _time.GetTimestamp();
        _time.Advance(TimeSpan.FromSeconds(90));
        Assert.That(_time.GetUtcNow() - Start, Is.EqualTo(TimeSpan.FromSeconds(90)));
        Assert.That(_time.GetElapsedTime(before), Is.EqualTo(TimeSpan.FromSeconds(90)));
    }

    [Test]
    public void Timers_fire_in_the_order_of_their_due_times_and_then_of_their_start()
    {
        List<string> fired = [];
        using ITimer late = Timer(fired, "late", 3);
        using ITimer first = Timer(fired, "first", 1);
        using ITimer second = Timer(fired, "second", 1);
        using ITimer never = Timer(fired, "never", 60);
        _time.Advance(TimeSpan.FromSeconds(10));
        Assert.That(fired, Is.EqualTo(new[] { "first at 1", "second at 1", "late at 3" }));
        Assert.That(_time.NextTimer, Is.EqualTo(Start.AddSeconds(60)));
    }

    [Test]
    public void A_periodic_timer_fires_at_each_of_its_times()
    {
        List<double> fired = [];
        using ITimer timer = _time.CreateTimer(_ => fired.Add(Elapsed), null, TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(2));
        _time.Advance(TimeSpan.FromSeconds(6));
        Assert.That(fired, Is.EqualTo(new double[] { 1, 3, 5 }));
    }

    [Test]
    public void A_timer_that_a_timer_starts_fires_in_the_same_advance()
    {
        List<string> fired = [];
        ITimer? inner = null;
        using ITimer outer = _time.CreateTimer(_ => inner = Timer(fired, "inner", 1), null, TimeSpan.FromSeconds(1), Timeout.InfiniteTimeSpan);
        _time.Advance(TimeSpan.FromSeconds(5));
        Assert.That(fired, Is.EqualTo(new[] { "inner at 2" }));
        inner!.Dispose();
    }

    [Test]
    public void A_wait_moves_the_clock_and_completes_at_once_without_firing_timers()
    {
        List<string> fired = [];
        using ITimer timer = Timer(fired, "time-out", 5);
        Task wait = _time.PassAsync(TimeSpan.FromSeconds(8), CancellationToken.None);
        Assert.That(wait.IsCompletedSuccessfully);
        Assert.That(Elapsed, Is.EqualTo(8));
        Assert.That(fired, Is.Empty);
        _time.Advance(TimeSpan.Zero);
        Assert.That(fired, Is.EqualTo(new[] { "time-out at 8" }));
    }

    [Test]
    public void A_cancelled_wait_does_not_move_the_clock()
    {
        Task wait = _time.PassAsync(TimeSpan.FromSeconds(8), new CancellationToken(canceled: true));
        Assert.That(wait.IsCanceled);
        Assert.That(Elapsed, Is.Zero);
    }

    [Test]
    public void The_next_timer_alone_can_be_fired()
    {
        List<string> fired = [];
        using ITimer first = Timer(fired, "first", 5);
        using ITimer second = Timer(fired, "second", 5);
        Assert.That(_time.AdvanceToNextTimer());
        Assert.That(fired, Is.EqualTo(new[] { "first at 5" }));
        Assert.That(_time.AdvanceToNextTimer());
        Assert.That(_time.AdvanceToNextTimer(), Is.False, "none is left");
        Assert.That(Elapsed, Is.EqualTo(5));
    }

    [Test]
    public void A_disposed_or_stopped_timer_does_not_fire()
    {
        List<string> fired = [];
        ITimer disposed = Timer(fired, "disposed", 1);
        disposed.Dispose();
        using ITimer stopped = Timer(fired, "stopped", 1);
        Assert.That(stopped.Change(Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan));
        _time.Advance(TimeSpan.FromSeconds(5));
        Assert.That(fired, Is.Empty);
        Assert.That(disposed.Change(TimeSpan.Zero, TimeSpan.Zero), Is.False);
    }

    [Test]
    public void The_frameworks_delays_and_time_outs_work_on_it()
    {
        Task delay = Task.Delay(TimeSpan.FromSeconds(3), _time);
        using CancellationTokenSource timeout = new(TimeSpan.FromSeconds(5), _time);
        _time.Advance(TimeSpan.FromSeconds(3));
        Assert.That(delay.IsCompletedSuccessfully);
        Assert.That(timeout.IsCancellationRequested, Is.False);
        _time.Advance(TimeSpan.FromSeconds(2));
        Assert.That(timeout.IsCancellationRequested);
    }

    [Test]
    public void The_clock_never_goes_back()
    {
        Assert.That(() => _time.Advance(TimeSpan.FromSeconds(-1)), Throws.TypeOf<ArgumentOutOfRangeException>());
        _time.AdvanceTo(Start.AddDays(-1));
        Assert.That(Elapsed, Is.Zero);
    }

    private double Elapsed => (_time.GetUtcNow() - Start).TotalSeconds;

    private ITimer Timer(List<string> fired, string name, int seconds) =>
        _time.CreateTimer(_ => fired.Add($"{name} at {Elapsed}"), null, TimeSpan.FromSeconds(seconds), Timeout.InfiniteTimeSpan);
}
