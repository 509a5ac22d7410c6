using System.Security.Cryptography;
using System.Text;
using ConversationInteractions.Language;

namespace ConversationInteractions.Runtime;

/// <summary>Keeps a journal file for each conversation in a folder: <c>&lt;safe id&gt;-&lt;hash&gt;.journal.jsonl</c>, and before it <c>….journal.1.jsonl</c> when that has become too large.</summary>
/// <remarks>
/// Thread-safe. Several processes may share the folder: one at a time writes to a file. Each writes what it did when a turn rests, so steps may stand out of order; <c>convo replay</c> orders them. What is written is handed to the operating
/// system and not forced to the disk: after a loss of power the latest steps may be missing. Files go with a conversation that the host deletes; those of idle ones that the runtime deletes stay, to be deleted by their age.
/// </remarks>
/// <param name="folder">The folder; made where it does not exist.</param>
/// <param name="maxBytes">How large both files of a conversation may become together, in bytes, give or take a turn each; the oldest steps go. At least 1,024; 10 MiB by default.</param>
public sealed class FolderJournal(string folder, long maxBytes = FolderJournal.DefaultBytes) : IConversationJournal
{
    /// <summary>How large the files of a conversation may become where nothing else is said: 10 MiB.</summary>
    public const long DefaultBytes = 10L * 1024 * 1024;

    private const int NameLength = 60;
    private const string Ending = ".journal.jsonl";
    private const string OlderEnding = ".journal.1.jsonl";

    private const int OpenAttempts = 50;
    private static readonly TimeSpan OpenPause = TimeSpan.FromMilliseconds(20);

    /// <summary>Nobody else writes meanwhile. On Windows a file that is open can be renamed only where that is shared; elsewhere anything but none shares writing too.</summary>
    private static readonly FileShare Alone = OperatingSystem.IsWindows() ? FileShare.Delete : FileShare.None;

    private readonly string _folder = !string.IsNullOrWhiteSpace(folder) ? folder : throw new ArgumentException("Give the folder of the journal.", nameof(folder));
    private readonly long _maxBytes = maxBytes >= 1_024 ? maxBytes : throw new ArgumentOutOfRangeException(nameof(maxBytes), maxBytes, "Give at least 1,024 bytes for each conversation.");

    /// <summary>Where the journal of a conversation lies.</summary>
    /// <param name="conversationId">The conversation.</param>
    public string PathOf(string conversationId) => Path.Combine(_folder, NameOf(conversationId) + Ending);

    /// <inheritdoc/>
    /// <exception cref="IOException">The file cannot be written, or others have been writing to it for a second.</exception>
    public async ValueTask AppendAsync(string conversationId, ReadOnlyMemory<byte> lines, CancellationToken cancellationToken)
    {
        string path = PathOf(conversationId);
        Directory.CreateDirectory(_folder);
        FileStream file = await OpenAsync(path, conversationId, cancellationToken).ConfigureAwait(false);
        await using (file.ConfigureAwait(false))
        {
            bool isTorn = IsTorn(file);
            file.Seek(0, SeekOrigin.End);
            if (isTorn)
            {
                // A process died while it wrote: its line must not spoil the next one.
                await file.WriteAsync("\n"u8.ToArray(), cancellationToken).ConfigureAwait(false);
            }

            await file.WriteAsync(lines, cancellationToken).ConfigureAwait(false);
        }
    }

    /// <inheritdoc/>
    public ValueTask DeleteAsync(string conversationId, CancellationToken cancellationToken)
    {
        if (Directory.Exists(_folder))
        {
            File.Delete(PathOf(conversationId));
            File.Delete(Path.Combine(_folder, NameOf(conversationId) + OlderEnding));
        }

        return ValueTask.CompletedTask;
    }

    /// <summary>Opens the file for this process alone, a new one where it has become too large.</summary>
    private async ValueTask<FileStream> OpenAsync(string path, string conversationId, CancellationToken cancellationToken)
    {
        for (int attempt = 1; ; attempt++)
        {
            FileStream? file = null;
            try
            {
                file = new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, Alone, bufferSize: 0, FileOptions.Asynchronous);

                // Another process may have put it away between our opening and our having it alone.
                if (new FileInfo(path) is { Exists: true, Length: var length } && length == file.Length)
                {
                    if (length <= _maxBytes / 2)
                    {
                        FileStream opened = file;
                        file = null;
                        return opened;
                    }

                    File.Move(path, Path.Combine(_folder, NameOf(conversationId) + OlderEnding), overwrite: true);
                }
            }
            catch (IOException) when (attempt < OpenAttempts)
            {
                // Another process writes; that is a matter of milliseconds.
                await Task.Delay(OpenPause, TimeProvider.System, cancellationToken).ConfigureAwait(false);
            }
            finally
            {
                file?.Dispose();
            }
        }
    }

    private static bool IsTorn(FileStream file)
    {
        if (file.Length == 0)
        {
            return false;
        }

        file.Seek(-1, SeekOrigin.End);
        return file.ReadByte() != '\n';
    }

    /// <summary>Readable where the id is; the hash tells ids apart that differ only in what a file name cannot hold, or in case.</summary>
    private static string NameOf(string conversationId)
    {
        ArgumentNullException.ThrowIfNull(conversationId);
        string safe = SafeFileName.From(conversationId);
        string hash = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(conversationId)).AsSpan(0, 6));
        return $"{(safe.Length <= NameLength ? safe : safe[..NameLength]).TrimEnd('.', ' ')}-{hash}";
    }
}
