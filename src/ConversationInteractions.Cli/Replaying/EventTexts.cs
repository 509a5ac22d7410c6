using System.Globalization;
using ConversationInteractions.Interpretation;

namespace ConversationInteractions.Cli;

/// <summary>Events and effects of a journal in words.</summary>
internal static class EventTexts
{
    public static string Of(ConversationEvent occurred) => occurred switch
    {
        UserMessageReceived said => $"the consumer says \"{said.Text}\"{(said.Payload is null ? "" : $", payload \"{said.Payload}\"")}",
        FileReceived received => string.Create(CultureInfo.InvariantCulture, $"the consumer hands in {received.File.Name}, {received.File.Bytes} bytes"),
        HostEventRaised raised => $"the host raises {raised.Name}: \"{raised.Text}\"",
        ConversationClosedByHost => "the host closes the conversation",
        IntegrationCompleted completed => $"the call ends: {Outcome(completed.Outcome)}",
        IntentsRecognized recognized => $"intents: {(recognized.Intents.Count == 0 ? "none" : string.Join(", ", recognized.Intents.Select(Intent)))}",
        ScriptCompleted script => $"the script ends: {Script(script.Outcome)}",
        UploadCompleted upload => $"the upload {(upload.Stored ? "is stored" : $"fails {upload.Reason}".TrimEnd())}",
        TimerElapsed => "a timer is due",
        TransferAnswered answered => $"the transfer is {answered.Answer switch { TransferAnswer.Accepted => "accepted", TransferAnswer.Rejected => "rejected", _ => "perhaps taken" }} {answered.Reason}".TrimEnd(),
        TransferOffered => "the transfer is offered to an agent",
        AgentConnected => "an agent has the conversation",
        TransferFailed failed => $"the transfer fails {failed.Reason}".TrimEnd(),
        AgentReturned => "the agent returns the conversation",
        AgentClosed => "the agent closes the conversation",
        AgentSaid said => $"the agent says \"{said.Text}\"",
        _ => occurred.GetType().Name,
    };

    public static (string Label, string Text) Of(ConversationEffect effect) => effect switch
    {
        SendMessage send => ("says", Message(send.Message)),
        InvokeIntegration { Request: ApiRequest api } => ("calls", $"{api.Integration}: {api.Method} {api.Url} {api.Body}".TrimEnd()),
        InvokeIntegration { Request: CustomRequest custom } => ("calls", $"{custom.Integration}: {custom.Kind} {custom.Settings}".TrimEnd()),
        RequestTransfer transfer => ("transfer", $"to skill {transfer.SkillId}{(transfer.TakenBy is null ? "" : $", which bot {transfer.TakenBy} takes")}{(transfer.Message is null ? "" : $", with \"{transfer.Message}\"")}"),
        ForwardToAgent forward => ("forwards", forward.File is { } file ? $"file {file.Name} to the agent" : $"\"{forward.Text}\" to the agent"),
        StartUpload upload => ("uploads", $"{upload.FileName} to {upload.Path}"),
        ReleaseFile => ("file", "is forgotten"),
        ChangeContext { Change: var change } => ("context", $"{change.Kind.ToString().ToLowerInvariant()} {change.Namespace}{(change.Name.Length == 0 ? "" : $".{change.Name} = {(change.Value is null ? "none" : $"'{change.Value}'")}")}"),
        CloseConversation close => ("closes", close.Survey ? "with a survey" : "without survey"),
        _ => ("does", effect.GetType().Name),
    };

    private static string Message(OutgoingMessage message)
    {
        string content = message.Image is { } image ? $"image {image.Url}"
            : message.Cards.Count > 0 ? $"cards {string.Join(", ", message.Cards.Select(c => c.Title))}"
            : message.Payload is { } payload ? $"payload {payload}"
            : $"\"{message.Text}\"";
        string choices = string.Concat(message.Choices.Select(c => $" [{c.Label}]"));
        return string.Create(CultureInfo.InvariantCulture, $"{message.Sequence}: {content}{choices}{(message.FromAgent ? " (the agent)" : "")}");
    }

    private static string Outcome(CallOutcome outcome) =>
        string.Create(CultureInfo.InvariantCulture, $"{outcome.Result.ToString().ToLowerInvariant()}, status {outcome.Status?.ToString(CultureInfo.InvariantCulture) ?? "none"} {outcome.Reason}").TrimEnd()
        + (outcome.Body.Length == 0 ? "" : $": {outcome.Body}");

    private static string Intent(RecognizedIntent intent) => string.Create(CultureInfo.InvariantCulture, $"{intent.Name} ({intent.Score:0.00})");

    private static string Script(ScriptOutcome outcome)
    {
        string[] wishes =
        [
            .. outcome.Variables.Select(v => v.Value is { } value ? $"{v.Name} = '{value}'" : $"{v.Name} removed"),
            .. outcome.Context.Select(c => $"{c.Kind.ToString().ToLowerInvariant()} {c.Namespace} {c.Name}".TrimEnd()),
            .. outcome.Messages.Select(m => $"says \"{m.Text}\""),
            .. outcome.Choices.Select(c => $"adds [{c.Label}]"),
            .. outcome.Trigger is { } trigger ? new[] { $"goes to '{trigger}'" } : [],
            .. outcome.Stop ? new[] { "stops" } : [],
        ];
        return wishes.Length == 0 ? "nothing" : string.Join(", ", wishes);
    }
}
