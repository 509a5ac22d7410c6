using ConversationInteractions.AspNetCore.Contracts;
using ConversationInteractions.AspNetCore.Requests;
using ConversationInteractions.Escalations;
using ConversationInteractions.Runtime;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace ConversationInteractions.AspNetCore.Endpoints;

/// <summary>Takes what becomes of transfers: from the agents' system, signed; and from agents who are signed in.</summary>
internal static class ReportEndpoint
{
    public static async Task<Results<Ok<EventReceipt>, ProblemHttpResult>> ReadSignedAsync(HttpContext http, ConversationRuntime runtime, IOptions<WebChannelOptions> options)
    {
        using BodyDeadline deadline = new(http, options.Value.MessageTimeout);
        try
        {
            EscalationReports reports = http.RequestServices.GetRequiredService<EscalationReports>();
            EscalationReportResult result = await reports
                .ReadAsync(name => http.Request.Headers[name] is [{ } only] ? only : null, http.Request.Body, deadline.Token)
                .ConfigureAwait(false);
            return result.Report is { } report
                ? await Postings.PostAsync(runtime, report.ConversationId, report.Update, http.RequestAborted).ConfigureAwait(false)
                : Refusals.Report(result.RefusalStatus, result.Reason ?? "The report is refused.");
        }
        catch (OperationCanceledException) when (deadline.HasPassed)
        {
            return Refusals.BodyTooSlow(options.Value.MessageTimeout);
        }
        catch (BadHttpRequestException broken)
        {
            return BodyDeadline.RefusalOf(broken, options.Value.MaxMessageBytes, options.Value.MessageTimeout);
        }
    }

    public static async Task<Results<Ok<EventReceipt>, ProblemHttpResult>> PostAsync(string conversationId, HttpContext http, ConversationRuntime runtime)
    {
        JsonBody<PostAgentReport> body = await JsonBody<PostAgentReport>.ReadAsync(http, WebJson.Default.PostAgentReport).ConfigureAwait(false);
        if (!body.IsRead)
        {
            return body.Refusal;
        }

        PostAgentReport report = body.Value;
        if (!report.Event.All(char.IsAsciiLetterLower) || !Enum.TryParse(report.Event, ignoreCase: true, out TransferUpdateKind kind))
        {
            return Refusals.UnknownReport(report.Event);
        }

        return !Postings.TryName("agent", report.Id, out string? id) ? Refusals.BadId(Postings.MaxId)
            : report.TransferId.Length == 0 ? Refusals.Empty("transferId")
            : kind == TransferUpdateKind.Said && string.IsNullOrEmpty(report.Text) ? Refusals.Empty("text")
            : await Postings.PostAsync(runtime, conversationId, new TransferUpdate(report.TransferId, kind) { Id = id, Text = report.Text }, http.RequestAborted).ConfigureAwait(false);
    }
}
