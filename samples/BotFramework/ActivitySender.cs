using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using System.Text.Json.Serialization;
using BotFramework.Activities;

namespace BotFramework;

/// <summary>Posts activities to the service address of a conversation.</summary>
internal sealed class ActivitySender(HttpClient http)
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web) { DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull };

    /// <summary>Sends an activity into a conversation.</summary>
    /// <returns>What the channel answered.</returns>
    public async Task<HttpStatusCode> SendAsync(ConversationReference reference, Activity activity, CancellationToken cancellationToken)
    {
        (activity.ServiceUrl, activity.ChannelId, activity.Conversation) = (reference.ServiceUrl, reference.ChannelId, reference.Conversation);
        (activity.From, activity.Recipient) = (reference.Agent, reference.User);
        Uri address = new($"{reference.ServiceUrl!.TrimEnd('/')}/v3/conversations/{Uri.EscapeDataString(reference.Conversation!.Id!)}/activities");
        using HttpResponseMessage answer = await http.PostAsJsonAsync(address, activity, Json, cancellationToken);
        return answer.StatusCode;
    }

    /// <summary>Shows that the bot is at work. Whether that can be seen matters to no conversation.</summary>
    public async Task TypeAsync(ConversationReference reference, CancellationToken cancellationToken)
    {
        try
        {
            await SendAsync(reference, new Activity { Type = "typing" }, cancellationToken);
        }
        catch (HttpRequestException)
        {
            // What the bot says is tried again until the channel takes it; the sign is not worth that.
        }
    }
}
