using ConversationInteractions.Files;
using ConversationInteractions.Integrations;

namespace ConversationInteractions.Tests.Files;

/// <summary>A busy disk takes longer for what it was given than an upload may stand still.</summary>
public sealed class SlowDiskTests
{
    [Test]
    public async Task A_disk_that_takes_its_time_is_no_upload_that_stands_still()
    {
        using TemporaryFolder folder = new();
        HandClock clock = new();
        using ProgressWatch watch = new(TimeSpan.FromSeconds(20), clock, CancellationToken.None);
        SlowFile slow = new(folder.Combine("a.partial"), clock);
        await using IncomingFile file = new(slow);

        await file.ReceiveAsync(Upload.Of("a.pdf", bytes: 130L * 1024 * 1024), watch);

        Assert.That(slow.Flushes, Is.EqualTo(3), "two on the way, one at the end");
        Assert.That(watch.HasStalled, Is.False);
        Assert.That(file.Bytes, Is.EqualTo(130L * 1024 * 1024));
    }

    [Test]
    public void After_the_disk_the_upload_has_its_whole_patience_again_and_no_more()
    {
        using TemporaryFolder folder = new();
        HandClock clock = new();
        using ProgressWatch watch = new(TimeSpan.FromSeconds(20), clock, CancellationToken.None);
        using SlowFile slow = new(folder.Combine("a.partial"), clock);

        clock.Advance(TimeSpan.FromSeconds(19));
        watch.Flush(slow);
        clock.Advance(TimeSpan.FromSeconds(19));
        Assert.That(watch.HasStalled, Is.False);

        clock.Advance(TimeSpan.FromSeconds(2));
        Assert.That(watch.HasStalled, Is.True);
    }

    private sealed class SlowFile(string path, HandClock clock) : FileStream(path, FileMode.CreateNew, FileAccess.Write, FileShare.Read | FileShare.Delete)
    {
        public int Flushes { get; private set; }

        public override void Flush(bool flushToDisk)
        {
            if (flushToDisk)
            {
                Flushes++;
                clock.Advance(TimeSpan.FromSeconds(30));
            }

            base.Flush(flushToDisk: false);
        }
    }
}
