using ConversationInteractions.Files;
using ConversationInteractions.Runtime;

namespace ConversationInteractions.Tests.Files;

[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
public sealed class DirectoryFileShareQuotaTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Test]
    public async Task A_file_that_exceeds_the_quota_is_refused_and_one_that_just_fits_is_not()
    {
        DirectoryFileShare share = WithQuota(1_000);
        await share.StoreAsync(Upload.Of("a.pdf", 600));

        UploadResult tooLarge = await share.StoreAsync(Upload.Of("b.pdf", 401));
        UploadResult fits = await share.StoreAsync(Upload.Of("b.pdf", 400));
        UploadResult full = await share.StoreAsync(Upload.Of("c.pdf", 1));
        UploadResult empty = await share.StoreAsync(Upload.Of("c.pdf", 0));

        Assert.That(tooLarge.Outcome, Is.EqualTo(UploadOutcome.Refused));
        Assert.That(tooLarge.Reason, Does.Contain("401").And.Contain("1000"));
        Assert.That(fits.Outcome, Is.EqualTo(UploadOutcome.Stored));
        Assert.That(full.Outcome, Is.EqualTo(UploadOutcome.Refused));
        Assert.That(empty.Outcome, Is.EqualTo(UploadOutcome.Stored));
    }

    [Test]
    public async Task What_was_in_the_folder_before_counts_but_not_our_own_records()
    {
        Directory.CreateDirectory(_folder.Combine("c1"));
        await File.WriteAllBytesAsync(_folder.Combine("c1", ".old"), new byte[900]);
        Directory.CreateDirectory(_folder.Combine(".incoming"));
        await File.WriteAllBytesAsync(_folder.Combine(".incoming", "x.stored"), new byte[5_000]);

        Assert.That((await WithQuota(1_000).StoreAsync(Upload.Of("a.pdf", 101))).Outcome, Is.EqualTo(UploadOutcome.Refused));
        Assert.That((await WithQuota(1_000).StoreAsync(Upload.Of("a.pdf", 100))).Outcome, Is.EqualTo(UploadOutcome.Stored));
    }

    [Test]
    public async Task What_was_taken_away_makes_room()
    {
        DirectoryFileShare share = WithQuota(1_000);
        await share.StoreAsync(Upload.Of("a.pdf", 1_000));
        File.Delete(_folder.Combine("a.pdf"));

        Assert.That((await share.StoreAsync(Upload.Of("b.pdf", 1_000))).Outcome, Is.EqualTo(UploadOutcome.Stored));
    }

    [Test]
    public async Task A_failed_upload_and_one_that_was_stored_already_give_their_room_back()
    {
        DirectoryFileShare share = WithQuota(2_000);
        await share.StoreAsync(Upload.Of("a.pdf", 1_000));
        for (int i = 0; i < 3; i++)
        {
            Assert.That((await share.StoreAsync(Upload.Of("b.pdf", 900) with { Bytes = 901 })).Outcome, Is.EqualTo(UploadOutcome.Failed));
            Assert.That((await share.StoreAsync(Upload.Of("a.pdf", 1_000))).Outcome, Is.EqualTo(UploadOutcome.Stored));
        }

        Assert.That((await share.StoreAsync(Upload.Of("b.pdf", 1_000))).Outcome, Is.EqualTo(UploadOutcome.Stored));
    }

    [Test]
    public async Task Uploads_at_the_same_time_fill_the_quota_exactly()
    {
        DirectoryFileShare share = WithQuota(100_000);

        UploadResult[] results = await Task.WhenAll(Enumerable.Range(0, 30).Select(i =>
            Task.Run(() => share.StoreAsync(Upload.Of($"{i}.pdf", 10_000)))));

        Assert.That(results.Count(result => result.Outcome is UploadOutcome.Stored), Is.EqualTo(10));
        Assert.That(results.Count(result => result.Outcome is UploadOutcome.Refused), Is.EqualTo(20));
        Assert.That(_folder.VisibleFiles(), Has.Length.EqualTo(10));
    }

    [Test]
    public void A_negative_quota_is_refused() => Assert.That(() => WithQuota(-1), Throws.TypeOf<ArgumentOutOfRangeException>());

    private DirectoryFileShare WithQuota(long bytes) => new(_folder.Path, new DirectoryFileShareOptions { MaxTotalBytes = bytes });
}
