using ConversationInteractions.Runtime;

namespace ConversationInteractions.Tests.Runtime;

/// <summary>Who waits until nothing goes on hears of it then, and not before.</summary>
public sealed class ActivityCountTests
{
    [Test]
    public void Where_nothing_goes_on_nobody_waits() => Assert.That(new ActivityCount().WhenNoneAsync(CancellationToken.None).IsCompleted, Is.True);

    [Test]
    public async Task All_who_wait_hear_of_the_last_end()
    {
        ActivityCount activity = new();
        activity.Begin();
        activity.Begin();
        Task[] waits = [activity.WhenNoneAsync(CancellationToken.None), activity.WhenNoneAsync(CancellationToken.None)];
        activity.End();
        Assert.That(waits.Any(w => w.IsCompleted), Is.False);
        activity.End();
        await Task.WhenAll(waits);
        Assert.That(waits.All(w => w.IsCompletedSuccessfully), Is.True);
    }

    [Test, CancelAfter(60_000)]
    public async Task An_activity_that_ends_elsewhere_does_not_end_the_wait_for_one_that_has_begun_since(CancellationToken cancellationToken)
    {
        ActivityCount activity = new();
        using CancellationTokenSource stop = new();
        Task others = Task.Run(
            () =>
            {
                while (!stop.IsCancellationRequested)
                {
                    activity.Begin();
                    activity.End();
                }
            },
            cancellationToken);
        List<Task> waits = [];
        int tooEarly = 0;
        for (int i = 0; i < 20_000; i++)
        {
            activity.Begin();
            Task wait = activity.WhenNoneAsync(CancellationToken.None);
            Thread.SpinWait(10);
            tooEarly += wait.IsCompleted ? 1 : 0;
            activity.End();
            waits.Add(wait);
        }

        await stop.CancelAsync();
        await others;
        await Task.WhenAll(waits).WaitAsync(cancellationToken);
        Assert.That(tooEarly, Is.Zero);
    }
}
