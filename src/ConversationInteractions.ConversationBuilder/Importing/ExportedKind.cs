namespace ConversationInteractions.ConversationBuilder.Importing;

/// <summary>The kinds of interaction that an export can have: those seen, and those that only the vendor's pages name.</summary>
internal enum ExportedKind
{
    Starter,
    Text,
    Image,
    TextQuestion,
    MultipleChoice,
    QuickReply,
    Buttons,
    Structured,
    Universal,
    Escalation,
    FileUpload,
    Integration,
    Picker,
    RichLink,
    Media,
    PrivateMessage,
    OtherStatement,
    OtherQuestion,
    Unknown,
}
