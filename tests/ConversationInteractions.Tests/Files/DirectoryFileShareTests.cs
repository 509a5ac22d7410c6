using System.Runtime.Versioning;
using ConversationInteractions.Files;
using ConversationInteractions.Integrations;
using ConversationInteractions.Language;
using ConversationInteractions.Runtime;
using ConversationInteractions.Testing;

namespace ConversationInteractions.Tests.Files;

[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
public sealed class DirectoryFileShareTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly HandClock _time = new();
    private DirectoryFileShare? _share;

    private DirectoryFileShare Share => _share ??= new DirectoryFileShare(_folder.Path, time: _time);

    public void Dispose() => _folder.Dispose();

    [Test]
    public async Task A_file_is_stored_under_its_path()
    {
        UploadResult result = await Share.StoreAsync(Upload.Of("c1/id.pdf", 100_000));

        Assert.That(result, Is.EqualTo(new UploadResult(UploadOutcome.Stored, "c1/id.pdf")));
        Assert.That(_folder.VisibleFiles(), Is.EqualTo(["c1/id.pdf"]));
        await AssertContentAsync("c1/id.pdf", "pdf", 100_000);
    }

    [Test]
    public async Task The_same_content_under_the_same_name_is_stored_already()
    {
        await Share.StoreAsync(Upload.Of("a.pdf"));

        UploadResult again = await Share.StoreAsync(Upload.Of("a.pdf"));

        Assert.That(again, Is.EqualTo(new UploadResult(UploadOutcome.Stored, "a.pdf")));
        Assert.That(_folder.VisibleFiles(), Is.EqualTo(["a.pdf"]));
    }

    [Test]
    public async Task Other_content_gets_a_number_and_nothing_is_overwritten()
    {
        await Share.StoreAsync(Upload.Of("a.b.pdf", kind: "pdf"));

        UploadResult second = await Share.StoreAsync(Upload.Of("a.b.pdf", kind: "text"));
        UploadResult third = await Share.StoreAsync(Upload.Of("a.b.pdf", kind: "gif"));
        UploadResult secondAgain = await Share.StoreAsync(Upload.Of("a.b.pdf", kind: "text"));

        Assert.That(new[] { second.Reference, third.Reference, secondAgain.Reference }, Is.EqualTo(["a.b (2).pdf", "a.b (3).pdf", "a.b (2).pdf"]));
        await AssertContentAsync("a.b.pdf", "pdf", 1_000);
        await AssertContentAsync("a.b (2).pdf", "text", 1_000);
        await AssertContentAsync("a.b (3).pdf", "gif", 1_000);
    }

    [Test]
    public async Task A_file_that_somebody_has_for_himself_is_let_alone()
    {
        await Share.StoreAsync(Upload.Of("a.pdf"));
        await using FileStream locked = new(_folder.Combine("a.pdf"), FileMode.Open, FileAccess.ReadWrite, FileShare.None);

        Assert.That((await Share.StoreAsync(Upload.Of("a.pdf"))).Reference, Is.EqualTo("a (2).pdf"));
    }

    [Test]
    public async Task A_folder_that_was_removed_is_made_again()
    {
        DirectoryFileShare share = new(_folder.Combine("share"));
        Directory.Delete(_folder.Combine("share"), recursive: true);

        Assert.That((await share.StoreAsync(Upload.Of("c1/a.pdf"))).Outcome, Is.EqualTo(UploadOutcome.Stored));
        Assert.That(_folder.VisibleFiles(), Is.EqualTo(["share/c1/a.pdf"]));
    }

    [Test]
    public async Task A_folder_under_the_name_is_not_disturbed()
    {
        Directory.CreateDirectory(_folder.Combine("a.pdf"));

        Assert.That((await Share.StoreAsync(Upload.Of("a.pdf"))).Reference, Is.EqualTo("a (2).pdf"));
    }

    [TestCase("../../etc/passwd")]
    [TestCase("..")]
    [TestCase("a/../../b.pdf")]
    [TestCase("a/./b.pdf")]
    [TestCase("/etc/passwd")]
    [TestCase("a//b.pdf")]
    [TestCase("a/")]
    [TestCase("")]
    [TestCase("..\\..\\windows\\win.ini")]
    [TestCase("C:\\windows\\win.ini")]
    [TestCase("C:evil.pdf")]
    [TestCase("file.pdf:stream")]
    [TestCase("a\0.pdf")]
    [TestCase("a\n.pdf")]
    [TestCase("a\u007F.pdf")]
    [TestCase("a.pdf.")]
    [TestCase("a.pdf ")]
    [TestCase("con")]
    [TestCase("NUL.pdf")]
    [TestCase("com1.tar.gz/x.pdf")]
    [TestCase("a?.pdf")]
    [TestCase(".incoming/a.pdf")]
    [TestCase(".INCOMING/a.pdf")]
    [TestCase(".incoming")]
    public async Task A_path_that_is_not_safe_is_refused(string path)
    {
        using TemporaryFolder parent = new();
        DirectoryFileShare share = new(parent.Combine("share"));

        UploadResult result = await share.StoreAsync(Upload.Of("a.pdf") with { Path = path });

        Assert.That(result.Outcome, Is.EqualTo(UploadOutcome.Refused));
        Assert.That(result.Reason, Does.Contain("path").And.Not.Contains('\n'));
        Assert.That(parent.VisibleFiles(), Is.Empty);
    }

    [TestCase("../../etc/passwd", ExpectedResult = "c1/_.._etc_passwd")]
    [TestCase("a\0b\u001F.pdf", ExpectedResult = "c1/a_b_.pdf")]
    [TestCase("CON", ExpectedResult = "c1/_CON")]
    [TestCase("lpt1.pdf", ExpectedResult = "c1/_lpt1.pdf")]
    [TestCase(".htaccess", ExpectedResult = "c1/htaccess")]
    [TestCase("", ExpectedResult = "c1/file")]
    [TestCase("Lebenslauf für Zoë 履歴書.pdf", ExpectedResult = "c1/Lebenslauf für Zoë 履歴書.pdf")]
    public async Task<string?> A_name_made_safe_is_stored(string name) => (await Share.StoreAsync(Upload.Of("c1/" + SafeFileName.From(name)))).Reference;

    [Test]
    public async Task A_very_long_name_is_cut_to_what_the_file_system_takes_and_keeps_its_extension()
    {
        string latin = SafeFileName.From(new string('x', 1_000) + ".pdf");
        string chinese = SafeFileName.From(new string('履', 1_000) + ".pdf");

        UploadResult first = await Share.StoreAsync(Upload.Of(latin));
        UploadResult second = await Share.StoreAsync(Upload.Of(chinese, kind: "pdf"));
        UploadResult third = await Share.StoreAsync(Upload.Of(chinese, kind: "text"));
        UploadResult folder = await Share.StoreAsync(Upload.Of($"{new string('履', 1_000)}/a.pdf"));

        Assert.That(first.Reference, Is.EqualTo(new string('x', 124) + ".pdf"));
        Assert.That(second.Reference, Is.EqualTo(new string('履', 83) + ".pdf"));
        Assert.That(third.Reference, Is.EqualTo(new string('履', 82) + " (2).pdf"));
        Assert.That(folder.Reference, Is.EqualTo(new string('履', 85) + "/a.pdf"));
        Assert.That(_folder.VisibleFiles(), Has.Length.EqualTo(4));
    }

    [Test]
    public async Task A_symbolic_link_in_the_path_is_refused()
    {
        using TemporaryFolder outside = new();
        Directory.CreateSymbolicLink(_folder.Combine("c1"), outside.Path);

        UploadResult result = await Share.StoreAsync(Upload.Of("c1/sub/a.pdf"));

        Assert.That(result.Outcome, Is.EqualTo(UploadOutcome.Refused));
        Assert.That(result.Reason, Does.Contain("symbolic link"));
        Assert.That(outside.AllFiles(), Is.Empty);
        Assert.That(_folder.AllFiles(), Is.EqualTo([".incoming/lock"]));
    }

    [Test]
    public async Task A_symbolic_link_under_the_name_is_neither_followed_nor_replaced([Values] bool dangling)
    {
        using TemporaryFolder outside = new();
        string target = outside.Combine("target.pdf");
        if (!dangling)
        {
            await File.WriteAllTextAsync(target, "keep");
        }
        File.CreateSymbolicLink(_folder.Combine("a.pdf"), target);

        UploadResult result = await Share.StoreAsync(Upload.Of("a.pdf"));

        Assert.That(result.Reference, Is.EqualTo("a (2).pdf"));
        Assert.That(new FileInfo(_folder.Combine("a.pdf")).LinkTarget, Is.EqualTo(target));
        Assert.That(outside.AllFiles(), Has.Length.EqualTo(dangling ? 0 : 1));
    }

    [TestCase(999, "more")]
    [TestCase(1_001, "fewer")]
    public async Task A_stream_of_another_length_than_announced_fails(long announced, string word)
    {
        FileUploadRequest upload = Upload.Of("a.pdf") with { Bytes = announced };

        UploadResult result = await Share.StoreAsync(upload);

        Assert.That(result.Outcome, Is.EqualTo(UploadOutcome.Failed));
        Assert.That(result.Reason, Does.Contain(word));
        Assert.That(_folder.AllFiles(), Is.EqualTo([".incoming/lock"]));
    }

    [Test]
    public async Task Of_a_stream_longer_than_announced_no_more_than_one_byte_too_many_is_read()
    {
        ForwardOnlyStream endless = new(SampleContent.Create("pdf", 5L << 30));

        await Share.StoreAsync(Upload.Of("a.pdf", bytes: 1_000).From(endless));

        Assert.That(endless.BytesRead, Is.EqualTo(1_001));
    }

    [TestCase(0)]
    [TestCase(5_242_880)]
    [TestCase(5_242_881)]
    public async Task Every_size_is_stored_whole(long bytes)
    {
        Assert.That((await Share.StoreAsync(Upload.Of("a.pdf", bytes))).Outcome, Is.EqualTo(UploadOutcome.Stored));
        await AssertContentAsync("a.pdf", "pdf", bytes);
    }

    [Test]
    public async Task A_disk_that_breaks_is_a_failed_upload()
    {
        await File.WriteAllTextAsync(_folder.Combine("c1"), "a file where a folder should be");

        UploadResult result = await Share.StoreAsync(Upload.Of("c1/a.pdf"));

        Assert.That(result.Outcome, Is.EqualTo(UploadOutcome.Failed));
        Assert.That(result.Reason, Is.Not.Empty);
        Assert.That(_folder.AllFiles(), Is.EqualTo([".incoming/lock", "c1"]));
    }

    [Test]
    public async Task A_full_disk_while_the_bytes_come_is_a_failed_upload_and_leaves_nothing()
    {
        ForwardOnlyStream content = new(SampleContent.Create("pdf", 1_000_000))
        {
            BeforeRead = given => _ = given > 500_000 ? throw new IOException("No space left on device") : 0,
        };

        UploadResult result = await Share.StoreAsync(Upload.Of("a.pdf", 1_000_000).From(content));

        Assert.That(result, Is.EqualTo(new UploadResult(UploadOutcome.Failed, Reason: "No space left on device")));
        Assert.That(_folder.AllFiles(), Is.EqualTo([".incoming/lock"]));
    }

    [Test]
    public async Task No_progress_for_too_long_is_a_failed_upload()
    {
        HandClock time = new();
        DirectoryFileShare share = new(_folder.Path, time: time);
        ForwardOnlyStream content = new(SampleContent.Create("pdf", 1_000_000))
        {
            // Each piece comes just in time, then one does not.
            BeforeRead = given => time.Advance(TimeSpan.FromSeconds(given < 500_000 ? 19 : 21)),
        };

        UploadResult result = await share.StoreAsync(Upload.Of("a.pdf", 1_000_000).From(content));

        Assert.That(result.Outcome, Is.EqualTo(UploadOutcome.Failed));
        Assert.That(result.Reason, Does.Contain("20 seconds"));
        Assert.That(_folder.AllFiles(), Is.EqualTo([".incoming/lock"]));
    }

    [Test]
    [Platform(Exclude = "Win", Reason = "Windows has no file modes.")]
    [UnsupportedOSPlatform("windows")]
    public async Task Files_and_folders_get_their_modes()
    {
        DirectoryFileShare share = new(_folder.Path, new DirectoryFileShareOptions
        {
            FileMode = UnixFileMode.UserRead | UnixFileMode.OtherRead,
            FolderMode = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute,
        });

        await share.StoreAsync(Upload.Of("c1/a.pdf"));
        await Share.StoreAsync(Upload.Of("c2/a.pdf"));

        Assert.That(Octal("c1/a.pdf"), Is.EqualTo("404"));
        Assert.That(Octal("c1"), Is.EqualTo("700"));
        Assert.That(Octal("c2/a.pdf"), Is.EqualTo("640"));
        Assert.That(Octal("c2"), Is.EqualTo("750"));
        Assert.That(Octal(".incoming"), Is.EqualTo("700"));

        string Octal(string path) => Convert.ToString((int)File.GetUnixFileMode(_folder.Combine(path)), 8);
    }

    private async Task AssertContentAsync(string path, string kind, long bytes)
    {
        await using FileStream file = File.OpenRead(_folder.Combine(path));
        Assert.That(file, Is.EqualTo(SampleContent.Create(kind, bytes)), path);
    }
}
