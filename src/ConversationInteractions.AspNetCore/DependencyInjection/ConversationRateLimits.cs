using System.Threading.RateLimiting;
using ConversationInteractions.AspNetCore;
using ConversationInteractions.AspNetCore.Requests;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.RateLimiting;

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

    /// <summary>For event streams: 500 at once and then 10 a second from one address, and 500 open at the same time.</summary>
    public const string Events = "conversations-events";

    /// <summary>Adds the policies. Who is over a limit gets 429 with the code <c>too-many-requests</c>.</summary>
    /// <remarks>
    /// An address of IPv6 counts by its network of 64 bits. Behind a proxy the host restores the consumer's address first (forwarded headers), or all consumers count as one.
    /// </remarks>
    /// <param name="options">The options of the rate limiter.</param>
    /// <returns>The options.</returns>
    public static RateLimiterOptions AddConversationPolicies(this RateLimiterOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        options.RejectionStatusCode = StatusCodes.Status429TooManyRequests;
        options.AddPolicy(Creation, new ConversationRateLimit(static http => RateLimitPartition.GetFixedWindowLimiter(
            ConversationRateLimit.AddressOf(http),
            static _ => new FixedWindowRateLimiterOptions { PermitLimit = 30, Window = TimeSpan.FromMinutes(1) })));
        options.AddPolicy(Speaking, new ConversationRateLimit(static http => RateLimitPartition.GetTokenBucketLimiter(
            ConversationRateLimit.ConversationOf(http),
            static _ => new TokenBucketRateLimiterOptions { TokenLimit = 20, TokensPerPeriod = 2, ReplenishmentPeriod = TimeSpan.FromSeconds(1) })));
        options.AddPolicy(Files, new ConversationRateLimit(static http => RateLimitPartition.GetConcurrencyLimiter(
            ConversationRateLimit.ConversationOf(http),
            static _ => new ConcurrencyLimiterOptions { PermitLimit = 2 })));
        options.AddPolicy(Events, new ConversationRateLimit(static http => RateLimitPartition.Get<string>(
            ConversationRateLimit.AddressOf(http),
            static _ => new StreamRateLimiter(open: 500, perSecond: 10))));
        return options;
    }
}
