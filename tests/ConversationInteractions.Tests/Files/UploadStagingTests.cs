using ConversationInteractions.Files;
using ConversationInteractions.Integrations;
using ConversationInteractions.Runtime;
using ConversationInteractions.Testing;

namespace ConversationInteractions.Tests.Files;

[TestFixture("folder")]
[TestFixture("memory")]
[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
public sealed class UploadStagingTests(string kind) : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly HandClock _time = new();
    private IUploadStaging? _staging;

    private IUploadStaging Staging => _staging ??= kind is "folder" ? new FolderUploadStaging(_folder.Path, _time) : new InMemoryUploadStaging(_time);

    public void Dispose() => _folder.Dispose();

    [TestCase(0, 10)]
    [TestCase(9, 10)]
    [TestCase(10, 10)]
    [TestCase(5_242_880, 5_242_880)]
    public async Task What_was_staged_can_be_read_again(int bytes, long maxBytes)
    {
        StagedContent staged = await StageAsync(bytes, maxBytes);

        Assert.That(staged.Bytes, Is.EqualTo(bytes));
        for (int time = 0; time < 2; time++)
        {
            await using Stream? content = await Staging.OpenAsync(staged.Reference, CancellationToken.None);
            Assert.That(content, Is.Not.Null);
            Assert.That(content!.Length, Is.EqualTo(bytes));
            Assert.That(content, Is.EqualTo(SampleContent.Create("pdf", bytes)));
        }
    }

    [TestCase(10, ExpectedResult = 11)]
    [TestCase(0, ExpectedResult = 1)]
    [TestCase(5_242_880, ExpectedResult = 5_242_881)]
    public async Task<long> Staging_stops_one_byte_over_the_limit(long maxBytes)
    {
        ForwardOnlyStream endless = new(SampleContent.Create("pdf", 5L << 30));

        StagedContent staged = await Staging.StageAsync("c1", endless, maxBytes, CancellationToken.None);

        Assert.That(endless.BytesRead, Is.EqualTo(staged.Bytes));
        return staged.Bytes;
    }

    [Test]
    public async Task Without_a_limit_everything_is_taken() => Assert.That((await StageAsync(100, long.MaxValue)).Bytes, Is.EqualTo(100));

    [Test]
    public async Task What_was_deleted_is_gone_and_may_be_deleted_again()
    {
        StagedContent staged = await StageAsync(10, 10);

        await Staging.DeleteAsync(staged.Reference, CancellationToken.None);
        await Staging.DeleteAsync(staged.Reference, CancellationToken.None);

        Assert.That(await Staging.OpenAsync(staged.Reference, CancellationToken.None), Is.Null);
        Assert.That(_folder.AllFiles(), Is.Empty);
    }

    [Test]
    public async Task Deleting_an_open_file_does_not_disturb_its_reader()
    {
        StagedContent staged = await StageAsync(1_000, 1_000);
        await using Stream? content = await Staging.OpenAsync(staged.Reference, CancellationToken.None);

        await Staging.DeleteAsync(staged.Reference, CancellationToken.None);

        Assert.That(content, Is.EqualTo(SampleContent.Create("pdf", 1_000)));
    }

    [TestCase("")]
    [TestCase("..")]
    [TestCase("../outside.txt")]
    [TestCase("/etc/passwd")]
    [TestCase("0123456789abcdef0123456789abcde/")]
    [TestCase("0123456789abcdef0123456789ABCDEF")]
    [TestCase("0123456789abcdef0123456789abcdef.conversation")]
    [TestCase("a\0b")]
    public async Task A_reference_that_was_not_given_out_names_nothing(string reference)
    {
        using TemporaryFolder parent = new();
        string outside = parent.Combine("outside.txt");
        await File.WriteAllTextAsync(outside, "keep");
        IUploadStaging staging = kind is "folder" ? new FolderUploadStaging(parent.Combine("staging")) : Staging;

        await staging.DeleteAsync(reference, CancellationToken.None);

        Assert.That(await staging.OpenAsync(reference, CancellationToken.None), Is.Null);
        Assert.That(File.Exists(outside), Is.True);
    }

    [Test]
    public async Task A_stream_broken_by_the_consumer_leaves_nothing_behind()
    {
        ForwardOnlyStream broken = new(SampleContent.Create("pdf", 1_000_000))
        {
            BeforeRead = given => _ = given > 400_000 ? throw new IOException("connection reset") : 0,
        };

        Assert.That(async () => await Staging.StageAsync("c1", broken, 5_000_000, CancellationToken.None), Throws.TypeOf<IOException>());
        Assert.That(_folder.AllFiles(), Is.Empty);
        Assert.That(await Staging.FindOlderAsync(DateTimeOffset.MaxValue, CancellationToken.None), Is.Empty);
    }

    [Test]
    public async Task Cancelling_leaves_nothing_behind()
    {
        using CancellationTokenSource cancelled = new();
        ForwardOnlyStream slow = new(SampleContent.Create("pdf", 1_000_000))
        {
            BeforeRead = given =>
            {
                if (given > 400_000)
                {
                    cancelled.Cancel();
                }
            },
        };

        Assert.That(async () => await Staging.StageAsync("c1", slow, 5_000_000, cancelled.Token), Throws.InstanceOf<OperationCanceledException>());
        Assert.That(_folder.AllFiles(), Is.Empty);
        Assert.That(await Staging.FindOlderAsync(DateTimeOffset.MaxValue, CancellationToken.None), Is.Empty);
    }

    [TestCase("c1")]
    [TestCase("")]
    [TestCase("../../etc/passwd")]
    [TestCase("naïve 会話 🙂 \n second line")]
    public async Task Orphans_are_found_by_age_with_their_conversation(string conversationId)
    {
        StagedContent old = await Staging.StageAsync(conversationId, SampleContent.Create("pdf", 10), 10, CancellationToken.None);
        _time.Advance(TimeSpan.FromDays(1));
        await StageAsync(10, 10);

        IReadOnlyList<StagedOrphan> older = await Staging.FindOlderAsync(_time.GetUtcNow(), CancellationToken.None);

        Assert.That(older, Is.EqualTo([new StagedOrphan(old.Reference, conversationId)]));
    }

    [Test]
    public async Task A_very_long_conversation_id_is_kept()
    {
        string conversationId = new('x', 10_000);
        await Staging.StageAsync(conversationId, SampleContent.Create("pdf", 10), 10, CancellationToken.None);

        IReadOnlyList<StagedOrphan> older = await Staging.FindOlderAsync(DateTimeOffset.MaxValue, CancellationToken.None);

        Assert.That(older.Single().ConversationId, Is.EqualTo(conversationId));
    }

    [Test]
    public async Task Many_at_once_do_not_get_into_each_others_way()
    {
        StagedContent[] staged = await Task.WhenAll(Enumerable.Range(0, 50).Select(async i =>
            await Staging.StageAsync($"c{i}", SampleContent.Create("text", i * 1_000), 100_000, CancellationToken.None)));

        Assert.That(staged.Select(content => content.Reference), Is.Unique);
        for (int i = 0; i < staged.Length; i++)
        {
            await using Stream? content = await Staging.OpenAsync(staged[i].Reference, CancellationToken.None);
            Assert.That(content, Is.EqualTo(SampleContent.Create("text", i * 1_000)));
        }
    }

    private ValueTask<StagedContent> StageAsync(long bytes, long maxBytes) =>
        Staging.StageAsync("c1", SampleContent.Create("pdf", bytes), maxBytes, CancellationToken.None);
}
