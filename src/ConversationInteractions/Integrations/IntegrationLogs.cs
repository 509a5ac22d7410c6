using Microsoft.Extensions.Logging;

namespace ConversationInteractions.Integrations;

/// <summary>What integrations log: names of definitions, statuses and reasons; never paths, queries, values of headers or bodies, which may hold what people said.</summary>
internal static partial class IntegrationLogs
{
    [LoggerMessage(1001, LogLevel.Debug, "Integration {Integration}: call {Key} ended as {Result}, status {Status}, attempts {Attempts}")]
    public static partial void CallEnded(this ILogger logger, string integration, string key, Model.CallResult result, int? status, int attempts);

    [LoggerMessage(1002, LogLevel.Warning, "Integration {Integration}: call {Key} ended as {Result}, status {Status}, attempts {Attempts}: {Reason}")]
    public static partial void CallDidNotSucceed(
        this ILogger logger, Exception? exception, string integration, string key, Model.CallResult result, int? status, int attempts, string? reason);

    [LoggerMessage(1003, LogLevel.Information, "Integration {Integration}: attempt {Attempt} of call {Key} failed and is repeated in {Wait}: {Reason}")]
    public static partial void AttemptRepeated(this ILogger logger, Exception? exception, string integration, int attempt, string key, TimeSpan wait, string? reason);

    [LoggerMessage(1004, LogLevel.Warning, "Integration {Integration}: the header {Header} is not sent, because the client sets it itself; remove it from the definition")]
    public static partial void HeaderRefused(this ILogger logger, string integration, string header);

    [LoggerMessage(1005, LogLevel.Debug, "Integration {Integration}: the header {Header} is not sent, because it describes a body and there is none, or its name is not valid")]
    public static partial void HeaderWithoutPlace(this ILogger logger, string integration, string header);

    [LoggerMessage(1006, LogLevel.Error, "Integration {Integration} is of kind {Kind}, for which no client is registered; register one with AddIntegrationClient")]
    public static partial void KindUnknown(this ILogger logger, string integration, string kind);
}
