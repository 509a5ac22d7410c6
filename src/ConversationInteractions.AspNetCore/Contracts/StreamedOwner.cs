using ConversationInteractions.Interpretation;

namespace ConversationInteractions.AspNetCore.Contracts;

/// <summary>Who answers the consumer, as the event <c>owner</c> of a stream tells it: first of all, and whenever it changes.</summary>
/// <param name="Owner"><c>bot</c>, <c>pending</c>, <c>agent</c> or <c>closed</c>.</param>
/// <param name="TransferId">The transfer that is pending or whose agent has the conversation. Agents name it in their reports.</param>
public sealed record StreamedOwner(string Owner, string? TransferId)
{
    internal static StreamedOwner Of(ConversationState? state) => state is null
        ? new(Word(ConversationOwner.Bot), null)
        : new(Word(state.Owner), state.Owner is ConversationOwner.Pending or ConversationOwner.Agent ? state.Transfer?.Id : null);

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
