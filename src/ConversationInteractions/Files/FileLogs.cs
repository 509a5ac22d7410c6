using ConversationInteractions.Runtime;
using Microsoft.Extensions.Logging;

namespace ConversationInteractions.Files;

/// <summary>What shares log: names of definitions, statuses and reasons; never addresses, file names or contents.</summary>
internal static partial class FileLogs
{
    [LoggerMessage(1101, LogLevel.Debug, "Integration {Integration}: upload {UploadId} is stored, status {Status}, attempts {Attempts}")]
    public static partial void UploadStored(this ILogger logger, string integration, string uploadId, int? status, int attempts);

    [LoggerMessage(1102, LogLevel.Warning, "Integration {Integration}: upload {UploadId} ended as {Outcome}, status {Status}, attempts {Attempts}: {Reason}")]
    public static partial void UploadNotStored(
        this ILogger logger, string integration, string uploadId, UploadOutcome outcome, int? status, int attempts, string? reason);

    [LoggerMessage(1103, LogLevel.Information, "Integration {Integration}: attempt {Attempt} of upload {UploadId} failed and is repeated in {Wait}: {Reason}")]
    public static partial void UploadRepeated(this ILogger logger, string integration, int attempt, string uploadId, TimeSpan wait, string? reason);
}
