using System.Net.ServerSentEvents;
using System.Runtime.CompilerServices;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Hosting;

namespace WebChat.Desk;

/// <summary>Signing in, and the queue.</summary>
internal static class DeskEndpoints
{
    public static void MapDesk(this IEndpointRouteBuilder endpoints, string prefix)
    {
        RouteGroupBuilder desk = endpoints.MapGroup(prefix);
        desk.MapPost("/sign-in", SignInAsync).RequireRateLimiting(DeskAccess.SignIns);
        desk.MapPost("/sign-out", (Delegate)SignOutAsync);
        desk.MapGet("/queue", ReadQueue).RequireAuthorization(DeskAccess.Policy);
    }

    private static async Task<Results<NoContent, ProblemHttpResult>> SignInAsync(SignIn body, HttpContext http, IConfiguration configuration)
    {
        if (!DeskAccess.IsKey(configuration, body.Key))
        {
            return TypedResults.Problem("That is not the key of this desk.", statusCode: StatusCodes.Status401Unauthorized);
        }

        await http.SignInAsync(DeskAccess.Agent);
        return TypedResults.NoContent();
    }

    private static async Task<NoContent> SignOutAsync(HttpContext http)
    {
        await http.SignOutAsync();
        return TypedResults.NoContent();
    }

    private static ServerSentEventsResult<IReadOnlyList<QueuedTransfer>> ReadQueue(TransferQueue queue, HttpContext http, IHostApplicationLifetime lifetime) =>
        TypedResults.ServerSentEvents(UntilStopped(queue, lifetime.ApplicationStopping, http.RequestAborted));

    private static async IAsyncEnumerable<SseItem<IReadOnlyList<QueuedTransfer>>> UntilStopped(
        TransferQueue queue, CancellationToken stopping, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        using CancellationTokenSource either = CancellationTokenSource.CreateLinkedTokenSource(stopping, cancellationToken);
        await using IAsyncEnumerator<IReadOnlyList<QueuedTransfer>> lists = queue.WatchAsync(either.Token).GetAsyncEnumerator(CancellationToken.None);
        while (await MovesAsync(lists, either.Token))
        {
            yield return new SseItem<IReadOnlyList<QueuedTransfer>>(lists.Current, "queue");
        }
    }

    private static async ValueTask<bool> MovesAsync(IAsyncEnumerator<IReadOnlyList<QueuedTransfer>> lists, CancellationToken ending)
    {
        try
        {
            return await lists.MoveNextAsync();
        }
        catch (OperationCanceledException) when (ending.IsCancellationRequested)
        {
            // The agent has gone, or the application stops; the page comes back.
            return false;
        }
    }

    private sealed record SignIn(string? Key);
}
