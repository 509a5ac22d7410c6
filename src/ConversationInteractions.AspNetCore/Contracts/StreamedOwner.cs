using ConversationInteractions.Interpretation;

namespace ConversationInteractions.AspNetCore.Contracts;

/// <summary>Who answers the consumer, as the event <c>owner</c> of a stream tells it: first of all, and whenever it changes.</summary>
/// <param name="Owner"><c>bot</c>, <c>pending</c>, <c>agent</c> or <c>closed</c>.</param>
/// <param name="TransferId">The transfer that is pending or whose agent has the conversation. Agents name it in their reports.</param>
/// <param name="Message">The author's words for the consumer while the transfer is pending, if any (C12).</param>
public sealed record StreamedOwner(string Owner, string? TransferId, string? Message)
{
    internal static StreamedOwner Of(ConversationState? state) => state switch
    {
        { Owner: ConversationOwner.Pending, Transfer: { } asked } => new(Word(state.Owner), asked.Id, asked.Request.Message),
        { Owner: ConversationOwner.Agent } => new(Word(state.Owner), state.Transfer?.Id, null),
        _ => new(Word(state?.Owner ?? ConversationOwner.Bot), null, null),
    };

    internal static string Word(ConversationOwner owner) => owner switch
    {
        ConversationOwner.Bot => "bot",
        ConversationOwner.Pending => "pending",
        ConversationOwner.Agent => "agent",
        ConversationOwner.Closed => "closed",
        _ => throw new NotSupportedException($"Owner {owner} has no word."),
    };
}

/// <summary>Numbers that are not kept any more, as the event <c>gap</c> of a stream tells it.</summary>
/// <param name="First">The first missing number.</param>
/// <param name="Last">The last missing number.</param>
public sealed record StreamedGap(long First, long Last);
