namespace ConversationInteractions.Model;

/// <summary>Asks for a file and waits for it. A call of a file integration must follow at once (A36).</summary>
public sealed record FileUpload : Interaction
{
    /// <summary>The in-progress message used where an author gives none.</summary>
    public const string DefaultInProgressMessage = "Processing the file...";

    /// <summary>The success message used where an author gives none.</summary>
    public const string DefaultSuccessMessage = "Successfully processed the file.";

    /// <summary>The failure message used where an author gives none.</summary>
    public const string DefaultFailureMessage = "Failed to process the file. Please try again.";

    /// <summary>What asks for the file. A template.</summary>
    public string? Message { get; init; }

    /// <summary>The types that are accepted, such as <c>pdf</c>, <c>jpeg</c>, <c>docx</c> (C18). At least one.</summary>
    public required ValueList<string> AcceptedTypes { get; init; }

    /// <summary>The largest size accepted here, in bytes; the bot's limit without it.</summary>
    public long? MaxBytes { get; init; }

    /// <summary>What is said when the consumer types something that fits neither a rule nor a starter. A template.</summary>
    public string? FallbackResponse { get; init; }

    /// <summary>What is said when the upload begins. A template.</summary>
    public string InProgressMessage { get; init; } = DefaultInProgressMessage;

    /// <summary>What is said when the file was stored. A template.</summary>
    public string SuccessMessage { get; init; } = DefaultSuccessMessage;

    /// <summary>What is said when the file could not be stored or is too large. A template.</summary>
    public string FailureMessage { get; init; } = DefaultFailureMessage;

    /// <summary>What is said when the type is not accepted; without it a text that lists the accepted types (C18). A template.</summary>
    public string? ValidationFailureMessage { get; init; }

    /// <summary>Judge what the consumer types instead of a file (C19).</summary>
    public ValueList<Rule> Rules { get; init; } = [];
}
