namespace ConversationInteractions.Definitions.Format;

/// <summary>The small languages in which texts of a definition are written.</summary>
internal enum TextLanguage
{
    /// <summary>None: the text is what it is.</summary>
    Plain,

    /// <summary>A text with references in braces.</summary>
    Template,

    /// <summary>A pattern for a whole text.</summary>
    Pattern,

    /// <summary>A keyword or pattern that excludes.</summary>
    Keyword,

    /// <summary>A regular expression.</summary>
    Regex,

    /// <summary>A path into a JSON value.</summary>
    Path,

    /// <summary>The name of a variable or field, or a reference without braces.</summary>
    ReferenceName,
}
