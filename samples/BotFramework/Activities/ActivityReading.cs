using System.Text.Json;
using ConversationInteractions.Runtime;

namespace BotFramework.Activities;

/// <summary>What an activity tells the bot.</summary>
internal static class ActivityReading
{
    /// <summary>What was said, if anything: typed, tapped, or submitted by an Adaptive Card whose data is <c>{ "say": "…", "payload": "…" }</c>.</summary>
    public static UserMessage? MessageOf(Activity activity)
    {
        if (!string.IsNullOrWhiteSpace(activity.Text))
        {
            return new UserMessage(activity.Text) { Payload = TextOf(activity.Value) };
        }

        return activity.Value is JsonElement { ValueKind: JsonValueKind.Object } data && data.TryGetProperty("say", out JsonElement say)
            ? new UserMessage(say.ToString()) { Payload = data.TryGetProperty("payload", out JsonElement payload) ? TextOf(payload) : null }
            : null;
    }

    /// <summary>The files that were sent along. Cards, and texts in another form (Teams sends HTML beside what was typed), are none.</summary>
    public static IEnumerable<Attachment> FilesOf(Activity activity) => (activity.Attachments ?? []).Where(attachment =>
        attachment.ContentUrl is not null && attachment.ContentType?.StartsWith("application/vnd.microsoft.", StringComparison.Ordinal) != true);

    /// <summary>Whether a person came in. The bot's own coming is told in the same way.</summary>
    public static bool HasNewPerson(Activity activity) =>
        activity.Type == "conversationUpdate" && (activity.MembersAdded ?? []).Any(member => member.Id != activity.Recipient?.Id);

    private static string? TextOf(object? value) => value?.ToString();
}
