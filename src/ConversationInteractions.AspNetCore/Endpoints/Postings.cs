using ConversationInteractions.AspNetCore.Contracts;
using ConversationInteractions.Runtime;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;

namespace ConversationInteractions.AspNetCore.Endpoints;

/// <summary>Hands what was posted to the runtime, and tells what became of it.</summary>
internal static class Postings
{
    /// <summary>The longest id of an event: the runtime's 200 less the word in front.</summary>
    public const int MaxId = 150;

    /// <summary>Hands over an event.</summary>
    public static async ValueTask<Results<Ok<EventReceipt>, ProblemHttpResult>> PostAsync(
        ConversationRuntime runtime, string conversationId, InboundEvent inbound, CancellationToken cancellationToken)
    {
        try
        {
            TurnReceipt receipt = await runtime.HandleAsync(conversationId, inbound, cancellationToken).ConfigureAwait(false);
            return receipt.Status == TurnStatus.Refused ? Refusals.Impossible(receipt.Reason, receipt.Owner) : TypedResults.Ok(EventReceipt.Of(receipt));
        }
        catch (ConversationQueueFullException)
        {
            return Refusals.QueueFull;
        }
        catch (UnknownBotException)
        {
            // The bot in an old token, or the one that a system named.
            return Refusals.UnknownBot(inbound.Start?.Bot ?? "");
        }
        catch (ObjectDisposedException)
        {
            return Refusals.Stopping;
        }
    }

    /// <summary>The id of an event. The word in front keeps whoever posts by one way from taking, or using up, the ids of another.</summary>
    /// <param name="way">The word.</param>
    /// <param name="id">What was sent as the id.</param>
    /// <param name="eventId">The id for the runtime; none where none was sent.</param>
    /// <returns>Whether it can be one.</returns>
    public static bool TryName(string way, string? id, out string? eventId)
    {
        eventId = id is null ? null : $"{way}:{id}";
        return id is null || (id.Length is > 0 and <= MaxId && IsWellFormed(id));
    }

    private static bool IsWellFormed(string id)
    {
        for (int i = 0; i < id.Length; i++)
        {
            if (char.IsSurrogate(id[i]) && (i + 1 == id.Length || !char.IsSurrogatePair(id[i], id[++i])))
            {
                return false;
            }
        }

        return true;
    }
}
