using ConversationInteractions.AspNetCore.Access;
using ConversationInteractions.AspNetCore.Contracts;
using ConversationInteractions.AspNetCore.Requests;
using ConversationInteractions.Interpretation;
using ConversationInteractions.Runtime;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Extensions.Options;

namespace ConversationInteractions.AspNetCore.Endpoints;

/// <summary>Creates conversations, and renews the tokens to them.</summary>
internal static class ConversationEndpoint
{
    public static async Task<Results<Created<ConversationOpened>, ProblemHttpResult>> CreateAsync(
        HttpContext http, ConversationRuntime runtime, ConversationTokens tokens, ProgramCatalog programs, IOptions<WebChannelOptions> options)
    {
        // Whoever is let in here by a cookie must not be sent here by a form of another site, which can send neither.
        if (http.Request.ContentType is null && !http.Request.Headers.ContainsKey(ConversationHeaders.Request))
        {
            return Refusals.NotSurelyFromOwnPage;
        }

        JsonBody<CreateConversation> body = await JsonBody<CreateConversation>.ReadAsync(http, WebJson.Default.CreateConversation, whenEmpty: new CreateConversation()).ConfigureAwait(false);
        if (!body.IsRead)
        {
            return body.Refusal;
        }

        ConversationStart start = options.Value.Start(http, body.Value);
        if (start.Bot is { } bot && !programs.TryGet(bot, out _))
        {
            return Refusals.UnknownBot(bot);
        }

        ConversationOpened opened = tokens.Create(ConversationTokens.NewId(), start);
        if (options.Value.OpeningText is { } text)
        {
            await runtime.HandleAsync(opened.ConversationId, new HostEvent("conversation.created", text) { Id = "created", Start = start }, http.RequestAborted).ConfigureAwait(false);
        }

        http.Response.Headers.CacheControl = "no-store";
        return TypedResults.Created($"{http.Request.PathBase}{http.Request.Path.Value?.TrimEnd('/')}/{opened.ConversationId}/events", opened);
    }

    public static Ok<ConversationOpened> RenewToken(string conversationId, HttpContext http, ConversationTokens tokens)
    {
        http.Response.Headers.CacheControl = "no-store";
        return TypedResults.Ok(tokens.Create(conversationId, AccessFilter.GrantOf(http).Start));
    }
}
