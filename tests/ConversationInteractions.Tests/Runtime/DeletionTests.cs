using ConversationInteractions.Runtime;
using ConversationInteractions.Testing;

namespace ConversationInteractions.Tests.Runtime;

/// <summary>A host forgets a conversation, and nothing brings it back.</summary>
[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
internal sealed class DeletionTests
{
    private readonly ManualTimeProvider _time = new();
    private readonly InMemoryConversationStore _store = new();
    private readonly RecordingChannel _channel = new();

    [Test]
    public async Task A_deleted_conversation_begins_anew()
    {
        await using ConversationRuntime runtime = new(TestBots.Ports(_channel, TestBots.Order) with { Store = _store });
        await runtime.HandleAsync("c", new UserMessage("order"));
        await runtime.WhenIdleAsync();
        await runtime.DeleteAsync("c");
        Assert.That(await runtime.FindStateAsync("c"), Is.Null);
        Assert.That(await runtime.ReadLogAsync("c"), Is.Empty);
        await runtime.HandleAsync("c", new UserMessage("order"));
        await runtime.WhenIdleAsync();
        Assert.That((await runtime.FindStateAsync("c"))!.LastSequence, Is.EqualTo(1));
    }

    [Test]
    public async Task One_that_does_not_exist_is_no_trouble()
    {
        await using ConversationRuntime runtime = new(TestBots.Ports(_channel, TestBots.Order) with { Store = _store });
        Assert.That(async () => await runtime.DeleteAsync("never"), Throws.Nothing);
        Assert.That(async () => await runtime.DeleteAsync(""), Throws.ArgumentException);
    }

    [Test]
    public async Task The_deletion_waits_for_a_call_under_way()
    {
        BlockingClient client = new();
        await using ConversationRuntime runtime = new(TestBots.Ports(_channel, TestBots.Balance()) with { Store = _store, Time = _time, Integrations = client });
        await runtime.HandleAsync("c", new UserMessage("balance"));
        Task deletion = runtime.DeleteAsync("c").AsTask();
        Assert.That(deletion.IsCompleted, Is.False);
        client.Answer();
        await deletion;
        await runtime.WhenIdleAsync();
        Assert.That(await runtime.FindStateAsync("c"), Is.Null);
    }

    [Test]
    public async Task Waiting_files_and_the_journal_go_with_it_and_the_outcome_of_an_upload_does_not_bring_it_back()
    {
        string folder = Directory.CreateTempSubdirectory("deletion-").FullName;
        try
        {
            FolderJournal journal = new(folder);
            UploadWorld world = new() { Journal = journal };
            TaskCompletionSource<UploadResult> answer = world.HoldShare();
            ConversationRuntime runtime = await world.UploadingAsync();
            await world.WhenBegunAsync();
            Assert.That(File.Exists(journal.PathOf(UploadWorld.Conversation)), Is.True);

            await runtime.DeleteAsync(UploadWorld.Conversation);
            answer.SetResult(new UploadResult(UploadOutcome.Stored));
            await runtime.StopAsync();
            Assert.That(await world.Store.LoadAsync(UploadWorld.Conversation, null, CancellationToken.None), Is.Null);
            Assert.That(await world.WaitingFilesAsync(), Is.Empty);
            Assert.That(Directory.GetFiles(folder), Is.Empty);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }
}
