using ConversationInteractions.Interpretation;
using ConversationInteractions.Model;
using ConversationInteractions.Runtime;
using Microsoft.Extensions.Logging;

namespace ConversationInteractions.Integrations;

/// <summary>One call with all its attempts, from the first byte out to its outcome.</summary>
internal sealed class ApiCall(ApiRequest request, string key)
{
    private int _sent;

    public required HttpClient Client { get; init; }

    public required ApiRequestMessage Message { get; init; }

    public required AttemptSchedule Schedule { get; init; }

    public required ICredentialProvider? Credentials { get; init; }

    public required TimeProvider Time { get; init; }

    public required int MaxResponseBytes { get; init; }

    public required ILogger Logger { get; init; }

    public async ValueTask<CallOutcome> RunAsync(CancellationToken cancellationToken)
    {
        bool inDoubt = false;
        for (int attempt = 1; ; attempt++)
        {
            AttemptResult result = await AttemptAsync(attempt, cancellationToken).ConfigureAwait(false);
            if (result.Wait is not { } wait)
            {
                return Conclude(result, inDoubt);
            }

            inDoubt |= result.Result == CallResult.Unknown;
            Logger.AttemptRepeated(result.Exception, request.Integration, attempt, key, wait, result.Reason);
            await Time.WaitAsync(wait, cancellationToken).ConfigureAwait(false);
        }
    }

    private async ValueTask<AttemptResult> AttemptAsync(int attempt, CancellationToken cancellationToken)
    {
        using CancellationTokenSource ending = new(Schedule.ForNextAttempt, Time);
        using CancellationTokenRegistration link = cancellationToken.UnsafeRegister(static source => ((CancellationTokenSource)source!).Cancel(), ending);
        bool sent = false;
        int? status = null;
        try
        {
            using HttpRequestMessage message = Message.Create(Client);
            if (request.Credential is { } credential
                && !(Credentials is not null && await Credentials.ApplyAsync(credential, message, ending.Token).ConfigureAwait(false)))
            {
                return new AttemptResult(CallResult.Failure) { Reason = IntegrationTexts.CredentialMissing(credential) };
            }

            ending.Token.ThrowIfCancellationRequested();
            sent = true;
            _sent++;
            using HttpResponseMessage response = await Client.SendAsync(message, HttpCompletionOption.ResponseHeadersRead, ending.Token).ConfigureAwait(false);
            status = (int)response.StatusCode;
            return await JudgeAsync(response, attempt, ending.Token).ConfigureAwait(false);
        }
        catch (Exception exception) when (cancellationToken.IsCancellationRequested)
        {
            throw new OperationCanceledException(exception.Message, exception, cancellationToken);
        }
        catch (Exception exception) when (exception is not OutOfMemoryException)
        {
            // Whatever else goes wrong is trouble of the call, and that is an outcome: also what a credential provider or a handler of the host throws.
            CallTrouble trouble = new(exception, sent, TimedOut: exception is OperationCanceledException || ending.IsCancellationRequested);
            TimeSpan? wait = trouble.MayPass ? Schedule.WaitAfter(attempt) : null;
            return new AttemptResult(trouble.ResultOf(request))
            {
                Status = status,
                Reason = trouble.ReasonFor(request),

                // Its message names the host, which may be what somebody said; that of a handler of the application may name anything.
                Exception = request.HostIsVariable || request.HoldsSensitive ? null : exception,
                Wait = wait,
            };
        }
    }

    private async ValueTask<AttemptResult> JudgeAsync(HttpResponseMessage response, int attempt, CancellationToken cancellationToken)
    {
        int status = (int)response.StatusCode;
        bool success = request.SuccessCodes is { } codes ? codes.AsSpan().Contains(status) : status is >= 200 and <= 299;
        AttemptResult result = success
            ? new AttemptResult(CallResult.Success) { Status = status }
            : new AttemptResult(CallResult.Failure) { Status = status, Reason = IntegrationTexts.StatusNotSuccess(status) };
        if (!success && status is 408 or 429 or (>= 500 and <= 599) && Schedule.WaitAfter(attempt, RetryAfter(response, status)) is { } wait)
        {
            return result with { Wait = wait };
        }

        string? body = await ResponseText.ReadAsync(response.Content, MaxResponseBytes, cancellationToken).ConfigureAwait(false);
        if (body is not null)
        {
            return result with { Body = body };
        }

        // What changes something and was answered as a success took effect, as one whose answer broke off may have (B5).
        bool tookEffect = success && !RequestTarget.ChangesNothing(request.Method);
        return new AttemptResult(tookEffect ? CallResult.Unknown : CallResult.Failure) { Status = status, Reason = IntegrationTexts.ResponseTooLarge(MaxResponseBytes) };
    }

    private TimeSpan? RetryAfter(HttpResponseMessage response, int status) =>
        status is 429 or 503 && response.Headers.RetryAfter is { } after ? after.Delta ?? (after.Date - Time.GetUtcNow()) : null;

    private CallOutcome Conclude(AttemptResult result, bool inDoubt)
    {
        bool staysUnknown = inDoubt && result.Result == CallResult.Failure;
        CallOutcome outcome = new()
        {
            Result = staysUnknown ? CallResult.Unknown : result.Result,
            Status = result.Status,
            Body = result.Body ?? "",
            Attempts = _sent,
            Reason = staysUnknown && result.Reason is { } reason ? IntegrationTexts.EarlierAttemptInDoubt(reason) : result.Reason,
        };
        if (outcome.Result == CallResult.Success)
        {
            Logger.CallEnded(request.Integration, key, outcome.Result, outcome.Status, outcome.Attempts);
        }
        else
        {
            Logger.CallDidNotSucceed(result.Exception, request.Integration, key, outcome.Result, outcome.Status, outcome.Attempts, outcome.Reason);
        }

        return outcome;
    }
}
