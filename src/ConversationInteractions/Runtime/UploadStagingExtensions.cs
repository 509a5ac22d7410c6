namespace ConversationInteractions.Runtime;

/// <summary>Takes in whole files rather than bytes.</summary>
public static class UploadStagingExtensions
{
    /// <summary>
    /// Stages a file and looks at its leading bytes, for a front that hands the event to another process. Where that is never done, the bytes are deleted as orphans
    /// after a day (C28).
    /// </summary>
    /// <param name="staging">The staging, shared with the process that runs the conversation.</param>
    /// <param name="conversationId">The conversation.</param>
    /// <param name="file">The file.</param>
    /// <param name="maxBytes">Staging stops one byte over this: the largest limit of the hosted bots.</param>
    /// <param name="cancellationToken">Cancels; nothing stays behind.</param>
    /// <returns>The event to hand on, with the id and the start of <paramref name="file"/>.</returns>
    public static async ValueTask<StagedUserFile> StageAsync(
        this IUploadStaging staging, string conversationId, UserFile file, long maxBytes, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(staging);
        ArgumentNullException.ThrowIfNull(file);
        StagedContent staged = await staging.StageAsync(conversationId, file.Content, maxBytes, cancellationToken).ConfigureAwait(false);
        try
        {
            string? type = await DetectAsync(staging, staged.Reference, cancellationToken).ConfigureAwait(false);
            return new StagedUserFile(new Interpretation.StagedFile
            {
                Reference = staged.Reference,
                Name = file.Name,
                MediaType = file.MediaType,
                Bytes = staged.Bytes,
                DetectedType = type,
            })
            {
                Id = file.Id,
                Start = file.Start,
            };
        }
        catch
        {
            await staging.DeleteAsync(staged.Reference, CancellationToken.None).ConfigureAwait(false);
            throw;
        }
    }

    private static async ValueTask<string?> DetectAsync(IUploadStaging staging, string reference, CancellationToken cancellationToken)
    {
        Stream? content = await staging.OpenAsync(reference, cancellationToken).ConfigureAwait(false);
        if (content is null)
        {
            return null;
        }

        await using (content.ConfigureAwait(false))
        {
            return await Files.FileTypeRecognition.DetectAsync(content, cancellationToken).ConfigureAwait(false);
        }
    }
}
