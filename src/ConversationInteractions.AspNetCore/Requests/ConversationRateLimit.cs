using System.Net;
using System.Net.Sockets;
using System.Threading.RateLimiting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.RateLimiting;
using Microsoft.AspNetCore.Routing;

namespace ConversationInteractions.AspNetCore.Requests;

/// <summary>One of this package's policies for the framework's rate limiter: who is over it hears so in the form of every other refusal.</summary>
internal sealed class ConversationRateLimit(Func<HttpContext, RateLimitPartition<string>> partition) : IRateLimiterPolicy<string>
{
    public Func<OnRejectedContext, CancellationToken, ValueTask>? OnRejected { get; } = RefuseAsync;

    public RateLimitPartition<string> GetPartition(HttpContext httpContext) => partition(httpContext);

    /// <summary>The conversation in the address of a request.</summary>
    public static string ConversationOf(HttpContext http) => http.GetRouteValue("conversationId") as string ?? "";

    /// <summary>Where a request comes from. Of IPv6 the network only: whoever has one address there has all 2^64 of it.</summary>
    public static string AddressOf(HttpContext http)
    {
        IPAddress? address = http.Connection.RemoteIpAddress;
        if (address is null or { AddressFamily: not AddressFamily.InterNetworkV6 })
        {
            return address?.ToString() ?? "";
        }

        return address.IsIPv4MappedToIPv6 ? address.MapToIPv4().ToString() : new IPAddress([.. address.GetAddressBytes().Take(8), .. new byte[8]]).ToString();
    }

    private static ValueTask RefuseAsync(OnRejectedContext rejected, CancellationToken cancellationToken)
    {
        HttpResponse response = rejected.HttpContext.Response;
        int seconds = rejected.Lease.TryGetMetadata(MetadataName.RetryAfter, out TimeSpan wait) ? (int)Math.Ceiling(wait.TotalSeconds) : 1;
        response.Headers.RetryAfter = Math.Max(1, seconds).ToString(System.Globalization.CultureInfo.InvariantCulture);
        ProblemHttpResult refusal = Refusals.TooManyRequests;
        return new ValueTask(refusal.ExecuteAsync(rejected.HttpContext));
    }
}
