using ConversationInteractions.Interpretation;
using ConversationInteractions.Model;
using ConversationInteractions.Runtime;

namespace ConversationInteractions.Tests.Runtime;

/// <summary>The outcome of an upload is a turn of its own (C27) that finds its way back, whatever the conversation did meanwhile.</summary>
internal sealed class UploadOutcomeTests
{
    [Test]
    public async Task The_conversation_goes_on_while_the_file_is_on_its_way()
    {
        UploadWorld world = new();
        TaskCompletionSource<UploadResult> share = world.HoldShare();
        await using ConversationRuntime runtime = await world.UploadingAsync(UploadWorld.Claims);
        await runtime.SaysAsync("42");
        Assert.That(world.Said, Is.EqualTo(UploadWorld.UpToUpload.Append("42 years.")));

        share.SetResult(new UploadResult(UploadOutcome.Stored));
        await world.WhenEndedAsync(runtime);
        Assert.That(world.Said.Skip(4), Is.EqualTo(new[] { UploadWorld.Stored, "We have it." }));
        Assert.That(await world.WaitingFilesAsync(), Is.Empty);
    }

    [Test]
    public async Task The_outcome_is_a_turn_of_its_own_even_when_the_share_answers_at_once()
    {
        UploadWorld world = new();
        await using ConversationRuntime runtime = world.Start();
        await runtime.SaysAsync("claim");
        TurnReceipt receipt = await runtime.SendsAsync();
        await world.WhenEndedAsync(runtime);
        Assert.That((receipt.FirstSequence, receipt.LastSequence), Is.EqualTo((2, 3)));
        Assert.That(world.Said, Is.EqualTo(UploadWorld.UpToUpload.Append(UploadWorld.Stored)));
    }

    [Test]
    public async Task After_digressions_and_context_switches_the_dialog_below_is_resumed()
    {
        UploadWorld world = new();
        TaskCompletionSource<UploadResult> share = world.HoldShare();
        await using ConversationRuntime runtime = await world.UploadingAsync(UploadWorld.Claims);
        await runtime.SaysAsync("weather");
        share.SetResult(new UploadResult(UploadOutcome.Stored));
        await world.WhenEndedAsync(runtime);
        await runtime.SaysAsync("Oslo");
        Assert.That(
            world.Said.Skip(3),
            Is.EqualTo(new[] { "Where?", UploadWorld.Stored, "We have it.", "Where?", "It rains.", "How old are you?" }));
    }

    [Test]
    public async Task After_a_restart_and_a_redeployment_the_words_of_the_upload_that_began_are_said()
    {
        UploadWorld world = new();
        await world.DieWhileUploadingAsync();

        world.Share = UploadWorld.ReadAllAsync;
        Bot redeployed = UploadWorld.Plain with { Integrations = [], Dialogs = [.. UploadWorld.Plain.Dialogs.Where(d => d.Name is not ("Claim" or "Two"))] };
        await using ConversationRuntime second = await world.RestartAsync(redeployed);
        await world.WhenEndedAsync(second);
        Assert.That(world.Said, Is.EqualTo(UploadWorld.UpToUpload.Append(UploadWorld.Stored)));
        Assert.That(world.Requests.Select(r => r.UploadId).Distinct().Count(), Is.EqualTo(1));
    }

    [Test]
    public async Task Two_uploads_that_finish_together_are_told_one_by_one()
    {
        UploadWorld world = new();
        TaskCompletionSource<UploadResult> share = new(TaskCreationOptions.RunContinuationsAsynchronously);
        world.Share = (_, _) => new(share.Task);
        await using ConversationRuntime runtime = world.Start();
        await runtime.SaysAsync("two");
        await runtime.SendsAsync("1.pdf");
        await runtime.SendsAsync("2.pdf");
        await world.WhenBegunAsync();
        await world.WhenBegunAsync();
        share.SetResult(new UploadResult(UploadOutcome.Stored));
        await world.WhenEndedAsync(runtime);
        await world.WhenEndedAsync(runtime);
        Assert.That(world.Said.TakeLast(2), Is.EquivalentTo(new[] { "First stored.", "Second stored." }));
        Assert.That(world.Channel.Messages.Select(m => m.Message.Sequence), Is.EqualTo(Enumerable.Range(1, world.Said.Count())));
    }

    [Test]
    public async Task Each_outcome_belongs_to_its_own_upload_in_the_order_they_end()
    {
        UploadWorld world = new();
        Dictionary<string, TaskCompletionSource<UploadResult>> shares = new() { ["1.pdf"] = new(), ["2.pdf"] = new() };
        world.Share = (upload, _) => new(shares[upload.FileName].Task);
        await using ConversationRuntime runtime = world.Start();
        await runtime.SaysAsync("two");
        await runtime.SendsAsync("1.pdf");
        await runtime.SendsAsync("2.pdf");
        shares["2.pdf"].SetResult(new UploadResult(UploadOutcome.Stored));
        await world.WhenEndedAsync(runtime);
        shares["1.pdf"].SetResult(new UploadResult(UploadOutcome.Refused, Reason: "not wanted"));
        await world.WhenEndedAsync(runtime);
        Assert.That(world.Said.TakeLast(2), Is.EqualTo(new[] { "Second stored.", "First failed." }));
    }

    [Test]
    public async Task While_an_agent_has_the_conversation_the_outcome_waits()
    {
        UploadWorld world = new();
        TaskCompletionSource<UploadResult> share = world.HoldShare();
        await using ConversationRuntime runtime = await world.UploadingAsync(UploadWorld.Claims);
        await runtime.SaysAsync("agent");
        share.SetResult(new UploadResult(UploadOutcome.Stored));
        await world.WhenEndedAsync(runtime);
        Assert.That(world.Outcomes, Is.Empty);

        string transfer = (await runtime.FindStateAsync(UploadWorld.Conversation))!.Transfer!.Id;
        await runtime.HandleAsync(UploadWorld.Conversation, new TransferUpdate(transfer, TransferUpdateKind.Connected));
        await runtime.HandleAsync(UploadWorld.Conversation, new TransferUpdate(transfer, TransferUpdateKind.Returned));
        await runtime.WhenIdleAsync();
        Assert.That(world.Outcomes, Is.EqualTo(new[] { UploadWorld.Stored }));
        Assert.That(world.Said.TakeLast(3), Is.EqualTo(new[] { UploadWorld.Stored, "We have it.", "How old are you?" }));
    }

    [Test]
    public async Task After_a_close_nothing_is_said_and_the_file_is_kept()
    {
        UploadWorld world = new();
        TaskCompletionSource<UploadResult> share = world.HoldShare();
        await using ConversationRuntime runtime = await world.UploadingAsync(UploadWorld.Claims);
        await runtime.HandleAsync(UploadWorld.Conversation, new CloseRequest());
        share.SetResult(new UploadResult(UploadOutcome.Stored));
        await world.WhenEndedAsync(runtime);
        ConversationState state = (await runtime.FindStateAsync(UploadWorld.Conversation))!;
        Assert.That(world.Said, Is.EqualTo(UploadWorld.UpToUpload));
        Assert.That((state.Owner, state.Uploads.Count), Is.EqualTo((ConversationOwner.Closed, 0)));
        Assert.That(await world.WaitingFilesAsync(), Is.Empty);
    }

    [Test]
    public async Task After_the_session_has_ended_the_outcome_is_said_and_starts_nothing()
    {
        UploadWorld world = new();
        TaskCompletionSource<UploadResult> share = world.HoldShare();
        await using ConversationRuntime runtime = await world.UploadingAsync(UploadWorld.Claims);
        world.Time.Advance(TimeSpan.FromHours(2));
        share.SetResult(new UploadResult(UploadOutcome.Stored));
        await world.WhenEndedAsync(runtime);
        Assert.That(world.Said, Is.EqualTo(UploadWorld.UpToUpload.Append(UploadWorld.Stored)));
    }
}
