using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace ConversationInteractions.AspNetCore.Access;

/// <summary>Lets nobody raise system events who has no system key. A token does not help.</summary>
internal sealed class SystemKeyFilter : IEndpointFilter
{
    public ValueTask<object?> InvokeAsync(EndpointFilterInvocationContext context, EndpointFilterDelegate next)
    {
        HttpContext http = context.HttpContext;
        string? given = http.Request.Headers[ConversationHeaders.SystemKey];
        return string.IsNullOrEmpty(given) || !IsKnown(http.RequestServices.GetRequiredService<IOptions<WebChannelOptions>>().Value.SystemKeys, given)
            ? ValueTask.FromResult<object?>(Refusals.BadSystemKey)
            : http.GetRouteValue("conversationId") is string { Length: > 0 and <= 200 } ? next(context)
            : ValueTask.FromResult<object?>(Refusals.BadConversationId);
    }

    /// <summary>Compares hashes, all of them, so that the time tells nothing about any key.</summary>
    private static bool IsKnown(IList<string> keys, string given)
    {
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        Span<byte> other = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(Encoding.UTF8.GetBytes(given), hash);
        bool isKnown = false;
        foreach (string key in keys)
        {
            SHA256.HashData(Encoding.UTF8.GetBytes(key), other);
            isKnown |= CryptographicOperations.FixedTimeEquals(hash, other);
        }

        return isKnown;
    }
}
