namespace ConversationInteractions.Files;

/// <summary>What a <see cref="DirectoryFileShare"/> may be told beyond its folder.</summary>
public sealed record DirectoryFileShareOptions
{
    /// <summary>How many bytes the files of the folder may have together; a file that would exceed it is refused. No quota by default.</summary>
    /// <remarks>Exact for the uploads of one process. Files that something else adds or removes are counted anew before a file is refused.</remarks>
    public long? MaxTotalBytes { get; set; }

    /// <summary>The mode of stored files on Unix; 0640 by default.</summary>
    public UnixFileMode FileMode { get; set; } = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.GroupRead;

    /// <summary>The mode of folders made for them on Unix, lessened by the process's umask; 0750 by default.</summary>
    public UnixFileMode FolderMode { get; set; } =
        UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute | UnixFileMode.GroupRead | UnixFileMode.GroupExecute;

    /// <summary>How long it is remembered which upload became which file, so that a repeat is recognised (C28); 30 days by default.</summary>
    public TimeSpan RecordLifetime { get; set; } = TimeSpan.FromDays(30);
}
