namespace ConversationInteractions.Language;

/// <summary>
/// Texts that stand for system events (B1, C3). Dialogs may start on them, but not when a consumer has typed them.
/// </summary>
/// <remarks>Thread-safe.</remarks>
public static class ReservedText
{
    /// <summary>A transfer has failed.</summary>
    public const string EscalationFailed = "__agent_escalation_failed__";

    /// <summary>An upload has succeeded; its success message follows.</summary>
    public const string UploadSucceededPrefix = "file_upload_success:";

    /// <summary>An upload has failed; its failure message follows.</summary>
    public const string UploadFailedPrefix = "file_upload_failed:";

    /// <summary>The consumer has signed in during the conversation.</summary>
    public const string StepUp = "_STEPUP_";

    /// <summary>As a whole text of a bot: send nothing (C21). Not reserved when typed.</summary>
    public const string Blank = "BLANK_MESSAGE";

    private static readonly string NormalEscalationFailed = Utterance.Normalize(EscalationFailed);
    private static readonly string NormalUploadSucceeded = Utterance.Normalize(UploadSucceededPrefix);
    private static readonly string NormalUploadFailed = Utterance.Normalize(UploadFailedPrefix);
    private static readonly string NormalStepUp = Utterance.Normalize(StepUp);

    /// <summary>
    /// Whether a typed text equals or begins with a reserved form, ignoring case and surrounding blanks (B1, C3). It is judged in the very
    /// form in which patterns see it, so no spelling passes here and still starts such a dialog.
    /// </summary>
    /// <param name="text">The text as typed.</param>
    public static bool IsReserved(string text) => IsReservedForm(Utterance.Normalize(text));

    /// <summary>The same for a text that is normalised already.</summary>
    internal static bool IsReservedForm(string normalized) =>
        normalized.StartsWith(NormalEscalationFailed, StringComparison.Ordinal)
        || normalized.StartsWith(NormalUploadSucceeded, StringComparison.Ordinal)
        || normalized.StartsWith(NormalUploadFailed, StringComparison.Ordinal)
        || normalized.StartsWith(NormalStepUp, StringComparison.Ordinal);
}
