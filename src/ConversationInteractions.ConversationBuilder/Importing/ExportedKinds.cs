using ConversationInteractions.Definitions;

namespace ConversationInteractions.ConversationBuilder.Importing;

/// <summary>Tells the kinds of interactions apart.</summary>
internal static class ExportedKinds
{
    /// <summary>The kind by its word; where that is unknown, by what the interaction holds.</summary>
    public static ExportedKind Of(string type, SourceNode node) => Normal(type) switch
    {
        "DIALOG_STARTER" or "USER_SAYS" => ExportedKind.Starter,
        "TEXT" => ExportedKind.Text,
        "IMAGE" => ExportedKind.Image,
        "TEXT_QUESTION" => ExportedKind.TextQuestion,
        "MULTIPLE_CHOICE_QUESTION" or "MULTIPLE_CHOICE" => ExportedKind.MultipleChoice,
        "QUICK_REPLY" => ExportedKind.QuickReply,
        "BUTTON" => ExportedKind.Buttons,
        "STRUCTURED" => ExportedKind.Structured,
        "UNIVERSAL" => ExportedKind.Universal,
        "ESCALATION" or "AGENT_ESCALATION" or "AGENT_TRANSFER" or "ESCALATION_INTEGRATION" => ExportedKind.Escalation,
        "FILE_UPLOAD" => ExportedKind.FileUpload,
        "API_INTEGRATION" or "INTEGRATION" => ExportedKind.Integration,
        "LIST_PICKER" or "TIME_PICKER" => ExportedKind.Picker,
        "APPLE_RICH_LINK" or "RICH_LINK" => ExportedKind.RichLink,
        "AUDIO" or "VIDEO" => ExportedKind.Media,
        "PRIVATE_MESSAGE" or "PRIVATE_TEXT" => ExportedKind.PrivateMessage,
        var other => Guess(other, node),
    };

    private static ExportedKind Guess(string type, SourceNode node)
    {
        SourceNode? content = node.Member("content");
        SourceNode? tile = content?.Member("results")?.Member("tile")?.ListOf("tileData") is [var first, ..] ? first : null;
        return content?.Has("responderId") == true || content?.Has("responderName") == true || type.EndsWith("INTEGRATION", StringComparison.Ordinal) ? ExportedKind.Integration
            : type.Contains("PRIVATE", StringComparison.Ordinal) ? ExportedKind.PrivateMessage
            : tile?.Has("escalation") == true ? ExportedKind.Escalation
            : tile?.Has("universalWidget") == true ? ExportedKind.Universal
            : tile?.Has("multipleChoice") == true ? ExportedKind.MultipleChoice
            : node.ListOf("quickReplies").Count > 0 ? ExportedKind.QuickReply
            : type.EndsWith("QUESTION", StringComparison.Ordinal) || type.Contains("DISAMBIG", StringComparison.Ordinal) || (type.Length > 0 && JudgesAnswers(node)) ? ExportedKind.OtherQuestion
            : tile?.TextOf("text") is not null ? ExportedKind.OtherStatement
            : ExportedKind.Unknown;
    }

    private static bool JudgesAnswers(SourceNode node) => node.ListOf("responseMatches")
        .SelectMany(rule => rule.ListOf("conditions"))
        .Any(condition => condition.TextOf("matchType") is { } test && test != "API_RESULT");

    private static string Normal(string type) => type.Trim().ToUpperInvariant().Replace(' ', '_').Replace('-', '_');
}
