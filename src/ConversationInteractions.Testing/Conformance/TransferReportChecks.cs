using ConversationInteractions.Interpretation;
using ConversationInteractions.Runtime;

namespace ConversationInteractions.Testing;

/// <summary>What the agents' side reports, also too late or twice.</summary>
internal static class TransferReportChecks
{
    public static (string Name, Func<TransferProbe, Task> Check)[] All { get; } =
    [
        ("An agent connects, speaks and gives the conversation back", ReturnedAsync),
        ("An agent closes the conversation", ClosedAsync),
        ("A failure reaches the bot", FailedAsync),
        ("An agent who declines, or leaves, is a failure", DeclinedAsync),
        ("A connection that comes after the bot has given up is refused and changes nothing", LateAsync),
        ("A report about a superseded transfer is refused, and the present one can be taken", SupersededAsync),
        ("A report that comes twice has its effect once", TwiceAsync),
        ("Reports of many conversations at once find their own", ManyAsync),
    ];

    private static async Task ReturnedAsync(TransferProbe probe)
    {
        string transfer = await probe.HandOverAsync().ConfigureAwait(false);
        await probe.AcceptedAsync(transfer, TransferUpdateKind.Offered).ConfigureAwait(false);
        await probe.AcceptedAsync(transfer, TransferUpdateKind.Connected).ConfigureAwait(false);
        await probe.AcceptedAsync(transfer, TransferUpdateKind.Said, "Hello, \"you\"!\n漢字 🙂").ConfigureAwait(false);
        probe.That((await probe.StateAsync().ConfigureAwait(false)).Owner == ConversationOwner.Agent, "the agent has the conversation");
        await probe.AcceptedAsync(transfer, TransferUpdateKind.Returned).ConfigureAwait(false);
        probe.Told("Hello, \"you\"!\n漢字 🙂", "Welcome back.");
    }

    private static async Task ClosedAsync(TransferProbe probe)
    {
        string transfer = await probe.HandOverAsync().ConfigureAwait(false);
        await probe.AcceptedAsync(transfer, TransferUpdateKind.Connected).ConfigureAwait(false);
        await probe.AcceptedAsync(transfer, TransferUpdateKind.Closed).ConfigureAwait(false);
        probe.That((await probe.StateAsync().ConfigureAwait(false)).Owner == ConversationOwner.Closed, "the conversation is closed");
    }

    private static async Task FailedAsync(TransferProbe probe)
    {
        string transfer = await probe.HandOverAsync().ConfigureAwait(false);
        await probe.AcceptedAsync(transfer, TransferUpdateKind.Failed, "everybody is at lunch").ConfigureAwait(false);
        probe.Told("Nobody is there.");
    }

    private static async Task DeclinedAsync(TransferProbe probe)
    {
        string first = await probe.HandOverAsync().ConfigureAwait(false);
        await probe.AcceptedAsync(first, TransferUpdateKind.Declined).ConfigureAwait(false);
        string second = await probe.HandOverAsync().ConfigureAwait(false);
        await probe.AcceptedAsync(second, TransferUpdateKind.Connected).ConfigureAwait(false);
        await probe.AcceptedAsync(second, TransferUpdateKind.Left).ConfigureAwait(false);
        probe.Told("Nobody is there.", "Nobody is there.");
    }

    private static async Task LateAsync(TransferProbe probe)
    {
        string transfer = await probe.HandOverAsync().ConfigureAwait(false);
        await probe.WaitInVainAsync().ConfigureAwait(false);
        ConversationState before = await probe.StateAsync().ConfigureAwait(false);
        probe.That(before.Owner == ConversationOwner.Bot, "the bot has the conversation again");
        TurnReceipt late = await probe.ReportAsync(transfer, TransferUpdateKind.Connected).ConfigureAwait(false);
        probe.That(late.Status == TurnStatus.Refused, $"the agents' side hears that the report was refused, but heard {late.Status}");
        probe.That(before.Equals(await probe.StateAsync().ConfigureAwait(false)), "a refused report changes nothing");
        probe.Told("Nobody is there.");
    }

    private static async Task SupersededAsync(TransferProbe probe)
    {
        string first = await probe.HandOverAsync().ConfigureAwait(false);
        await probe.WaitInVainAsync().ConfigureAwait(false);
        string second = await probe.HandOverAsync().ConfigureAwait(false);
        probe.That(first != second, "each transfer has an id of its own");
        TurnReceipt late = await probe.ReportAsync(first, TransferUpdateKind.Connected).ConfigureAwait(false);
        probe.That(late.Status == TurnStatus.Refused, $"the agents' side hears that the report was refused, but heard {late.Status}");
        await probe.AcceptedAsync(second, TransferUpdateKind.Connected).ConfigureAwait(false);
        await probe.AcceptedAsync(second, TransferUpdateKind.Said, "Hello!").ConfigureAwait(false);
        probe.Told("Nobody is there.", "Hello!");
    }

    private static async Task TwiceAsync(TransferProbe probe)
    {
        string transfer = await probe.HandOverAsync().ConfigureAwait(false);
        await probe.AcceptedAsync(transfer, TransferUpdateKind.Connected).ConfigureAwait(false);
        await probe.AcceptedAsync(transfer, TransferUpdateKind.Said, "Hello!").ConfigureAwait(false);
        if (await probe.UnderTest.RepeatReportAsync(probe.Cancellation).ConfigureAwait(false) is { } again)
        {
            probe.That(again.Status == TurnStatus.Duplicate, $"a report that comes again is a duplicate, but was {again.Status}: give each report an id, and the same one to each attempt to send it");
            probe.Told("Hello!");
        }
    }

    private static async Task ManyAsync(TransferProbe probe)
    {
        string[] conversations = [.. Enumerable.Range(1, 20).Select(i => $"many-{i}")];
        string[] transfers = await Task.WhenAll(conversations.Select(probe.HandOverAsync)).ConfigureAwait(false);
        await Task.WhenAll(conversations.Zip(transfers, async (conversation, transfer) =>
        {
            await probe.AcceptedAsync(transfer, TransferUpdateKind.Connected, null, conversation).ConfigureAwait(false);
            await probe.AcceptedAsync(transfer, TransferUpdateKind.Said, $"Hello {conversation}!", conversation).ConfigureAwait(false);
        })).ConfigureAwait(false);
        foreach (string conversation in conversations)
        {
            probe.That((await probe.StateAsync(conversation).ConfigureAwait(false)).Owner == ConversationOwner.Agent, $"an agent has '{conversation}'");
        }
    }
}
