namespace ConversationInteractions.Language;

/// <summary>How values are written into a text, so that they stay data where they go (B6). The literal parts of a template are never encoded.</summary>
public enum ValueEncoding
{
    /// <summary>As they are.</summary>
    None,

    /// <summary>Percent-encoded UTF-8: of a value only ASCII letters, digits and <c>-._~</c> stay (C33).</summary>
    UrlComponent,

    /// <summary>Escaped for a place inside the quotes of a JSON text.</summary>
    JsonString,

    /// <summary>Without line breaks and other control characters.</summary>
    HeaderValue,

    /// <summary>As one segment of a path in a file share, by the rule for file names (C20); nothing becomes <c>file</c>.</summary>
    PathSegment,
}
