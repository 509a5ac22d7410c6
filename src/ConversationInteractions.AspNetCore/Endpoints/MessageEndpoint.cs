using ConversationInteractions.AspNetCore.Access;
using ConversationInteractions.AspNetCore.Contracts;
using ConversationInteractions.AspNetCore.Requests;
using ConversationInteractions.Runtime;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;

namespace ConversationInteractions.AspNetCore.Endpoints;

/// <summary>Takes what the consumer says.</summary>
internal static class MessageEndpoint
{
    public static async Task<Results<Ok<EventReceipt>, ProblemHttpResult>> PostAsync(string conversationId, HttpContext http, ConversationRuntime runtime)
    {
        JsonBody<PostMessage> body = await JsonBody<PostMessage>.ReadAsync(http, WebJson.Default.PostMessage).ConfigureAwait(false);
        if (!body.IsRead)
        {
            return body.Refusal;
        }

        PostMessage message = body.Value;
        return !Postings.TryName("message", message.Id, out string? id) ? Refusals.BadId(Postings.MaxId)
            : message.Text.Length == 0 ? Refusals.Empty("text")
            : await Postings.PostAsync(
                runtime,
                conversationId,
                new UserMessage(message.Text) { Id = id, Payload = message.Payload, Start = AccessFilter.GrantOf(http).Start },
                http.RequestAborted).ConfigureAwait(false);
    }
}
