using ConversationInteractions.Runtime;

namespace ConversationInteractions.Testing;

/// <summary>A share under test, and what a check needs to know about it. Each check gets one of its own, on an empty share.</summary>
public abstract class FileShareUnderTest : IAsyncDisposable
{
    /// <summary>Opens the share as a process would; called several times, always for the same files.</summary>
    public abstract IFileShare Open();

    /// <summary>Reads what is visible in the share, as those who fetch the files see it.</summary>
    /// <param name="cancellationToken">Stops the check.</param>
    /// <returns>The contents by path, with <c>/</c> between segments.</returns>
    public abstract ValueTask<IReadOnlyDictionary<string, byte[]>> ReadAllAsync(CancellationToken cancellationToken);

    /// <summary>Whether other content under a name that is taken replaces what was there, as objects are replaced in some stores. Not by default: nothing is lost.</summary>
    public virtual bool ReplacesSameName => false;

    /// <summary>Completes an upload, for instance with a request that has an address. Does nothing by default.</summary>
    /// <param name="upload">The upload.</param>
    public virtual FileUploadRequest Prepare(FileUploadRequest upload) => upload;

    /// <summary>Removes what the check made. Does nothing by default.</summary>
    public virtual ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        return ValueTask.CompletedTask;
    }
}
