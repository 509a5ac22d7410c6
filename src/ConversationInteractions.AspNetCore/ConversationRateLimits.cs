using Microsoft.Extensions.DependencyInjection;

namespace ConversationInteractions.AspNetCore;

/// <summary>Names of the policies for the framework's rate limiter that fit conversations. Register them by <see cref="ConversationRateLimiterOptionsExtensions.AddConversationPolicies"/>, and use them by <see cref="ConversationEndpoints.RequireConversationRateLimits"/>.</summary>
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
}
