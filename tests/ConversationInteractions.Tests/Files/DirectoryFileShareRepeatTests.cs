using System.Security.Cryptography;
using ConversationInteractions.Files;
using ConversationInteractions.Integrations;
using ConversationInteractions.Runtime;

namespace ConversationInteractions.Tests.Files;

[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
public sealed class DirectoryFileShareRepeatTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly HandClock _time = new();

    public void Dispose() => _folder.Dispose();

    [Test]
    public async Task A_repeated_upload_gets_the_same_answer_without_being_read_again()
    {
        await Restart().StoreAsync(Upload.Of("a.pdf", kind: "gif"));
        UploadResult first = await Restart().StoreAsync(Upload.Of("a.pdf", kind: "pdf", id: "u1"));

        UploadResult second = await Restart().StoreAsync(Upload.Of("a.pdf", id: "u1") with
        {
            OpenAsync = _ => throw new InvalidOperationException("The content was asked for."),
        });

        Assert.That(first.Reference, Is.EqualTo("a (2).pdf"));
        Assert.That(second, Is.EqualTo(first));
    }

    [Test]
    public async Task A_file_that_was_fetched_from_the_share_is_not_stored_again()
    {
        UploadResult first = await Restart().StoreAsync(Upload.Of("a.pdf", id: "u1"));
        File.Delete(_folder.Combine("a.pdf"));

        UploadResult second = await Restart().StoreAsync(Upload.Of("a.pdf", id: "u1"));

        Assert.That(second, Is.EqualTo(first));
        Assert.That(_folder.VisibleFiles(), Is.Empty);
    }

    [Test]
    public async Task A_process_that_died_after_the_renaming_stored_the_file()
    {
        await Restart().StoreAsync(Upload.Of("a.pdf", kind: "gif"));
        await Restart().StoreAsync(Upload.Of("a.pdf", id: "u1"));
        BackToIntended();

        UploadResult again = await Restart().StoreAsync(Upload.Of("a.pdf", id: "u1"));

        Assert.That(again, Is.EqualTo(new UploadResult(UploadOutcome.Stored, "a (2).pdf")));
        Assert.That(_folder.VisibleFiles(), Is.EqualTo(["a (2).pdf", "a.pdf"]));
    }

    [Test]
    public async Task A_process_that_died_before_the_renaming_did_not()
    {
        await Restart().StoreAsync(Upload.Of("a.pdf", id: "u1"));
        BackToIntended();
        File.Delete(_folder.Combine("a.pdf"));

        UploadResult again = await Restart().StoreAsync(Upload.Of("a.pdf", id: "u1"));

        Assert.That(again.Reference, Is.EqualTo("a.pdf"));
        Assert.That(_folder.VisibleFiles(), Is.EqualTo(["a.pdf"]));
    }

    [Test]
    public async Task Nor_did_it_if_another_file_has_the_name_now()
    {
        await Restart().StoreAsync(Upload.Of("a.pdf", id: "u1"));
        BackToIntended();
        File.Delete(_folder.Combine("a.pdf"));
        await Restart().StoreAsync(Upload.Of("a.pdf", kind: "text"));

        UploadResult again = await Restart().StoreAsync(Upload.Of("a.pdf", id: "u1"));

        Assert.That(again.Reference, Is.EqualTo("a (2).pdf"));
    }

    [TestCase("")]
    [TestCase("1\n1000\n")]
    [TestCase("2\n1000\nff\na.pdf\n")]
    public async Task A_record_cut_by_a_crash_is_no_record(string text)
    {
        await Restart().StoreAsync(Upload.Of("a.pdf", id: "u1"));
        BackToIntended();
        await File.WriteAllTextAsync(Directory.GetFiles(_folder.Combine(".incoming"), "*.intended").Single(), text);

        Assert.That((await Restart().StoreAsync(Upload.Of("a.pdf", id: "u1"))).Reference, Is.EqualTo("a.pdf"));
    }

    [Test]
    public async Task A_failed_upload_may_succeed_later_under_the_same_id()
    {
        UploadResult failed = await Restart().StoreAsync(Upload.Of("a.pdf", id: "u1") with { Bytes = 999 });

        UploadResult stored = await Restart().StoreAsync(Upload.Of("a.pdf", id: "u1"));

        Assert.That(failed.Outcome, Is.EqualTo(UploadOutcome.Failed));
        Assert.That(stored.Outcome, Is.EqualTo(UploadOutcome.Stored));
    }

    /// <summary>Often, for it takes luck to look at a file between its renaming and the closing of the handle that wrote it.</summary>
    [Test]
    public async Task The_same_upload_twice_at_once_is_stored_once([Range(1, 15)] int time)
    {
        DirectoryFileShare one = Restart();
        DirectoryFileShare other = Restart();

        UploadResult[] results = await Task.WhenAll(Enumerable.Range(0, 20).Select(i =>
            Task.Run(() => (i % 2 is 0 ? one : other).StoreAsync(Upload.Of($"{time}.pdf", 300_000, id: $"u{time}")))));

        Assert.That(results, Has.All.EqualTo(new UploadResult(UploadOutcome.Stored, $"{time}.pdf")));
        Assert.That(_folder.VisibleFiles(), Is.EqualTo([$"{time}.pdf"]));
    }

    [Test]
    public async Task Two_processes_never_overwrite_each_others_files()
    {
        DirectoryFileShare one = Restart();
        DirectoryFileShare other = Restart();

        UploadResult[] results = await Task.WhenAll(Enumerable.Range(0, 40).Select(i =>
            Task.Run(() => (i % 2 is 0 ? one : other).StoreAsync(Upload.Of("a.txt", 1_000 + i, "text")))));

        Assert.That(results.Select(result => result.Outcome), Has.All.EqualTo(UploadOutcome.Stored));
        Assert.That(results.Select(result => result.Reference), Is.Unique);
        Assert.That(_folder.VisibleFiles().Select(file => new FileInfo(_folder.Combine(file)).Length), Is.EquivalentTo(Enumerable.Range(1_000, 40)));
    }

    [Test]
    public async Task Records_are_kept_for_thirty_days()
    {
        await Restart().StoreAsync(Upload.Of("a.pdf", id: "u1"));
        _time.Advance(TimeSpan.FromDays(2));
        await Restart().StoreAsync(Upload.Of("b.pdf"));
        Assert.That(Records(), Has.Length.EqualTo(2));

        _time.Advance(TimeSpan.FromDays(29));
        await Restart().StoreAsync(Upload.Of("c.pdf"));
        Assert.That(Records(), Has.Length.EqualTo(2), "of b and c");
        Assert.That(_folder.VisibleFiles(), Has.Length.EqualTo(3));
    }

    [Test]
    public async Task What_dead_processes_left_is_cleaned_up_but_nothing_that_is_young_or_still_written()
    {
        DateTime dayBefore = TimeProvider.System.GetUtcNow().UtcDateTime.AddDays(-2);
        Directory.CreateDirectory(_folder.Combine(".incoming"));
        string dead = _folder.Combine(".incoming", "dead.partial");
        string young = _folder.Combine(".incoming", "young.partial");
        string alive = _folder.Combine(".incoming", "alive.partial");
        await File.WriteAllTextAsync(dead, "half");
        await File.WriteAllTextAsync(young, "half");
        File.SetLastWriteTimeUtc(dead, dayBefore);
        await using FileStream writing = new(alive, FileMode.CreateNew, FileAccess.Write, FileShare.Read | FileShare.Delete);
        File.SetLastWriteTimeUtc(writing.SafeFileHandle, dayBefore);

        await Restart().StoreAsync(Upload.Of("a.pdf"));

        Assert.That(Directory.GetFiles(_folder.Combine(".incoming"), "*.partial"), Is.EquivalentTo([young, alive]));
    }

    private DirectoryFileShare Restart() => new(_folder.Path, time: _time);

    private string[] Records() => Directory.GetFiles(_folder.Combine(".incoming"), "*.stored");

    private void BackToIntended()
    {
        string hash = Convert.ToHexStringLower(SHA256.HashData("u1"u8));
        File.Move(_folder.Combine(".incoming", hash + ".stored"), _folder.Combine(".incoming", hash + ".intended"));
    }
}
