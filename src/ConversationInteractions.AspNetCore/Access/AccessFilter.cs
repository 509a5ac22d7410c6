using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace ConversationInteractions.AspNetCore.Access;

/// <summary>Lets nobody to a conversation who has neither its token nor the policy's consent. Runs before anything of the body is read.</summary>
internal sealed class AccessFilter(ConversationOperation operation) : IEndpointFilter
{
    private const int MaxConversationId = 200;

    public async ValueTask<object?> InvokeAsync(EndpointFilterInvocationContext context, EndpointFilterDelegate next)
    {
        HttpContext http = context.HttpContext;
        if (http.GetRouteValue("conversationId") is not string { Length: > 0 and <= MaxConversationId } conversationId)
        {
            return Refusals.BadConversationId;
        }

        WebChannelOptions options = http.RequestServices.GetRequiredService<IOptions<WebChannelOptions>>().Value;
        ProblemHttpResult? refusal = operation != ConversationOperation.Report && TokenOf(http.Request, options) is { } token
            ? CheckToken(http, conversationId, token)
            : await CheckPolicyAsync(http, conversationId, options).ConfigureAwait(false);
        if (refusal is null)
        {
            return await next(context).ConfigureAwait(false);
        }

        if (refusal.StatusCode == StatusCodes.Status401Unauthorized)
        {
            http.Response.Headers.WWWAuthenticate = ConversationHeaders.Token;
        }

        return refusal;
    }

    /// <summary>The right by which a request got in.</summary>
    public static ConversationGrant GrantOf(HttpContext http) =>
        http.Features.Get<ConversationGrant>() ?? throw new InvalidOperationException($"The endpoint has no {nameof(AccessFilter)}.");

    private static ProblemHttpResult? CheckToken(HttpContext http, string conversationId, string token)
    {
        ConversationTokens tokens = http.RequestServices.GetRequiredService<ConversationTokens>();
        if (!tokens.TryRead(token, out ConversationGrant? grant))
        {
            return Refusals.BadToken;
        }

        if (tokens.IsExpired(grant))
        {
            return Refusals.ExpiredToken;
        }

        if (!string.Equals(grant.ConversationId, conversationId, StringComparison.Ordinal))
        {
            return Refusals.ForeignToken;
        }

        http.Features.Set(grant);
        return null;
    }

    private async ValueTask<ProblemHttpResult?> CheckPolicyAsync(HttpContext http, string conversationId, WebChannelOptions options)
    {
        if (options.AccessPolicy is not { } policy)
        {
            return Refusals.NoToken;
        }

        IAuthorizationService authorization = http.RequestServices.GetRequiredService<IAuthorizationService>();
        AuthorizationResult result = await authorization.AuthorizeAsync(http.User, new ConversationResource(conversationId, operation), policy).ConfigureAwait(false);
        if (!result.Succeeded)
        {
            return http.User.Identity is { IsAuthenticated: true } ? Refusals.NotAllowed : Refusals.NotSignedIn;
        }

        // Cookies come along with what a foreign page sends; a header of ours does not.
        if (!HttpMethods.IsGet(http.Request.Method) && !http.Request.Headers.ContainsKey(ConversationHeaders.Request))
        {
            return Refusals.NotFromOwnPage;
        }

        DateTimeOffset until = http.RequestServices.GetRequiredService<TimeProvider>().GetUtcNow() + options.TokenLifetime;
        http.Features.Set(new ConversationGrant(conversationId, until, options.Start(http, new Contracts.CreateConversation())));
        return null;
    }

    private string? TokenOf(HttpRequest request, WebChannelOptions options)
    {
        string? header = request.Headers[ConversationHeaders.Token];
        return !string.IsNullOrEmpty(header) ? header
            : options.TokenInQuery && operation == ConversationOperation.Read && request.Query["token"] is [{ Length: > 0 } token] ? token
            : null;
    }
}
