using System.Net;
using BotFramework.Activities;
using ConversationInteractions.Interpretation;
using ConversationInteractions.Runtime;

namespace BotFramework;

/// <summary>Carries what the bot says to where its conversation lives.</summary>
internal sealed class ActivityChannel(ConversationReferences references, ActivitySender sender) : IMessageChannel
{
    public async ValueTask<DeliveryResult> SendAsync(string conversationId, OutgoingMessage message, CancellationToken cancellationToken)
    {
        if (references.Find(conversationId) is not { } reference)
        {
            return DeliveryResult.Refused("Nobody knows any more where the conversation lives.");
        }

        HttpStatusCode status = await sender.SendAsync(reference, ActivityWriting.ActivityOf(message), cancellationToken);
        return status switch
        {
            < HttpStatusCode.BadRequest => DeliveryResult.Accepted,

            // The conversation is gone, or the consumer has blocked the bot: trying again changes nothing.
            HttpStatusCode.BadRequest or HttpStatusCode.Forbidden or HttpStatusCode.NotFound => DeliveryResult.Refused($"The channel answered {(int)status}."),
            _ => throw new HttpRequestException($"The channel answered {(int)status}.", null, status),
        };
    }
}
