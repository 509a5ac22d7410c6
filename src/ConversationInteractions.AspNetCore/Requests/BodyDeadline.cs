using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Extensions.DependencyInjection;

namespace ConversationInteractions.AspNetCore.Requests;

/// <summary>The time that a body has to arrive; the server's own least rate lets a patient attacker drip for hours.</summary>
internal sealed class BodyDeadline : IDisposable
{
    private readonly CancellationTokenSource _time;
    private readonly CancellationTokenSource _either;
    private readonly HttpContext _http;

    public BodyDeadline(HttpContext http, TimeSpan limit)
    {
        _http = http;
        _time = new CancellationTokenSource(limit, http.RequestServices.GetRequiredService<TimeProvider>());
        _either = CancellationTokenSource.CreateLinkedTokenSource(_time.Token, http.RequestAborted);
    }

    /// <summary>Cancelled when the time is over or the client has gone.</summary>
    public CancellationToken Token => _either.Token;

    /// <summary>Whether the time is over, and not the client gone.</summary>
    public bool HasPassed => _time.IsCancellationRequested && !_http.RequestAborted.IsCancellationRequested;

    /// <summary>The refusal for what the server found wrong with a body.</summary>
    public static ProblemHttpResult RefusalOf(BadHttpRequestException broken, long bytes, TimeSpan time) => broken.StatusCode switch
    {
        StatusCodes.Status413PayloadTooLarge => Refusals.BodyTooLarge(bytes),
        StatusCodes.Status408RequestTimeout => Refusals.BodyTooSlow(time),
        _ => Refusals.BodyBroken(broken.Message),
    };

    public void Dispose()
    {
        _either.Dispose();
        _time.Dispose();
    }
}
