namespace ConversationInteractions.Escalations;

/// <summary>The texts of errors and refusals.</summary>
internal static class EscalationTexts
{
    public const string NoEndpoint = "The address of the agents' side is missing. Set HttpEscalationOptions.Endpoint to an absolute address.";
    public const string NoKeys = "There is no key to sign with. Add one to HttpEscalationOptions.Keys; the first one signs, all of them verify.";
    public const string NotSigned = "The report is not signed: it needs the headers " + EscalationHeaders.Timestamp + ", " + EscalationHeaders.KeyId + " and " + EscalationHeaders.Signature + ".";
    public const string BadSignature = "The signature is not that of this body. Sign 'v1.', the timestamp, '.' and the very bytes that are sent.";
    public const string BadTimestamp = "The timestamp is no number of seconds since 1970.";
    public const string NotJson = "The body is no JSON object in UTF-8.";

    public static string KeyId(string id) => $"A key's id has 1 to 100 letters, digits, '.', '_' and '-'; '{id}' is not like that.";

    public static string KeyTooShort(string id, int length) => $"Key '{id}' has {length} bytes; make one of at least {EscalationKey.MinSecretBytes} random bytes.";

    public static string KeyNotBase64(string id) => $"The secret of key '{id}' is no Base64.";

    public static string DuplicateKey(string id) => $"Two keys have the id '{id}'. Give each key an id of its own.";

    public static string EndpointScheme(Uri endpoint) => $"'{endpoint}' is no absolute http or https address.";

    public static string EndpointInsecure(Uri endpoint) => $"'{endpoint}' would carry what people say unencrypted. Use https, or set HttpEscalationOptions.AllowInsecureEndpoint.";

    public static string OutOfRange(string option, string range) => $"HttpEscalationOptions.{option} must be {range}.";

    public static string TooLarge(int limit) => $"The report is larger than {limit} bytes.";

    public static string TooOld(TimeSpan window) => $"The timestamp is further than {window} from this side's clock. Sign each attempt anew, and set the clocks.";

    public static string UnknownKey(string id) => $"No key '{id}' is known here.";

    public static string Missing(string property) => $"The report has no '{property}', or not as a text.";

    public static string TooLong(string property, int limit) => $"'{property}' has 1 to {limit} characters.";

    public static string UnknownEvent(string word) => $"'{word}' is no event. Events are offered, connected, failed, declined, left, said, returned and closed.";

    public static string TimedOut(Uri endpoint, TimeSpan timeout) => $"{endpoint} did not answer within {timeout}.";

    public static string Answered(Uri endpoint, int status) => $"{endpoint} answered {status}.";
}
