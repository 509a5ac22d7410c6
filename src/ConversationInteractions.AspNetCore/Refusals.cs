using System.Globalization;
using ConversationInteractions.AspNetCore.Contracts;
using ConversationInteractions.Interpretation;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;

namespace ConversationInteractions.AspNetCore;

/// <summary>Every refusal of this package, with its status, its stable code and its words.</summary>
internal static class Refusals
{
    public static ProblemHttpResult NoToken => Of(401, "token-missing", $"This conversation is reached with its token only. Send it as the header {Access.ConversationHeaders.Token}.");

    public static ProblemHttpResult BadToken => Of(401, "token-invalid", "The token is not one of this host, or was changed on the way. Create a new conversation.");

    public static ProblemHttpResult ExpiredToken => Of(401, "token-expired", "The token has expired. Create a new conversation, and ask for new tokens in time.");

    public static ProblemHttpResult ForeignToken => Of(403, "token-foreign", "The token opens another conversation than the one in the address.");

    public static ProblemHttpResult NotSignedIn => Of(401, "sign-in", "This conversation is reached with its token, or by somebody who is signed in.");

    public static ProblemHttpResult NotAllowed => Of(403, "not-allowed", "You may not do that with this conversation.");

    public static ProblemHttpResult NotFromOwnPage =>
        Of(403, "request-header-missing", $"A request without a token carries the header {Access.ConversationHeaders.Request} with any value, which shows that no foreign page made it.");

    public static ProblemHttpResult NotSurelyFromOwnPage =>
        Of(403, "request-header-missing", $"A request without a body carries the header {Access.ConversationHeaders.Request} with any value, or Content-Type: application/json, which shows that no form of a foreign page made it.");

    public static ProblemHttpResult BadSystemKey => Of(401, "system-key-invalid", $"System events need a key of this host. Send it as the header {Access.ConversationHeaders.SystemKey}.");

    public static ProblemHttpResult BadConversationId => Of(404, "conversation-id-invalid", "A conversation id has 1 to 200 characters.");

    public static ProblemHttpResult NotJson(string expected) => Of(415, "content-type", $"Send the header Content-Type: {expected}.");

    public static ProblemHttpResult BodyTooLarge(long limit) =>
        Of(413, "body-too-large", $"The body of this request has at most {limit.ToString("N0", CultureInfo.InvariantCulture)} bytes.");

    public static ProblemHttpResult BodyTooSlow(TimeSpan limit) =>
        Of(408, "body-too-slow", $"The body of this request did not arrive within {limit.TotalSeconds.ToString("N0", CultureInfo.InvariantCulture)} seconds. Send it again.");

    public static ProblemHttpResult BodyBroken(string why) => Of(400, "body-invalid", why);

    public static ProblemHttpResult Empty(string property) => Of(400, "property-empty", $"Property '{property}' must not be empty.");

    public static ProblemHttpResult BadId(int longest) => Of(400, "id-invalid", $"An id is well-formed text of 1 to {longest} characters.");

    public static ProblemHttpResult UnknownBot(string bot) => Of(400, "bot-unknown", $"There is no bot '{bot}'.");

    public static ProblemHttpResult UnknownReport(string word) => Of(400, "event-unknown", $"There is no event '{word}'. Events are offered, connected, failed, declined, left, said, returned and closed.");

    public static ProblemHttpResult BadLastEventId => Of(400, "last-event-id", "Last-Event-ID is the id of an event of this stream: a number that is not negative.");

    public static ProblemHttpResult NoFilePart => Of(400, "file-missing", "The first part of the request is a file: Content-Disposition: form-data; name=\"file\"; filename=\"…\".");

    public static ProblemHttpResult Impossible(string? reason, ConversationOwner owner) =>
        Of(409, "impossible-now", reason ?? "That is impossible now and changed nothing.", new KeyValuePair<string, object?>("owner", StreamedOwner.Word(owner)));

    public static ProblemHttpResult QueueFull => Of(429, "too-many-waiting", "Too many messages of this conversation wait already. Send this one again in a second.");

    public static ProblemHttpResult TooManyRequests => Of(429, "too-many-requests", "There were too many requests of this kind. Send this one again in a while.");

    public static ProblemHttpResult TooManyStreams => Of(503, "too-many-streams", "This server has as many open streams as it can. Try again in a while.");

    public static ProblemHttpResult Stopping => Of(503, "stopping", "This server stops. Send the request again: another one, or the next, will answer.");

    public static ProblemHttpResult Report(int status, string reason) => Of(status, "report-refused", reason);

    private static ProblemHttpResult Of(int status, string code, string detail, params ReadOnlySpan<KeyValuePair<string, object?>> more)
    {
        Dictionary<string, object?> extensions = new(StringComparer.Ordinal) { ["code"] = code };
        foreach ((string name, object? value) in more)
        {
            extensions[name] = value;
        }

        return TypedResults.Problem(detail: detail, statusCode: status, extensions: extensions);
    }
}
