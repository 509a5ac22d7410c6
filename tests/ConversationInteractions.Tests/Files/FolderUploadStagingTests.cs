using System.Runtime.Versioning;
using ConversationInteractions.Files;
using ConversationInteractions.Runtime;
using ConversationInteractions.Testing;

namespace ConversationInteractions.Tests.Files;

[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
public sealed class FolderUploadStagingTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Test]
    public async Task Staged_bytes_survive_a_restart()
    {
        StagedContent staged = await StageAsync(new FolderUploadStaging(_folder.Path));

        await using Stream? content = await new FolderUploadStaging(_folder.Path).OpenAsync(staged.Reference, CancellationToken.None);

        Assert.That(content, Is.EqualTo(SampleContent.Create("pdf", 1_000)));
    }

    [Test]
    [Platform(Exclude = "Win", Reason = "Windows has no file modes.")]
    [UnsupportedOSPlatform("windows")]
    public async Task Only_the_owner_may_read()
    {
        string folder = _folder.Combine("a", "b");
        await StageAsync(new FolderUploadStaging(folder));

        Assert.That(File.GetUnixFileMode(folder), Is.EqualTo(UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute));
        foreach (string file in Directory.GetFiles(folder))
        {
            Assert.That(File.GetUnixFileMode(file), Is.EqualTo(UnixFileMode.UserRead | UnixFileMode.UserWrite));
        }
    }

    [Test]
    public async Task Names_tell_nothing_of_the_conversation()
    {
        await StageAsync(new FolderUploadStaging(_folder.Path), "alice");

        Assert.That(_folder.AllFiles(), Has.Length.EqualTo(2).And.None.Contains("alice"));
    }

    [Test]
    public async Task What_a_process_left_behind_when_it_died_is_found_and_deleted()
    {
        FolderUploadStaging staging = new(_folder.Path);
        StagedContent staged = await StageAsync(staging);
        File.Delete(_folder.Combine(staged.Reference));

        IReadOnlyList<StagedOrphan> older = await staging.FindOlderAsync(DateTimeOffset.MaxValue, CancellationToken.None);
        await staging.DeleteAsync(older.Single().Reference, CancellationToken.None);

        Assert.That(older.Single(), Is.EqualTo(new StagedOrphan(staged.Reference, "c1")));
        Assert.That(_folder.AllFiles(), Is.Empty);
    }

    [Test]
    public async Task Files_of_others_in_the_folder_are_let_alone()
    {
        await File.WriteAllTextAsync(_folder.Combine("notes.conversation"), "mine");

        Assert.That(await new FolderUploadStaging(_folder.Path).FindOlderAsync(DateTimeOffset.MaxValue, CancellationToken.None), Is.Empty);
    }

    [Test]
    public async Task A_folder_that_was_removed_holds_nothing_and_is_made_again()
    {
        string folder = _folder.Combine("staging");
        FolderUploadStaging staging = new(folder);
        StagedContent lost = await StageAsync(staging);
        Directory.Delete(folder, recursive: true);

        Assert.That(await staging.OpenAsync(lost.Reference, CancellationToken.None), Is.Null);
        Assert.That(async () => await staging.DeleteAsync(lost.Reference, CancellationToken.None), Throws.Nothing);
        Assert.That((await StageAsync(staging)).Bytes, Is.EqualTo(1_000));
    }

    private static async Task<StagedContent> StageAsync(FolderUploadStaging staging, string conversationId = "c1") =>
        await staging.StageAsync(conversationId, SampleContent.Create("pdf", 1_000), 1_000, CancellationToken.None);
}
