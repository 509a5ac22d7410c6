using System.Security.Cryptography;
using ConversationInteractions.Runtime;

namespace ConversationInteractions.Files;

/// <summary>Files wait in a folder that all processes of a conversation store share (C28).</summary>
/// <remarks>
/// <para>
/// Each file has a random name that tells nothing and cannot be guessed, and beside it, under the same name with <c>.conversation</c>, the id of its conversation.
/// On Unix only the owner may read them (0600, and 0700 for a folder made here); on Windows they have the rights of the folder. What consumers name a file plays no part.
/// </para>
/// <para>
/// Bytes are on the disk before <see cref="StageAsync"/> returns, so they survive a restart. What a process leaves behind when it dies while staging is found by
/// <see cref="FindOlderAsync"/> like any orphan. A full disk or a broken stream is an exception, and nothing stays behind. Thread-safe.
/// </para>
/// </remarks>
public sealed class FolderUploadStaging : IUploadStaging
{
    private const int ReferenceLength = 32;
    private const string ConversationSuffix = ".conversation";
    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    private readonly string _folder;
    private readonly TimeProvider _time;

    /// <summary>Stages in a folder.</summary>
    /// <param name="folder">The folder; made if it is missing. For this alone: nothing else should write into it.</param>
    /// <param name="time">The clock that files are stamped with, the one whose times <see cref="FindOlderAsync"/> is asked with; the system's by default.</param>
    public FolderUploadStaging(string folder, TimeProvider? time = null)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(folder);
        _folder = Path.GetFullPath(folder);
        _time = time ?? TimeProvider.System;
        CreateFolder();
    }

    /// <inheritdoc/>
    public async ValueTask<StagedContent> StageAsync(string conversationId, Stream content, long maxBytes, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(conversationId);
        ArgumentNullException.ThrowIfNull(content);
        ArgumentOutOfRangeException.ThrowIfNegative(maxBytes);
        string reference = RandomNumberGenerator.GetHexString(ReferenceLength, lowercase: true);
        try
        {
            await WriteConversationAsync(reference, conversationId, cancellationToken).ConfigureAwait(false);
            long bytes;
            FileStream file = Create(ContentPath(reference));
            await using (file.ConfigureAwait(false))
            {
                bytes = await ContentCopy.CopyAsync(content, file, maxBytes, copied: null, cancellationToken).ConfigureAwait(false);
                file.Flush(flushToDisk: true);
                File.SetLastWriteTimeUtc(file.SafeFileHandle, _time.GetUtcNow().UtcDateTime);
            }
            return new StagedContent(reference, bytes);
        }
        catch
        {
            Delete(reference);
            throw;
        }
    }

    /// <inheritdoc/>
    public ValueTask<Stream?> OpenAsync(string reference, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(reference);
        if (!IsReference(reference))
        {
            return ValueTask.FromResult<Stream?>(null);
        }
        try
        {
            return ValueTask.FromResult<Stream?>(new FileStream(ContentPath(reference), new FileStreamOptions
            {
                Share = FileShare.Read | FileShare.Delete,
                Options = FileOptions.Asynchronous | FileOptions.SequentialScan,
            }));
        }
        catch (Exception gone) when (gone is FileNotFoundException or DirectoryNotFoundException)
        {
            return ValueTask.FromResult<Stream?>(null);
        }
    }

    /// <inheritdoc/>
    public ValueTask DeleteAsync(string reference, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(reference);
        if (IsReference(reference))
        {
            Delete(reference);
        }
        return ValueTask.CompletedTask;
    }

    /// <inheritdoc/>
    public async ValueTask<IReadOnlyList<StagedOrphan>> FindOlderAsync(DateTimeOffset before, CancellationToken cancellationToken)
    {
        List<StagedOrphan> older = [];
        foreach (string path in Directory.EnumerateFiles(_folder, "*" + ConversationSuffix))
        {
            string reference = Path.GetFileNameWithoutExtension(path);
            FileInfo content = new(ContentPath(reference));
            DateTime written = content.Exists ? content.LastWriteTimeUtc : File.GetLastWriteTimeUtc(path);
            if (!IsReference(reference) || written >= before.UtcDateTime)
            {
                continue;
            }
            try
            {
                string conversationId = await File.ReadAllTextAsync(path, cancellationToken).ConfigureAwait(false);
                older.Add(new StagedOrphan(reference, conversationId));
            }
            catch (FileNotFoundException)
            {
                // Another process has just deleted it.
            }
        }
        return older;
    }

    private static bool IsReference(string reference) => reference.Length is ReferenceLength && reference.All(char.IsAsciiHexDigitLower);

    private static FileStream Create(string path)
    {
        FileStreamOptions options = new()
        {
            Mode = FileMode.CreateNew,
            Access = FileAccess.Write,
            Share = FileShare.None,
            BufferSize = 0,
            Options = FileOptions.Asynchronous,
        };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = OwnerOnly;
        }
        return new FileStream(path, options);
    }

    /// <summary>Comes before the bytes, so that there are never bytes of which nobody knows whose they are.</summary>
    private async ValueTask WriteConversationAsync(string reference, string conversationId, CancellationToken cancellationToken)
    {
        CreateFolder();
        FileStream file = Create(ConversationPath(reference));
        await using (file.ConfigureAwait(false))
        {
            await file.WriteAsync(System.Text.Encoding.UTF8.GetBytes(conversationId), cancellationToken).ConfigureAwait(false);
            file.Flush(flushToDisk: true);
            File.SetLastWriteTimeUtc(file.SafeFileHandle, _time.GetUtcNow().UtcDateTime);
        }
    }

    private void CreateFolder()
    {
        if (OperatingSystem.IsWindows())
        {
            Directory.CreateDirectory(_folder);
        }
        else
        {
            Directory.CreateDirectory(_folder, OwnerOnly | UnixFileMode.UserExecute);
        }
    }

    private void Delete(string reference)
    {
        try
        {
            File.Delete(ContentPath(reference));
            File.Delete(ConversationPath(reference));
        }
        catch (DirectoryNotFoundException)
        {
            // The folder is gone, and the file with it.
        }
    }

    private string ContentPath(string reference) => Path.Combine(_folder, reference);

    private string ConversationPath(string reference) => Path.Combine(_folder, reference + ConversationSuffix);
}
