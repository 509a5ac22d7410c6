using ConversationInteractions.Model;
using Jint;
using Jint.Native;
using Jint.Native.Object;
using Jint.Runtime.Interop;

namespace ConversationInteractions.ConversationBuilder.Scripting;

/// <summary>What is known about the conversation, the consumer and the latest message (behaviour 13, Data). Facts come from the attributes that the host gave the conversation.</summary>
internal static class ConversationFunctions
{
    private static readonly (string Function, string[] Facts)[] Places =
    [
        ("getCityName", ["city"]),
        ("getStateName", ["state"]),
        ("getState", ["state"]),
        ("getZipCode", ["zip"]),
        ("getCountryName", ["country"]),
        ("getLatitude", ["lat", "latitude"]),
        ("getLongitude", ["lng", "longitude"]),
    ];

    public static IEnumerable<(string Name, Func<ScriptCall, JsValue> Function)> All =>
    [
        ("getCurrentUserMessage", call => new JsString(call.Run.Input.UserMessage)),
        ("getQuickReplyPayload", call => ScriptCall.Optional(call.Run.Input.Payload)),
        ("getDialogStarterIntent", call => ScriptCall.Optional(call.Run.Input.StarterIntent)),
        ("getDisambiguatedIntentName", call => ScriptCall.Optional(call.Run.Input.StarterIntent)),
        ("getDisambiguatedIntentId", call => ScriptCall.Optional(call.Run.Input.StarterIntent)),
        ("getChatBotId", call => new JsString(call.Run.Script.Bot)),
        ("getConversationId", call => new JsString(call.Run.Input.ConversationId)),
        ("getUserPlatformId", call => ScriptCall.Optional(call.Run.Input.UserId)),
        ("getUserChannel", call => ScriptCall.Optional(call.Run.Input.Channel)),
        ("getChannel", call => ScriptCall.Optional(call.Run.Input.Channel)),
        ("getLPAccountId", call => Fact(call, "account", "id")),
        ("getLPEngagementAttribute", call => Fact(call, "engagement", call.Text(0))),
        ("getLPCustomerInfo", call => Group(call, "customer")),
        ("getLPUserPersonalInfo", call => Group(call, "personal")),
        ("getWebViewVariable", call => Fact(call, "webView", call.Text(0))),
        ("getWebViewVariables", call => Group(call, "webView")),
        ("getMetadata", call => call.IsNothing(0) ? Group(call, "metadata") : Fact(call, "metadata", call.Text(0))),
        ("getUserLocation", GetUserLocation),
        ("getHoursType", GetHoursType),
    ];

    private static JsValue GetUserLocation(ScriptCall call)
    {
        if (Group(call, "location") is not ObjectInstance location)
        {
            return JsValue.Null;
        }

        foreach ((string function, string[] facts) in Places)
        {
            JsValue found = facts.Select(f => location.Get(f)).FirstOrDefault(f => !f.IsUndefined()) ?? JsValue.Null;
            location.Set(function, new ClrFunction(call.Engine, function, (_, _) => found));
        }

        return location;
    }

    private static JsValue GetHoursType(ScriptCall call)
    {
        List<string> problems = [];
        string? found = OperatingHours.Find(call.Texts(0), call.OptionalText(1), call.Run.Input.Now, call.Run.Limits.TimeZone, problems);
        foreach (string problem in problems)
        {
            call.Run.Note(Interpretation.TraceCodes.ScriptError, $"{ScriptTexts.Place(call.Run.Script)}: getHoursType: {problem}");
        }

        return ScriptCall.Optional(found);
    }

    private static JsValue Fact(ScriptCall call, string group, string name) =>
        Group(call, group) is ObjectInstance facts && facts.HasOwnProperty(name) ? facts.Get(name) : JsValue.Null;

    private static JsValue Group(ScriptCall call, string name) =>
        call.Run.Input.Attributes is JsonText attributes
        && ScriptValues.Parse(call.Engine, attributes.Text) is ObjectInstance groups && groups.HasOwnProperty(name) && groups.Get(name) is ObjectInstance group
            ? group
            : JsValue.Null;
}
