using ConversationInteractions.Interpretation;

namespace ConversationInteractions.Runtime;

/// <summary>Takes in files: their bytes are staged and looked at before the conversation hears of them (C17).</summary>
internal sealed class FileIntake(RuntimeContext context)
{
    /// <summary>Media types are at most twice 127 characters and the slash; what is longer fits no type, cut or not.</summary>
    private const int MediaTypeLength = 256;

    /// <summary>Stages a file, unless the event is a repeat.</summary>
    /// <returns>The staged file, or what became of the event already.</returns>
    public async ValueTask<(StagedFile? File, TurnReceipt? Settled)> StageAsync(string conversationId, UserFile file, CancellationToken cancellationToken)
    {
        if (file.Id is { } id && await FindRepeatAsync(conversationId, file, ConversationIds.External(id), cancellationToken).ConfigureAwait(false) is { } repeat)
        {
            return (null, repeat);
        }

        IUploadStaging staging = context.Ports.Staging
            ?? throw new InvalidOperationException($"No upload staging is registered, so files cannot be taken. Set {nameof(RuntimePorts)}.{nameof(RuntimePorts.Staging)}, or register a folder for uploads.");
        long limit = context.Ports.Programs.Programs.Max(p => p.LargestUpload);
        StagedUserFile staged = await staging.StageAsync(conversationId, file, limit, cancellationToken).ConfigureAwait(false);
        string? type = file.MediaType is { Length: > MediaTypeLength } given ? given[..MediaTypeLength] : file.MediaType;
        return (staged.File with { Name = Name(file), MediaType = type }, null);
    }

    /// <summary>Forgets a file that the conversation will not hear of.</summary>
    public ValueTask ForgetAsync(StagedFile file) => context.Ports.Staging is { } staging ? staging.DeleteAsync(file.Reference, CancellationToken.None) : ValueTask.CompletedTask;

    /// <summary>A repeat is found out before its bytes are taken; observers hear of it like of any other.</summary>
    private async ValueTask<TurnReceipt?> FindRepeatAsync(string conversationId, UserFile file, string eventId, CancellationToken cancellationToken)
    {
        if (await context.Ports.Store.LoadAsync(conversationId, eventId, cancellationToken).ConfigureAwait(false) is not { Event: { } record } stored)
        {
            return null;
        }

        StagedFile untaken = new() { Reference = "", Name = Name(file), MediaType = file.MediaType, Bytes = file.Length ?? 0 };
        Receipts.Duplicate(
            context,
            new FileReceived { Id = eventId, At = context.Now, File = untaken },
            ConversationStateJson.Read(conversationId, stored.State.Span));
        return Receipts.Of(TurnStatus.Duplicate, record);
    }

    /// <summary>The name of a file; of one that is too long the end, where the extension is.</summary>
    private string Name(UserFile file)
    {
        int most = context.Ports.Options.MaxTextLength;
        return file.Name.Length <= most ? file.Name : file.Name[^(char.IsLowSurrogate(file.Name[^most]) ? most - 1 : most)..];
    }
}
