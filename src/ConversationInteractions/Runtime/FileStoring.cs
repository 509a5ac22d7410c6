using System.Diagnostics;
using ConversationInteractions.Interpretation;

namespace ConversationInteractions.Runtime;

/// <summary>Brings one staged file to its share, once it is known to be clean.</summary>
internal sealed class FileStoring(RuntimeContext context)
{
    private readonly Quarantine _quarantine = new(context);

    /// <summary>Stores a file. Whatever goes wrong is an outcome; only the end of the process is not.</summary>
    public async Task<UploadResult> StoreAsync(string conversationId, StartUpload upload)
    {
        using Activity? activity = ConversationTelemetry.Start("conversation.upload", ActivityKind.Client, upload);
        activity?.SetTag("conversation.id", conversationId).SetTag("conversation.integration", upload.Integration);
        if (context.Ports.Shares?.Invoke(upload.Share) is not { } share || context.Ports.Staging is not { } staging)
        {
            return Failed(upload.Share is null ? "no file share is registered" : $"no file share '{upload.Share}' is registered");
        }

        try
        {
            if (await FindProblemAsync(conversationId, staging, upload.File.Reference).ConfigureAwait(false) is { } problem)
            {
                return Failed(problem);
            }

            return await share.StoreAsync(RequestOf(conversationId, upload, staging), context.Stopping).ConfigureAwait(false);
        }
        catch (Exception problem) when (!context.Stopping.IsCancellationRequested)
        {
            RuntimeLog.PortThrew(context.Log, problem, conversationId, nameof(IFileShare));
            return Failed($"the share threw {problem.GetType().Name}");
        }
    }

    private async ValueTask<string?> FindProblemAsync(string conversationId, IUploadStaging staging, string reference)
    {
        if (await staging.OpenAsync(reference, context.Stopping).ConfigureAwait(false) is not { } content)
        {
            return "the staged file is gone";
        }

        await using (content.ConfigureAwait(false))
        {
            return await _quarantine.FindProblemAsync(conversationId, content).ConfigureAwait(false);
        }
    }

    private static FileUploadRequest RequestOf(string conversationId, StartUpload upload, IUploadStaging staging) => new()
    {
        UploadId = upload.Key,
        ConversationId = conversationId,
        Integration = upload.Integration,
        FileName = upload.FileName,
        MediaType = upload.MediaType,
        Path = upload.Path,
        Bytes = upload.File.Bytes,
        Request = upload.Request,
        Timeout = upload.Timeout,
        Retries = upload.Retries,
        OpenAsync = async token => await staging.OpenAsync(upload.File.Reference, token).ConfigureAwait(false)
            ?? throw new IOException("The staged file is gone."),
    };

    private static UploadResult Failed(string reason) => new(UploadOutcome.Failed, Reason: reason);
}
