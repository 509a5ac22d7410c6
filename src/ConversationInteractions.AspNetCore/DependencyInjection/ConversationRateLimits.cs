using System.Threading.RateLimiting;
using ConversationInteractions.AspNetCore;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.RateLimiting;
using Microsoft.AspNetCore.Routing;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Policies for the framework's rate limiter that fit conversations. Register them by <c>services.AddRateLimiter(o => o.AddConversationPolicies())</c>, and use them by <see cref="ConversationEndpoints.RequireConversationRateLimits"/>.</summary>
public static class ConversationRateLimits
{
    /// <summary>For the creation of conversations: 30 a minute from one address.</summary>
    public const string Creation = "conversations-creation";

    /// <summary>For what a consumer says: 20 at once, 2 a second, in one conversation.</summary>
    public const string Speaking = "conversations-speaking";

    /// <summary>For files: 2 at the same time in one conversation.</summary>
    public const string Files = "conversations-files";

    /// <summary>Adds the policies. Who is over a limit gets 429.</summary>
    /// <remarks>Behind a proxy the host restores the consumer's address first (forwarded headers), or all consumers count as one.</remarks>
    /// <param name="options">The options of the rate limiter.</param>
    /// <returns>The options.</returns>
    public static RateLimiterOptions AddConversationPolicies(this RateLimiterOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        options.RejectionStatusCode = StatusCodes.Status429TooManyRequests;
        options.AddPolicy(Creation, static http => RateLimitPartition.GetFixedWindowLimiter(
            http.Connection.RemoteIpAddress?.ToString() ?? "",
            static _ => new FixedWindowRateLimiterOptions { PermitLimit = 30, Window = TimeSpan.FromMinutes(1) }));
        options.AddPolicy(Speaking, static http => RateLimitPartition.GetTokenBucketLimiter(
            ConversationOf(http),
            static _ => new TokenBucketRateLimiterOptions { TokenLimit = 20, TokensPerPeriod = 2, ReplenishmentPeriod = TimeSpan.FromSeconds(1) }));
        options.AddPolicy(Files, static http => RateLimitPartition.GetConcurrencyLimiter(
            ConversationOf(http),
            static _ => new ConcurrencyLimiterOptions { PermitLimit = 2 }));
        return options;
    }

    private static string ConversationOf(HttpContext http) => http.GetRouteValue("conversationId") as string ?? "";
}
