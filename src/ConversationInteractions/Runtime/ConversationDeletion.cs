using ConversationInteractions.Interpretation;

namespace ConversationInteractions.Runtime;

/// <summary>Deletes a conversation with everything that is kept of it.</summary>
internal sealed class ConversationDeletion(RuntimeContext context)
{
    public async ValueTask DeleteAsync(string conversationId)
    {
        // Only the outbox names files. Those of an upload under way are released by it, too, which does no harm.
        IReadOnlyList<OutboxEntry> outbox = await context.Ports.Store.ReadOutboxAsync(conversationId, context.Stopping).ConfigureAwait(false);
        await context.Ports.Store.DeleteAsync(conversationId, context.Stopping).ConfigureAwait(false);
        if (context.Ports.Staging is { } staging)
        {
            foreach (OutboxEntry entry in outbox)
            {
                if (ReferenceIn(entry.Effect) is { } reference)
                {
                    await staging.DeleteAsync(reference, context.Stopping).ConfigureAwait(false);
                }
            }
        }

        if (context.Ports.Journal is { } journal)
        {
            await journal.DeleteAsync(conversationId, context.Stopping).ConfigureAwait(false);
        }
    }

    /// <summary>The staged file that an effect names, if any.</summary>
    public static string? ReferenceIn(ConversationEffect effect) => effect switch
    {
        StartUpload upload => upload.File.Reference,
        ReleaseFile release => release.Reference,
        ForwardToAgent { File: { } file } => file.Reference,
        _ => null,
    };
}
