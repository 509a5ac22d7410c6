using ConversationInteractions.Runtime;

namespace ConversationInteractions.AspNetCore.Contracts;

/// <summary>What became of something that was posted, once its commit stands.</summary>
/// <param name="Status"><c>accepted</c>, or <c>duplicate</c> where it had been handled before and nothing was done again (C7).</param>
/// <param name="Owner">Who answers the consumer now: <c>bot</c>, <c>pending</c>, <c>agent</c> or <c>closed</c>.</param>
/// <param name="FirstSequence">The first message it caused; 0 for none yet.</param>
/// <param name="LastSequence">The last message it caused so far; 0 for none yet.</param>
public sealed record EventReceipt(string Status, string Owner, long FirstSequence, long LastSequence)
{
    internal static EventReceipt Of(TurnReceipt receipt) =>
        new(receipt.Status == TurnStatus.Duplicate ? "duplicate" : "accepted", StreamedOwner.Word(receipt.Owner), receipt.FirstSequence, receipt.LastSequence);
}
