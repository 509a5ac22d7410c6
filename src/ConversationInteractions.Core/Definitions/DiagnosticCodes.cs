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

    /// <summary>A name is used twice where it must be unique.</summary>
    public const string DuplicateName = "CI0201";

    /// <summary>A next action names an interaction that does not exist.</summary>
    public const string UnknownInteraction = "CI0202";

    /// <summary>A next action names a dialog that does not exist.</summary>
    public const string UnknownDialog = "CI0203";

    /// <summary>A call names an integration that does not exist.</summary>
    public const string UnknownIntegration = "CI0204";

    /// <summary>A condition names a choice that its question does not have.</summary>
    public const string UnknownChoice = "CI0205";

    /// <summary><c>current</c> stands elsewhere than in a rule of a question or file upload.</summary>
    public const string CurrentNotAllowed = "CI0206";

    /// <summary>A dialog starter is not the first interaction of its dialog, or there is a second one.</summary>
    public const string StarterNotFirst = "CI0207";

    /// <summary>There is a second dialog of a kind of which a bot has at most one.</summary>
    public const string SecondDialogOfKind = "CI0208";

    /// <summary>A condition tests something that its interaction cannot have, such as a result at a question.</summary>
    public const string TestDoesNotFit = "CI0209";

    /// <summary><c>excludes</c> stands without a pattern or regular expression.</summary>
    public const string ExcludesAlone = "CI0210";

    /// <summary>A file upload is not followed at once by a call of a file integration (A36).</summary>
    public const string UploadNotFollowed = "CI0211";

    /// <summary>A file integration is called without a file upload directly before it (C19).</summary>
    public const string FileCallWithoutUpload = "CI0212";

    /// <summary>A next action leads to a file integration past its file upload (C19).</summary>
    public const string JumpToFileCall = "CI0213";

    /// <summary>A file upload has a next action of its own other than <c>next</c> (C19).</summary>
    public const string UploadNextNotNext = "CI0214";

    /// <summary>A file type is not known (C19).</summary>
    public const string UnknownFileType = "CI0215";

    /// <summary>An address is not absolute, or is neither http nor https.</summary>
    public const string BadUrl = "CI0216";

    /// <summary>The name of a request header has signs that must not be in it.</summary>
    public const string BadHeaderName = "CI0217";

    /// <summary>An intent threshold is greater than the one above it.</summary>
    public const string ThresholdOrder = "CI0218";

    /// <summary>An entry of <c>allowedHosts</c> is no host.</summary>
    public const string BadAllowedHost = "CI0219";

    /// <summary>A pattern or exclude keyword cannot be read.</summary>
    public const string BadPattern = "CI0301";

    /// <summary>A regular expression cannot be read.</summary>
    public const string BadRegex = "CI0302";

    /// <summary>A regular expression needs backtracking.</summary>
    public const string UnsupportedRegex = "CI0303";

    /// <summary>A path into a JSON value cannot be read.</summary>
    public const string BadPath = "CI0304";

    /// <summary>No way leads to an interaction.</summary>
    public const string UnreachableInteraction = "CI0401";

    /// <summary>A pattern stands at several starters; the first one wins (A3).</summary>
    public const string DuplicatePattern = "CI0402";

    /// <summary>A wildcard pattern also matches the text of a system event (C24).</summary>
    public const string PatternCatchesEvent = "CI0403";

    /// <summary>An API call has no rule for its failure (A12).</summary>
    public const string UnhandledFailure = "CI0404";

    /// <summary>A question has choices but no rules, so that it takes any answer (A15).</summary>
    public const string ChoicesWithoutRules = "CI0405";

    /// <summary>Questions or file uploads have no name, so that conversations lose their place there when the definition changes (B10).</summary>
    public const string UnnamedPlaces = "CI0406";

    /// <summary>A variable is read that is set nowhere.</summary>
    public const string UnknownVariable = "CI0407";

    /// <summary>An environment value is read that the definition does not list.</summary>
    public const string UnknownEnvironmentValue = "CI0408";

    /// <summary>A field is read that its integration does not have.</summary>
    public const string UnknownField = "CI0409";

    /// <summary>A text in braces looks like a reference but is none, so that it is said as it is.</summary>
    public const string NoReference = "CI0410";

    /// <summary>An integration is called nowhere.</summary>
    public const string UnusedIntegration = "CI0411";

    /// <summary>Nothing can start a dialog.</summary>
    public const string DialogNeverStarts = "CI0412";

    /// <summary>The bot has scripts, which need a script engine.</summary>
    public const string NeedsScriptEngine = "CI0413";

    /// <summary>A text that closes conversations in imported bots is said as it is, because <c>closeTexts</c> is off.</summary>
    public const string CloseTextIsSaid = "CI0414";

    /// <summary>A skill is neither a number nor a template, so that the transfer always fails (A20).</summary>
    public const string SkillNotNumeric = "CI0415";

    /// <summary>The file integration after a file upload is disabled, so that every upload fails (A35).</summary>
    public const string UploadCallDisabled = "CI0416";

    /// <summary>A rule stands behind one that always holds.</summary>
    public const string RuleNeverReached = "CI0417";

    /// <summary>A fallback dialog has a starter.</summary>
    public const string FallbackWithStarter = "CI0418";

    /// <summary>Interactions lead to one another for ever without a question (B9).</summary>
    public const string EndlessLoop = "CI0419";

    /// <summary>A script does not parse. Found by who has a script engine, such as the tool, not by <see cref="BotReader"/>.</summary>
    public const string ScriptSyntax = "CI0420";
}
