using ConversationInteractions.AspNetCore.Contracts;
using ConversationInteractions.AspNetCore.Requests;
using ConversationInteractions.Runtime;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;

namespace ConversationInteractions.AspNetCore.Endpoints;

/// <summary>Takes what systems say, and what they close.</summary>
internal static class SystemEndpoint
{
    public static async Task<Results<Ok<EventReceipt>, ProblemHttpResult>> RaiseAsync(string conversationId, HttpContext http, ConversationRuntime runtime)
    {
        JsonBody<PostSystemEvent> body = await JsonBody<PostSystemEvent>.ReadAsync(http, WebJson.Default.PostSystemEvent).ConfigureAwait(false);
        if (!body.IsRead)
        {
            return body.Refusal;
        }

        PostSystemEvent raised = body.Value;
        return !Postings.TryName("system", raised.Id, out string? id) ? Refusals.BadId(Postings.MaxId)
            : raised.Name.Length == 0 ? Refusals.Empty("name")
            : raised.Text.Length == 0 ? Refusals.Empty("text")
            : await Postings.PostAsync(runtime, conversationId, new HostEvent(raised.Name, raised.Text) { Id = id, Start = StartOf(raised.Start) }, http.RequestAborted).ConfigureAwait(false);
    }

    public static async Task<Results<Ok<EventReceipt>, ProblemHttpResult>> CloseAsync(string conversationId, HttpContext http, ConversationRuntime runtime)
    {
        JsonBody<PostClose> body = await JsonBody<PostClose>.ReadAsync(http, WebJson.Default.PostClose, whenEmpty: new PostClose()).ConfigureAwait(false);
        return !body.IsRead ? body.Refusal
            : !Postings.TryName("system", body.Value.Id, out string? id) ? Refusals.BadId(Postings.MaxId)
            : await Postings.PostAsync(runtime, conversationId, new CloseRequest { Id = id }, http.RequestAborted).ConfigureAwait(false);
    }

    private static ConversationStart? StartOf(StartFacts? facts) => facts is null ? null : new ConversationStart
    {
        Bot = facts.Bot,
        Channel = facts.Channel ?? "web",
        TextOnly = facts.TextOnly,
        UserId = facts.UserId,
        Attributes = facts.Attributes,
    };
}
