using System.Threading.RateLimiting;
using ConversationInteractions.AspNetCore;
using ConversationInteractions.AspNetCore.Requests;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.RateLimiting;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Adds policies that fit conversations to the framework's rate limiter.</summary>
public static class ConversationRateLimiterOptionsExtensions
{
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
        options.AddPolicy(ConversationRateLimits.Creation, new ConversationRateLimit(static http => RateLimitPartition.GetFixedWindowLimiter(
            ConversationRateLimit.AddressOf(http),
            static _ => new FixedWindowRateLimiterOptions { PermitLimit = 30, Window = TimeSpan.FromMinutes(1) })));
        options.AddPolicy(ConversationRateLimits.Speaking, new ConversationRateLimit(static http => RateLimitPartition.GetTokenBucketLimiter(
            ConversationRateLimit.ConversationOf(http),
            static _ => new TokenBucketRateLimiterOptions { TokenLimit = 20, TokensPerPeriod = 2, ReplenishmentPeriod = TimeSpan.FromSeconds(1) })));
        options.AddPolicy(ConversationRateLimits.Files, new ConversationRateLimit(static http => RateLimitPartition.GetConcurrencyLimiter(
            ConversationRateLimit.ConversationOf(http),
            static _ => new ConcurrencyLimiterOptions { PermitLimit = 2 })));
        options.AddPolicy(ConversationRateLimits.Events, new ConversationRateLimit(static http => RateLimitPartition.Get<string>(
            ConversationRateLimit.AddressOf(http),
            static _ => new StreamRateLimiter(open: 500, perSecond: 10))));
        return options;
    }
}
