namespace ConversationInteractions.ConversationBuilder.Importing;

/// <summary>The codes of what keeps an export from being imported, beside the <c>CI01xx</c> codes of files that are not JSON. A code keeps its meaning for ever.</summary>
public static class ImportDiagnosticCodes
{
    /// <summary>The file is JSON, but no export of Conversation Builder.</summary>
    public const string NoExport = "CI0501";

    /// <summary>A value is of another JSON kind than it must be.</summary>
    public const string WrongKind = "CI0502";

    /// <summary>The file is larger than an export may be.</summary>
    public const string TooLarge = "CI0503";

    /// <summary>The export has no interactions, so there is nothing to run.</summary>
    public const string Empty = "CI0504";

    /// <summary>The export was read, but the bot made of it would not be valid. This is a defect of the importer.</summary>
    public const string NotValid = "CI0505";

    /// <summary>A part of the export is not in the bot. A warning.</summary>
    public const string Dropped = "CI0506";

    /// <summary>A part of the export is in the bot, but not exactly as it was. A warning.</summary>
    public const string Changed = "CI0507";
}
