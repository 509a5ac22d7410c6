using BotFramework.Activities;
using ConversationInteractions.Runtime;

namespace BotFramework;

/// <summary>Tells the runtime what activities tell.</summary>
internal sealed class ActivityIntake(ConversationRuntime runtime, ConversationReferences references, ActivitySender sender, HttpClient http)
{
    /// <summary>Takes an activity; returns when what it tells is committed. One that comes again is recognised by its id.</summary>
    /// <returns><see langword="false"/> where it is not from this machine. Whoever could name any address here could have this process send to it.</returns>
    public async Task<bool> TakeAsync(Activity activity, CancellationToken cancellationToken)
    {
        if (!Loopback.Is(activity.ServiceUrl) || activity.Conversation?.Id is null || ActivityReading.FilesOf(activity).Any(file => !Loopback.Is(file.ContentUrl)))
        {
            return false;
        }

        ConversationReference reference = activity.GetConversationReference();
        string conversationId = references.Keep(reference);
        ConversationStart start = new() { Channel = activity.ChannelId, UserId = activity.From?.Id };
        switch (activity.Type)
        {
            case "message":
                await sender.TypeAsync(reference, cancellationToken);
                if (ActivityReading.MessageOf(activity) is { } message)
                {
                    await runtime.HandleAsync(conversationId, message with { Id = activity.Id, Start = start }, cancellationToken);
                }

                await TakeFilesAsync(conversationId, activity, start, cancellationToken);
                break;
            case "conversationUpdate" when ActivityReading.HasNewPerson(activity):
                await runtime.HandleAsync(conversationId, new HostEvent("opened", "hello") { Id = activity.Id, Start = start }, cancellationToken);
                break;
            case "endOfConversation":
                await runtime.HandleAsync(conversationId, new CloseRequest { Id = activity.Id }, cancellationToken);
                break;
            default:
                break;    // reactions, typing and the like tell the bot nothing
        }

        return true;
    }

    private async Task TakeFilesAsync(string conversationId, Activity activity, ConversationStart start, CancellationToken cancellationToken)
    {
        int number = 0;
        foreach (Attachment file in ActivityReading.FilesOf(activity))
        {
            number++;
            using HttpResponseMessage content = await http.GetAsync(new Uri(file.ContentUrl!), HttpCompletionOption.ResponseHeadersRead, cancellationToken);
            content.EnsureSuccessStatusCode();
            await using Stream bytes = await content.Content.ReadAsStreamAsync(cancellationToken);
            UserFile handedIn = new(bytes, file.Name ?? $"file {number}") { Id = $"{activity.Id}/{number}", Start = start, MediaType = file.ContentType };
            await runtime.HandleAsync(conversationId, handedIn, cancellationToken);
        }
    }
}
