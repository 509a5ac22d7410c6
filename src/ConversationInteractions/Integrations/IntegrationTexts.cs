using System.Globalization;

namespace ConversationInteractions.Integrations;

/// <summary>Every text of this folder: the reasons of outcomes, which hold no values of a conversation, and the messages of exceptions.</summary>
internal static class IntegrationTexts
{
    public const string MethodRefused = "the method is not one that can be sent; use one such as GET or POST";
    public const string AddressMalformed = "the address is not an absolute http or https address";
    public const string SchemeRefused = "the address is neither http nor https";
    public const string UserInfoRefused = "the address holds a user name or password; give the integration a credential instead";
    public const string HostNotAllowed = "the host is not among the allowed hosts of the bot; add it to settings.allowedHosts if the call is meant to reach it";

    public const string VariableHostNotAllowed =
        "a value decides the host and the host application does not allow that host; add it to HttpIntegrationOptions.AllowedHosts if calls may reach it";

    public const string CredentialFailed = "the credential provider failed";
    public const string CredentialTimedOut = "the credential provider took too long";
    public const string Interrupted = "the connection broke before the whole answer was there";
    public const string AddressNotPublic = "the host has no public address and HttpIntegrationOptions.AllowPrivateAddresses is off";
    public const string JitterMissing = "HttpIntegrationOptions.Jitter is missing; leave the default or give a function that returns 0 to 1.";

    public const string StaticCredentialControls =
        "A credential may not hold control characters such as line breaks; check how it is read from its file or environment variable.";

    public const string StaticCredentialColon = "A user name of basic authentication may not hold a colon: the receiver could not tell where the password begins.";

    public static string TimedOut(TimeSpan timeout) =>
        string.Create(CultureInfo.InvariantCulture, $"no answer within the time-out ({timeout.TotalSeconds:0.###} s for all attempts together)");

    public static string StatusNotSuccess(int status) => string.Create(CultureInfo.InvariantCulture, $"status {status} is no success");

    public static string ResponseTooLarge(int maxBytes) =>
        string.Create(CultureInfo.InvariantCulture, $"the answer is larger than {maxBytes} bytes; HttpIntegrationOptions.MaxResponseBytes sets the limit");

    public static string NotConnected(string error) => $"no connection ({error})";

    public static string Broken(string error) => $"the call broke ({error})";

    public static string EarlierAttemptInDoubt(string reason) => $"{reason}; an earlier attempt may have taken effect";

    public static string CredentialMissing(string name) => $"there is no credential named \"{name}\"; register a provider that knows it with UseCredentials";

    public static string KindUnknown(string kind) => $"no client is registered for integrations of kind \"{kind}\"; register one with AddIntegrationClient(\"{kind}\", …)";

    public static string NotAnApiRequest(string type) => $"The HTTP client makes API requests only, not {type}; let IntegrationDispatcher choose the client.";

    public static string RequestUnknown(string type) => $"No client makes requests of type {type}.";

    public static string ResponseLimitOutOfRange(int given) => string.Create(
        CultureInfo.InvariantCulture,
        $"HttpIntegrationOptions.MaxResponseBytes is {given}; give {HttpIntegrationOptions.LeastResponseBytes} to {HttpIntegrationOptions.MostResponseBytes}.");

    public static string AllowedHostMalformed(string? entry) =>
        $"HttpIntegrationOptions.AllowedHosts has the entry \"{entry}\", which is no host; "
        + "write a host such as bank.example, bank.example:8443 or *.bank.example, without a scheme or path.";

    public static string OptionsUnusable(IEnumerable<string> problems) => $"The options of the HTTP integration client cannot be used. {string.Join(" ", problems)}";
}
