using System.Security.Cryptography;

namespace ConversationInteractions.Files;

/// <summary>The visible files of a share.</summary>
internal sealed class ShareFolder
{
    private readonly DirectoryFileShareOptions _options;

    public ShareFolder(string root, DirectoryFileShareOptions options)
    {
        Root = root;
        _options = options;
        Create(root);
    }

    /// <summary>The share's own folder.</summary>
    public string Root { get; }

    /// <summary>Makes the folders of a path.</summary>
    /// <returns>Why they cannot be used; <see langword="null"/> if they can.</returns>
    public string? Prepare(SharePath path)
    {
        string folder = Root;
        foreach (string name in path.Folders)
        {
            folder = Path.Combine(folder, name);
            if (new DirectoryInfo(folder).LinkTarget is not null)
            {
                return $"The folder '{name}' of the share is a symbolic link, which may lead out of it. Replace it by a folder.";
            }
            Create(folder);
        }
        return null;
    }

    /// <summary>Looks at what stands under the name of a file.</summary>
    /// <param name="record">The file.</param>
    /// <param name="progressed">Called now and then while a large file is read.</param>
    /// <param name="cancellationToken">Cancels.</param>
    public async ValueTask<Occupant> FindAsync(UploadRecord record, Action progressed, CancellationToken cancellationToken)
    {
        FileInfo file = new(FullPath(record));
        if (file.LinkTarget is not null || Directory.Exists(file.FullName))
        {
            return Occupant.Other;
        }
        try
        {
            return file.Length != record.Bytes ? Occupant.Other
                : await HashAsync(file, progressed, cancellationToken).ConfigureAwait(false) == record.Sha256 ? Occupant.Same
                : Occupant.Other;
        }
        catch (Exception absent) when (absent is FileNotFoundException or DirectoryNotFoundException)
        {
            return Occupant.None;
        }
        catch (IOException locked) when (ShareLock.IsInUse(locked))
        {
            // Somebody has it for himself. What it holds cannot be told, so it is let alone.
            return Occupant.Other;
        }
    }

    /// <summary>Gives a whole file its name.</summary>
    /// <returns>Whether the name was free.</returns>
    public bool TryName(FileStream whole, UploadRecord record)
    {
        string name = FullPath(record);
        if (Path.Exists(name) || new FileInfo(name).LinkTarget is not null)
        {
            return false;
        }
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(whole.SafeFileHandle, _options.FileMode);
        }
        File.Move(whole.Name, name, overwrite: false);
        return true;
    }

    /// <summary>How many bytes all files have together.</summary>
    public long CountBytes()
    {
        EnumerationOptions regularFiles = new() { AttributesToSkip = FileAttributes.ReparsePoint };
        EnumerationOptions below = new() { AttributesToSkip = FileAttributes.ReparsePoint, RecurseSubdirectories = true };
        DirectoryInfo root = new(Root);
        return root.EnumerateFiles("*", regularFiles).Sum(file => file.Length)
            + root.EnumerateDirectories("*", regularFiles)
                .Where(folder => !folder.Name.Equals(SharePath.Incoming, StringComparison.OrdinalIgnoreCase))
                .Sum(folder => folder.EnumerateFiles("*", below).Sum(file => file.Length));
    }

    private static async ValueTask<string> HashAsync(FileInfo file, Action progressed, CancellationToken cancellationToken)
    {
        using IncrementalHash hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        FileStream content = new(file.FullName, new FileStreamOptions
        {
            Share = FileShare.ReadWrite | FileShare.Delete,
            BufferSize = 0,
            Options = FileOptions.Asynchronous | FileOptions.SequentialScan,
        });
        await using (content.ConfigureAwait(false))
        {
            await ContentCopy.CopyAsync(content, Stream.Null, long.MaxValue, Copied, cancellationToken).ConfigureAwait(false);
        }
        return Convert.ToHexStringLower(hash.GetHashAndReset());

        void Copied(ReadOnlyMemory<byte> piece)
        {
            hash.AppendData(piece.Span);
            progressed();
        }
    }

    private void Create(string folder)
    {
        if (OperatingSystem.IsWindows())
        {
            Directory.CreateDirectory(folder);
        }
        else
        {
            Directory.CreateDirectory(folder, _options.FolderMode);
        }
    }

    private string FullPath(UploadRecord record) => Path.Combine([Root, .. record.Path.Split('/')]);
}

/// <summary>What stands under a name.</summary>
internal enum Occupant
{
    None,
    Same,
    Other,
}
