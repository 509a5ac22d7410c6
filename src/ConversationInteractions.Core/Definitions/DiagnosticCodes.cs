namespace ConversationInteractions.Definitions;

/// <summary>The codes of all diagnostics. A code keeps its meaning for ever and is never used again for another.</summary>
/// <remarks>
/// CI01xx: the file does not follow the format. CI02xx: its parts do not fit together. CI03xx: a text in one of the small languages (pattern, regular
/// expression, path, template) is wrong. CI04xx: it runs, but is probably not what was meant; these are warnings, all others are errors.
/// </remarks>
public static class DiagnosticCodes
{
    /// <summary>The file is not JSON.</summary>
    public const string NotJson = "CI0101";

    /// <summary>The file is not UTF-8.</summary>
    public const string NotUtf8 = "CI0102";

    /// <summary>A text holds half a character (a lone surrogate).</summary>
    public const string HalfCharacter = "CI0103";

    /// <summary>The file is nested too deep.</summary>
    public const string TooDeep = "CI0104";

    /// <summary>A property is written twice.</summary>
    public const string DuplicateProperty = "CI0105";

    /// <summary>A property is not known there.</summary>
    public const string UnknownProperty = "CI0106";

    /// <summary>A required property is missing.</summary>
    public const string MissingProperty = "CI0107";

    /// <summary>One of several properties is needed and none is there.</summary>
    public const string MissingOneOf = "CI0108";

    /// <summary>Properties stand together that exclude one another.</summary>
    public const string ConflictingProperties = "CI0109";

    /// <summary>A value is of another JSON kind than it must be, such as a text in the place of a number.</summary>
    public const string WrongKind = "CI0110";

    /// <summary>A word is not one of those that the format knows there.</summary>
    public const string UnknownWord = "CI0111";

    /// <summary>A duration is not written as hours, minutes and seconds.</summary>
    public const string BadDuration = "CI0112";

    /// <summary>A number or duration is too small or too large.</summary>
    public const string OutOfRange = "CI0113";

    /// <summary>A name or text is blank that must not be.</summary>
    public const string BlankText = "CI0114";

    /// <summary>A list is empty that must not be.</summary>
    public const string EmptyList = "CI0115";
}
