using System.Security.Cryptography;
using System.Text;
using ConversationInteractions.Language;

namespace ConversationInteractions.Runtime;

/// <summary>Keeps a journal file for each conversation in a folder: <c>&lt;safe id&gt;-&lt;hash&gt;.journal.jsonl</c>, and before it <c>….journal.1.jsonl</c> when that has become too large.</summary>
/// <remarks>
/// Thread-safe. Several processes may share the folder as long as each conversation is handled by one of them at a time, as the runtime sees to. What is written is handed to the operating
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

    private readonly string _folder = !string.IsNullOrWhiteSpace(folder) ? folder : throw new ArgumentException("Give the folder of the journal.", nameof(folder));
    private readonly long _maxBytes = maxBytes >= 1_024 ? maxBytes : throw new ArgumentOutOfRangeException(nameof(maxBytes), maxBytes, "Give at least 1,024 bytes for each conversation.");

    /// <summary>Where the journal of a conversation lies.</summary>
    /// <param name="conversationId">The conversation.</param>
    public string PathOf(string conversationId) => Path.Combine(_folder, NameOf(conversationId) + Ending);

    /// <inheritdoc/>
    public async ValueTask AppendAsync(string conversationId, ReadOnlyMemory<byte> lines, CancellationToken cancellationToken)
    {
        string path = PathOf(conversationId);
        Directory.CreateDirectory(_folder);
        if (new FileInfo(path) is { Exists: true } written && written.Length > _maxBytes / 2)
        {
            File.Move(path, Path.Combine(_folder, NameOf(conversationId) + OlderEnding), overwrite: true);
        }

        FileStream file = new(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.Read, bufferSize: 0, FileOptions.Asynchronous);
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
