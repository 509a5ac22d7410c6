using System.Runtime.ExceptionServices;
using ConversationInteractions.Integrations;
using ConversationInteractions.Interpretation;
using ConversationInteractions.Model;
using ConversationInteractions.Runtime;
using Microsoft.Extensions.Logging;

namespace ConversationInteractions.Files;

/// <summary>One upload over HTTP with all its attempts.</summary>
internal sealed class HttpUpload(FileUploadRequest upload, ApiRequest request)
{
    private const double FirstWaitSeconds = 0.2;
    private const int MostRetries = 100;

    private long _progress;

    public required HttpClient Client { get; init; }

    public required ApiRequestMessage Message { get; init; }

    public required ICredentialProvider? Credentials { get; init; }

    public required TimeProvider Time { get; init; }

    public required Func<double> Jitter { get; init; }

    public required ILogger Logger { get; init; }

    public async ValueTask<UploadResult> RunAsync(CancellationToken cancellationToken)
    {
        int attempts = 1 + (request.Repeatable ? Math.Clamp(upload.Retries, 0, MostRetries) : 0);
        for (int attempt = 1; ; attempt++)
        {
            (UploadResult result, TimeSpan? wait) = await AttemptAsync(attempt, cancellationToken).ConfigureAwait(false);
            if (wait is null || attempt >= attempts || wait > upload.Timeout)
            {
                Log(result, attempt);
                return result;
            }

            Logger.UploadRepeated(upload.Integration, attempt, upload.UploadId, wait.Value, result.Reason);
            await Time.WaitAsync(wait.Value, cancellationToken).ConfigureAwait(false);
        }
    }

    /// <summary>Makes one attempt.</summary>
    /// <returns>The result, were it the last attempt, and how long to wait before another; <see langword="null"/> where another could not fare better.</returns>
    private async ValueTask<(UploadResult Result, TimeSpan? Wait)> AttemptAsync(int attempt, CancellationToken cancellationToken)
    {
        using ProgressWatch watch = new(upload.Timeout, Time, cancellationToken);
        using UploadContent content = new(upload, watch, Progressed);
        bool sent = false;
        try
        {
            using HttpRequestMessage message = Message.Create(Client, content);
            if (request.Credential is { } credential
                && !(Credentials is not null && await Credentials.ApplyAsync(credential, message, watch.Token).ConfigureAwait(false)))
            {
                return (Failed(IntegrationTexts.CredentialMissing(credential)), null);
            }

            watch.Token.ThrowIfCancellationRequested();
            sent = true;
            using HttpResponseMessage response = await Client.SendAsync(message, HttpCompletionOption.ResponseHeadersRead, watch.Token).ConfigureAwait(false);
            return Judge(response, attempt);
        }
        catch (Exception exception) when (cancellationToken.IsCancellationRequested)
        {
            throw new OperationCanceledException(exception.Message, exception, cancellationToken);
        }
        catch (Exception) when (content.FileTrouble is InvalidDataException mismatch)
        {
            return (Failed(mismatch.Message), null);
        }
        catch (Exception) when (content.FileTrouble is not null)
        {
            ExceptionDispatchInfo.Throw(content.FileTrouble);
            throw;
        }
        catch (Exception exception) when (exception is not OutOfMemoryException)
        {
            // Whatever else goes wrong is trouble of the upload: also what a credential provider or a handler of the host throws.
            CallTrouble trouble = new(exception, sent, TimedOut: watch.HasStalled);
            string reason = watch.HasStalled && sent ? watch.Reason : trouble.ReasonFor(request);
            bool inDoubt = !request.Repeatable && trouble.ResultOf(request) is CallResult.Unknown;
            return (Failed(inDoubt ? $"{reason}; the receiver may have the file all the same" : reason), trouble.MayPass ? Backoff(attempt) : null);
        }
    }

    private (UploadResult Result, TimeSpan? Wait) Judge(HttpResponseMessage response, int attempt)
    {
        int status = (int)response.StatusCode;
        if (request.SuccessCodes is { } codes ? codes.AsSpan().Contains(status) : status is >= 200 and <= 299)
        {
            return (new UploadResult(UploadOutcome.Stored, Reference(response), status), null);
        }

        bool mayPass = status is 408 or 429 or (>= 500 and <= 599);
        UploadOutcome outcome = !mayPass && status is >= 400 and <= 499 ? UploadOutcome.Refused : UploadOutcome.Failed;
        return (new UploadResult(outcome, null, status, IntegrationTexts.StatusNotSuccess(status)), mayPass ? Longer(Backoff(attempt), RetryAfter(response)) : null);
    }

    /// <summary>Where the file is: what the receiver says, else where it was sent to; without the query, which may hold a signature.</summary>
    private string? Reference(HttpResponseMessage response)
    {
        Uri sentTo = new(request.Url);
        return Uri.TryCreate(sentTo, response.Headers.Location ?? sentTo, out Uri? place) ? place.GetLeftPart(UriPartial.Path) : null;
    }

    private TimeSpan? RetryAfter(HttpResponseMessage response) => response.Headers.RetryAfter is { } after ? after.Delta ?? (after.Date - Time.GetUtcNow()) : null;

    private TimeSpan Backoff(int attempt)
    {
        double seconds = Math.ScaleB(FirstWaitSeconds, attempt - 1) * (1 - (Math.Clamp(Jitter(), 0, 1) / 2));
        return TimeSpan.FromSeconds(Math.Min(seconds, upload.Timeout.TotalSeconds));
    }

    private static TimeSpan Longer(TimeSpan wait, TimeSpan? retryAfter) => retryAfter > wait ? retryAfter.Value : wait;

    private static UploadResult Failed(string reason) => new(UploadOutcome.Failed, Reason: reason);

    /// <summary>A repeated attempt begins anew; what was told does not go back.</summary>
    private void Progressed(long sent)
    {
        if (sent > _progress)
        {
            _progress = sent;
            upload.Progress?.Report(sent);
        }
    }

    private void Log(UploadResult result, int attempts)
    {
        if (result.Outcome is UploadOutcome.Stored)
        {
            Logger.UploadStored(upload.Integration, upload.UploadId, result.Status, attempts);
        }
        else
        {
            Logger.UploadNotStored(upload.Integration, upload.UploadId, result.Outcome, result.Status, attempts, result.Reason);
        }
    }
}
