using ConversationInteractions.Interpretation;

namespace ConversationInteractions.Runtime;

/// <summary>Takes in files: their bytes are staged and looked at before the conversation hears of them (C17).</summary>
internal sealed class FileIntake(RuntimeContext context)
{
    /// <summary>Stages a file, unless the event is a repeat.</summary>
    /// <returns>The staged file, or what became of the event already.</returns>
    public async ValueTask<(StagedFile? File, TurnReceipt? Settled)> StageAsync(string conversationId, UserFile file, CancellationToken cancellationToken)
    {
        if (file.Id is { } id
            && await context.Ports.Store.FindEventAsync(conversationId, ConversationIds.External(id), cancellationToken).ConfigureAwait(false) is { } record)
        {
            return (null, Receipts.Of(TurnStatus.Duplicate, record));
        }

        IUploadStaging staging = context.Ports.Staging
            ?? throw new InvalidOperationException($"No upload staging is registered, so files cannot be taken. Set {nameof(RuntimePorts)}.{nameof(RuntimePorts.Staging)}, or register a folder for uploads.");
        long limit = context.Ports.Programs.Programs.Max(p => p.LargestUpload);
        StagedUserFile staged = await staging.StageAsync(conversationId, file, limit, cancellationToken).ConfigureAwait(false);
        return (staged.File, null);
    }

    /// <summary>Forgets a file that the conversation will not hear of.</summary>
    public ValueTask ForgetAsync(StagedFile file) => context.Ports.Staging is { } staging ? staging.DeleteAsync(file.Reference, CancellationToken.None) : ValueTask.CompletedTask;
}
