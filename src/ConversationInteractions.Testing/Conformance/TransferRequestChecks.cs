using ConversationInteractions.Interpretation;
using ConversationInteractions.Runtime;

namespace ConversationInteractions.Testing;

/// <summary>Requests, their repeats, and what consumers say (B8, C28).</summary>
internal static class TransferRequestChecks
{
    public static (string Name, Func<TransferProbe, Task> Check)[] All { get; } =
    [
        ("A request is not rejected and makes one transfer", OneAsync),
        ("The same request again gets the same answer and makes no second transfer", AgainAsync),
        ("The same request many times at once makes one transfer", AtOnceAsync),
        ("Requests of many conversations at once are all taken", ManyAsync),
        ("A request that is cancelled ends so, and can be made again", CancelledAsync),
        ("A rejection stays one when the request comes again, and leaves nothing at the agents' side", RejectedAsync),
        ("What the consumer says reaches the agents' side in order, whatever characters it holds", InOrderAsync),
        ("A message that comes again reaches the agents' side once", MessageAgainAsync),
        ("What the consumer says before an agent has connected is not lost", EarlyWordsAsync),
    ];

    private static async Task OneAsync(TransferProbe probe)
    {
        TransferRequest request = TransferProbe.Request();
        TransferResponse response = await probe.AskAsync(request).ConfigureAwait(false);
        probe.That(response.Answer != TransferAnswer.Rejected, $"a request that the agents' side can take is not rejected, but it was: {response.Reason ?? "no reason"}");
        await probe.CountedAsync(request.TransferId, 1).ConfigureAwait(false);
    }

    private static async Task AgainAsync(TransferProbe probe)
    {
        TransferRequest request = TransferProbe.Request();
        TransferResponse first = await probe.AskAsync(request).ConfigureAwait(false);
        TransferResponse again = await probe.AskAsync(request).ConfigureAwait(false);
        probe.That(again.Answer == first.Answer, $"the repeat gets the same answer, {first.Answer}, but got {again.Answer}");
        await probe.CountedAsync(request.TransferId, 1).ConfigureAwait(false);
    }

    private static async Task AtOnceAsync(TransferProbe probe)
    {
        TransferRequest request = TransferProbe.Request();
        TransferResponse[] responses = await Task.WhenAll(Enumerable.Range(0, 16).Select(_ => Task.Run(() => probe.AskAsync(request).AsTask(), probe.Cancellation))).ConfigureAwait(false);
        probe.That(responses.All(r => r.Answer == responses[0].Answer), $"all get the same answer, but they got {string.Join(", ", responses.Select(r => r.Answer).Distinct())}");
        await probe.CountedAsync(request.TransferId, 1).ConfigureAwait(false);
    }

    private static async Task ManyAsync(TransferProbe probe)
    {
        TransferRequest[] requests = [.. Enumerable.Range(1, 50).Select(i => TransferProbe.Request($"many-{i}/m1/1", $"many-{i}"))];
        await Task.WhenAll(requests.Select(request => Task.Run(() => probe.AskAsync(request).AsTask(), probe.Cancellation))).ConfigureAwait(false);
        foreach (TransferRequest request in requests)
        {
            await probe.CountedAsync(request.TransferId, 1).ConfigureAwait(false);
        }
    }

    private static async Task CancelledAsync(TransferProbe probe)
    {
        TransferRequest request = TransferProbe.Request();
        bool isCancelled = false;
        try
        {
            await probe.UnderTest.Transport.RequestAsync(request, new CancellationToken(canceled: true)).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (!probe.Cancellation.IsCancellationRequested)
        {
            isCancelled = true;
        }

        probe.That(isCancelled, $"a request whose process stops ends with an {nameof(OperationCanceledException)}, but it was answered");
        TransferResponse response = await probe.AskAsync(request).ConfigureAwait(false);
        probe.That(response.Answer != TransferAnswer.Rejected, "the next process asks again and is not rejected");
        await probe.CountedAsync(request.TransferId, 1).ConfigureAwait(false);
    }

    private static async Task RejectedAsync(TransferProbe probe)
    {
        if (!await probe.UnderTest.RejectNextAsync(probe.Cancellation).ConfigureAwait(false))
        {
            return;
        }

        TransferRequest request = TransferProbe.Request();
        TransferResponse first = await probe.AskAsync(request).ConfigureAwait(false);
        TransferResponse again = await probe.AskAsync(request).ConfigureAwait(false);
        probe.That(first.Answer == TransferAnswer.Rejected, $"the request is rejected, but was {first.Answer}");
        probe.That(!string.IsNullOrEmpty(first.Reason), "a rejection has a reason");
        probe.That(again.Answer == TransferAnswer.Rejected, $"the repeat is rejected too, but was {again.Answer}");
        await probe.CountedAsync(request.TransferId, 0).ConfigureAwait(false);
    }

    private static async Task InOrderAsync(TransferProbe probe)
    {
        if (probe.UnderTest.AgentChannel is null)
        {
            return;
        }

        string transfer = await probe.HandOverAsync().ConfigureAwait(false);
        string[] words = [.. Enumerable.Range(1, 20).Select(i => $"word {i}"), "\"quoted\" \\ <b>", "two\nlines\ttab", "漢字 ü 🙂", " blanks "];
        foreach (string text in words)
        {
            await probe.SayAsync(text).ConfigureAwait(false);
        }

        await probe.HeardAsync(transfer, words).ConfigureAwait(false);
    }

    private static async Task MessageAgainAsync(TransferProbe probe)
    {
        if (probe.UnderTest.AgentChannel is not { } channel)
        {
            return;
        }

        TransferRequest request = TransferProbe.Request();
        await probe.AskAsync(request).ConfigureAwait(false);
        AgentBoundMessage message = new() { ConversationId = request.ConversationId, TransferId = request.TransferId, Key = "conversation-1/m2/1", Text = "hello" };
        await channel.DeliverAsync(message, probe.Cancellation).ConfigureAwait(false);
        await channel.DeliverAsync(message, probe.Cancellation).ConfigureAwait(false);
        await channel.DeliverAsync(message with { Key = "conversation-1/m3/1" }, probe.Cancellation).ConfigureAwait(false);
        await probe.HeardAsync(request.TransferId, "hello", "hello").ConfigureAwait(false);
    }

    private static async Task EarlyWordsAsync(TransferProbe probe)
    {
        if (probe.UnderTest.AgentChannel is null)
        {
            return;
        }

        string transfer = await probe.HandOverAsync().ConfigureAwait(false);
        await probe.SayAsync("early").ConfigureAwait(false);
        await probe.AcceptedAsync(transfer, TransferUpdateKind.Connected).ConfigureAwait(false);
        await probe.SayAsync("late").ConfigureAwait(false);
        await probe.HeardAsync(transfer, "early", "late").ConfigureAwait(false);
    }
}
