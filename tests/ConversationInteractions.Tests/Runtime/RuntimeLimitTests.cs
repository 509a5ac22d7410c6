using ConversationInteractions.Interpretation;
using ConversationInteractions.Model;
using ConversationInteractions.Runtime;
using ConversationInteractions.Testing;
using ConversationInteractions.Tests.Files;

namespace ConversationInteractions.Tests.Runtime;

/// <summary>What a conversation keeps is limited, and what goes beyond a limit is traced, never an exception in a turn.</summary>
internal sealed class RuntimeLimitTests
{
    private static readonly RuntimeOptions Short = new() { MaxTextLength = 1_000 };

    [Test]
    public async Task The_log_keeps_no_more_of_a_message_than_the_limit()
    {
        CollectingChannel channel = new();
        await using ConversationRuntime runtime = new(TestBots.Ports(channel, TestBots.Order) with { Options = Short });
        await runtime.HandleAsync("c", new UserMessage(new string('x', 999) + "😀"));
        await runtime.WhenIdleAsync();
        Assert.That((await runtime.ReadLogAsync("c"))[0].Text, Is.EqualTo(new string('x', 999)));
        Assert.That(channel.Texts("c"), Is.EqualTo(new[] { new BotSettings().FallbackMessage }));
    }

    [Test]
    public async Task A_file_with_a_name_that_is_too_long_keeps_its_end()
    {
        UploadWorld world = new() { Options = Short };
        await using ConversationRuntime runtime = world.Start();
        await runtime.SaysAsync("claim");
        await runtime.SendsAsync($"😀{new string('n', 2_000)}.pdf");
        await world.WhenEndedAsync(runtime);
        Assert.That((await runtime.ReadLogAsync(UploadWorld.Conversation)).Single(e => e.Text.EndsWith(".pdf", StringComparison.Ordinal)).Text, Has.Length.EqualTo(1_000));
        Assert.That(world.Outcomes, Is.EqualTo(new[] { UploadWorld.Stored }));
    }

    [Test]
    public async Task A_host_event_too_many_is_refused_with_advice_and_may_come_again()
    {
        UploadWorld world = new() { Options = new RuntimeOptions { MaxDeferredEvents = 1 } };
        await using ConversationRuntime runtime = world.Start();
        await runtime.SaysAsync("agent");
        HostEvent raised = new("news", "weather");
        Assert.That((await runtime.HandleAsync(UploadWorld.Conversation, raised)).Status, Is.EqualTo(TurnStatus.Accepted));
        TurnReceipt receipt = await runtime.HandleAsync(UploadWorld.Conversation, raised with { Id = "again" });
        Assert.That((receipt.Status, receipt.Reason), Is.EqualTo((TurnStatus.Refused, "1 host events wait already until the conversation is back with the bot. Send this one again later, or raise the limit on deferred events.")));

        string transfer = (await runtime.FindStateAsync(UploadWorld.Conversation))!.Transfer!.Id;
        await runtime.HandleAsync(UploadWorld.Conversation, new TransferUpdate(transfer, TransferUpdateKind.Connected));
        await runtime.HandleAsync(UploadWorld.Conversation, new TransferUpdate(transfer, TransferUpdateKind.Returned));
        Assert.That((await runtime.HandleAsync(UploadWorld.Conversation, raised with { Id = "again" })).Status, Is.EqualTo(TurnStatus.Accepted));
    }

    [Test]
    public void Options_out_of_range_are_refused_all_at_once()
    {
        RuntimeOptions options = new() { MaxTextLength = 999, MaxVariablesLength = 0, MaxDeferredEvents = -1, MaxQueuedEvents = 0 };
        Assert.That(
            () => new ConversationRuntime(TestBots.Ports(new CollectingChannel(), TestBots.Order) with { Options = options }),
            Throws.ArgumentException.With.Message.StartsWith(
                "RuntimeOptions.MaxQueuedEvents must be greater than zero. RuntimeOptions.MaxTextLength must be from 1,000 to 10,000,000. "
                + "RuntimeOptions.MaxVariablesLength must be from 1,000 to 100,000,000. RuntimeOptions.MaxDeferredEvents must be from 0 to 10,000."));
    }

    [Test]
    public void The_limits_of_a_runtime_are_those_of_a_step_where_nobody_sets_them()
    {
        RuntimeOptions runtime = new();
        StepOptions step = new();
        Assert.That((runtime.MaxTextLength, runtime.MaxVariablesLength, runtime.MaxDeferredEvents), Is.EqualTo((step.MaxTextLength, step.MaxVariablesLength, step.MaxDeferredEvents)));
    }

    [Test]
    public async Task Observers_hear_of_the_repeat_of_a_file_whose_bytes_are_not_taken()
    {
        List<CommittedStep> steps = [];
        UploadWorld world = new() { OnCommitted = steps.Add };
        await using ConversationRuntime runtime = world.Start();
        await runtime.SaysAsync("claim");
        await runtime.SendsAsync(id: "f1");
        await world.WhenEndedAsync(runtime);
        steps.Clear();
        BreakingStream untouched = new(SampleContent.Create("pdf", 10), 0);

        TurnReceipt receipt = await runtime.HandleAsync(UploadWorld.Conversation, new UserFile(untouched, "a.pdf") { Id = "f1" });

        Assert.That(receipt.Status, Is.EqualTo(TurnStatus.Duplicate));
        Assert.That(steps.Single().Trace, Is.EqualTo(new[] { new TraceEvent(TraceCodes.EventDuplicate, "f1") }));
        Assert.That(((FileReceived)steps[0].Event).File, Is.EqualTo(new StagedFile { Reference = "", Name = "a.pdf", Bytes = 0 }));
    }
}
