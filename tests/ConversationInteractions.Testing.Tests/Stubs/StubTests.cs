using ConversationInteractions.Interpretation;
using ConversationInteractions.Model;
using ConversationInteractions.Runtime;

namespace ConversationInteractions.Testing.Tests.Stubs;

public sealed class StubTests
{
    [Test]
    public async Task A_channel_drops_a_sequence_number_that_it_has_had()
    {
        RecordingChannel channel = new();
        await channel.SendAsync("a", Message(1, "one"), CancellationToken.None);
        await channel.SendAsync("a", Message(1, "one"), CancellationToken.None);
        await channel.SendAsync("b", Message(1, "other"), CancellationToken.None);
        await channel.SendAsync("a", Message(2, "two"), CancellationToken.None);
        Assert.That(channel.Messages.Select(sent => $"{sent.ConversationId} {sent.Message.Text}"), Is.EqualTo(new[] { "a one", "b other", "a two" }));
    }

    [Test]
    public async Task A_channel_can_be_told_to_refuse()
    {
        RecordingChannel channel = new() { Answer = (_, message) => message.Text.Length > 3 ? DeliveryResult.Refused("too long") : DeliveryResult.Accepted };
        Assert.That((await channel.SendAsync("a", Message(1, "long text"), CancellationToken.None)).Reason, Is.EqualTo("too long"));
        Assert.That(await channel.SendAsync("a", Message(2, "ok"), CancellationToken.None), Is.EqualTo(DeliveryResult.Accepted));
        Assert.That(channel.Messages.Single().Message.Text, Is.EqualTo("ok"));
    }

    [Test]
    public async Task The_agents_side_takes_each_key_once()
    {
        RecordingAgentChannel agent = new();
        AgentBoundMessage message = new() { ConversationId = "a", TransferId = "t", Key = "k", Text = "hello" };
        await agent.DeliverAsync(message, CancellationToken.None);
        await agent.DeliverAsync(message, CancellationToken.None);
        Assert.That(agent.Messages, Is.EqualTo(new[] { message }));
    }

    [Test]
    public async Task A_transport_answers_in_order_and_the_same_to_the_same_request()
    {
        StubEscalationTransport transport = new(TransferStub.Reject, TransferStub.Silent, TransferStub.Accept);
        List<TransferAnswer> answers = [];
        foreach (string id in (string[])["1", "2", "1", "3", "4"])
        {
            answers.Add((await transport.RequestAsync(new TransferRequest { TransferId = id, ConversationId = "a", Bot = "b", SkillId = "7" }, CancellationToken.None)).Answer);
        }

        Assert.That(answers, Is.EqualTo(new[] { TransferAnswer.Rejected, TransferAnswer.Unknown, TransferAnswer.Rejected, TransferAnswer.Accepted, TransferAnswer.Accepted }));
        Assert.That(transport.Requests.Select(request => request.TransferId), Is.EqualTo(new[] { "1", "2", "3", "4" }));
    }

    [Test]
    public async Task A_pending_upload_ends_when_it_is_told_the_oldest_first()
    {
        StubFileShare share = new(ShareStub.Pending);
        Task<UploadResult> first = share.StoreAsync(Upload("1"), CancellationToken.None).AsTask();
        Task<UploadResult> second = share.StoreAsync(Upload("2"), CancellationToken.None).AsTask();
        Assert.That(share.IsPending("1") && share.IsPending("2"));
        Assert.That(share.CompleteOldest(stores: false)!.UploadId, Is.EqualTo("1"));
        Assert.That((await first).Outcome, Is.EqualTo(UploadOutcome.Failed));
        Assert.That(share.CompleteOldest(stores: true)!.UploadId, Is.EqualTo("2"));
        Assert.That((await second).Outcome, Is.EqualTo(UploadOutcome.Stored));
        Assert.That(share.CompleteOldest(stores: true), Is.Null);
    }

    [Test]
    public async Task An_upload_that_comes_again_after_a_crash_ends_as_it_did()
    {
        StubFileShare share = new(ShareStub.Fail, ShareStub.Pending);
        Assert.That((await share.StoreAsync(Upload("1"), CancellationToken.None)).Outcome, Is.EqualTo(UploadOutcome.Failed));
        using CancellationTokenSource crash = new();
        Task<UploadResult> dying = share.StoreAsync(Upload("2"), crash.Token).AsTask();
        await crash.CancelAsync();
        Assert.That(() => dying, Throws.InstanceOf<OperationCanceledException>());
        Task<UploadResult> again = share.StoreAsync(Upload("2"), CancellationToken.None).AsTask();
        share.CompleteOldest(stores: true);
        Assert.That((await again).Outcome, Is.EqualTo(UploadOutcome.Stored));
        Assert.That((await share.StoreAsync(Upload("1"), CancellationToken.None)).Outcome, Is.EqualTo(UploadOutcome.Failed));
        Assert.That(share.Uploads, Has.Count.EqualTo(2));
    }

    [Test]
    public async Task A_share_notices_content_that_is_not_as_long_as_it_says()
    {
        UploadResult result = await new StubFileShare().StoreAsync(Upload("1") with { Bytes = 99 }, CancellationToken.None);
        Assert.That((result.Outcome, result.Reason), Is.EqualTo((UploadOutcome.Failed, "the content has 10 bytes, not 99")));
    }

    [Test]
    public async Task Intents_are_known_for_the_utterances_given_only()
    {
        StubIntentRecognizer intents = new([new("where is it", [new RecognizedIntent("find", 0.9)])]);
        Assert.That(await intents.RecognizeAsync(new IntentQuery { ConversationId = "a", Bot = "b", Text = "where is it" }, CancellationToken.None), Is.EqualTo((ValueList<RecognizedIntent>)[new RecognizedIntent("find", 0.9)]));
        Assert.That(await intents.RecognizeAsync(new IntentQuery { ConversationId = "a", Bot = "b", Text = "where" }, CancellationToken.None), Is.Empty);
    }

    [Test]
    public async Task Credentials_go_out_as_bearer_tokens()
    {
        StubCredentials credentials = new([new("crm", "secret")]);
        using HttpRequestMessage request = new();
        Assert.That(await credentials.ApplyAsync("other", request, CancellationToken.None), Is.False);
        Assert.That(await credentials.ApplyAsync("crm", request, CancellationToken.None));
        Assert.That(request.Headers.Authorization!.ToString(), Is.EqualTo("Bearer secret"));
    }

    private static OutgoingMessage Message(long sequence, string text) => new() { Sequence = sequence, Text = text };

    private static FileUploadRequest Upload(string id) => new()
    {
        UploadId = id,
        ConversationId = "a",
        Integration = "documents",
        FileName = "a.pdf",
        MediaType = "application/pdf",
        Path = "a.pdf",
        Bytes = 10,
        OpenAsync = _ => ValueTask.FromResult(SampleContent.Create("pdf", 10)),
    };
}
