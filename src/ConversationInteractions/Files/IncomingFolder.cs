using System.Security.Cryptography;
using System.Text;

namespace ConversationInteractions.Files;

/// <summary>The folder <c>.incoming</c> of a share: unfinished files, and the records by which a repeated upload is recognised.</summary>
/// <remarks>
/// <c>*.partial</c> is a file on its way; <c>*.intended</c> is the record of an upload whose file is about to get its name, <c>*.stored</c> of one whose file has it. Records
/// are named after a hash of the upload's id. After a crash between the two, the file's content tells whether it got its name.
/// </remarks>
internal sealed class IncomingFolder
{
    private static readonly TimeSpan PartialsKept = TimeSpan.FromDays(1);

    private readonly string _folder;
    private readonly TimeProvider _time;

    public IncomingFolder(string root, TimeProvider time)
    {
        _folder = Path.Combine(root, SharePath.Incoming);
        _time = time;
        Create();
    }

    /// <summary>The file that <see cref="ShareLock"/> locks.</summary>
    public string LockPath => Path.Combine(_folder, "lock");

    /// <summary>Makes the folder where it is missing.</summary>
    public void Create()
    {
        if (OperatingSystem.IsWindows())
        {
            Directory.CreateDirectory(_folder);
        }
        else
        {
            Directory.CreateDirectory(_folder, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        }
    }

    /// <summary>Makes a file to write into. Others may read it: it keeps its handle for a moment after it got its name. Nobody can have it for himself, by which <see cref="CleanUp"/> sees that it is alive.</summary>
    public IncomingFile CreateFile()
    {
        FileStreamOptions options = Writing(FileMode.CreateNew);
        // On Windows a file that is open can only get its name if deleting is shared.
        options.Share = FileShare.Read | FileShare.Delete;
        return new IncomingFile(new FileStream(Path.Combine(_folder, RandomNumberGenerator.GetHexString(32, lowercase: true) + ".partial"), options));
    }

    /// <summary>Finds what is known of an upload.</summary>
    /// <param name="uploadId">The upload.</param>
    /// <param name="isStored">Whether its file had got its name for certain.</param>
    public UploadRecord? Find(string uploadId, out bool isStored)
    {
        isStored = true;
        if (Read(StoredPath(uploadId)) is { } stored)
        {
            return stored;
        }
        isStored = false;
        return Read(IntendedPath(uploadId));
    }

    /// <summary>Remembers which file an upload is about to become.</summary>
    public void WriteIntended(string uploadId, UploadRecord record)
    {
        using FileStream file = new(IntendedPath(uploadId), Writing(FileMode.Create));
        file.Write(Encoding.UTF8.GetBytes(record.ToString()));
        file.Flush(flushToDisk: true);
        File.SetLastWriteTimeUtc(file.SafeFileHandle, _time.GetUtcNow().UtcDateTime);
    }

    /// <summary>Remembers that it became it.</summary>
    public void MarkStored(string uploadId) => File.Move(IntendedPath(uploadId), StoredPath(uploadId), overwrite: true);

    /// <summary>Deletes old records, and partial files that a process left behind when it died.</summary>
    public void CleanUp(TimeSpan recordsKept)
    {
        DateTimeOffset now = _time.GetUtcNow();
        // Records are stamped with our clock, partial files by the file system.
        DateTimeOffset systemNow = TimeProvider.System.GetUtcNow();
        foreach (FileInfo file in new DirectoryInfo(_folder).EnumerateFiles())
        {
            bool isLeftOver = file.Extension switch
            {
                ".partial" => systemNow - file.LastWriteTimeUtc > PartialsKept && !IsInUse(file),
                ".intended" or ".stored" => now - file.LastWriteTimeUtc > recordsKept,
                _ => false,
            };
            if (isLeftOver)
            {
                file.Delete();
            }
        }
    }

    private static bool IsInUse(FileInfo file)
    {
        try
        {
            using FileStream opened = file.Open(FileMode.Open, FileAccess.Read, FileShare.None);
            return false;
        }
        catch (IOException exception) when (ShareLock.IsInUse(exception) || exception is FileNotFoundException)
        {
            return true;
        }
    }

    private static FileStreamOptions Writing(FileMode mode)
    {
        FileStreamOptions options = new() { Mode = mode, Access = FileAccess.Write, Share = FileShare.None, BufferSize = 0, Options = FileOptions.Asynchronous };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        }
        return options;
    }

    private static UploadRecord? Read(string path)
    {
        try
        {
            return UploadRecord.Parse(File.ReadAllText(path));
        }
        catch (FileNotFoundException)
        {
            return null;
        }
    }

    private string StoredPath(string uploadId) => RecordPath(uploadId, ".stored");

    private string IntendedPath(string uploadId) => RecordPath(uploadId, ".intended");

    private string RecordPath(string uploadId, string extension) =>
        Path.Combine(_folder, Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(uploadId))) + extension);
}
