namespace ConversationInteractions.Tests.Files;

/// <summary>A folder that is gone after the test.</summary>
internal sealed class TemporaryFolder : IDisposable
{
    public string Path { get; } = Directory.CreateTempSubdirectory("conversation-files-").FullName;

    public void Dispose() => Directory.Delete(Path, recursive: true);

    public string Combine(params ReadOnlySpan<string> names) => System.IO.Path.Combine([Path, .. names]);

    /// <summary>The files in it, except in hidden folders, relative to it and with <c>/</c>, in order.</summary>
    public string[] VisibleFiles() =>
        [.. AllFiles().Where(file => !file.Split('/').Any(segment => segment.StartsWith('.')))];

    /// <summary>All files in it, relative to it and with <c>/</c>, in order.</summary>
    public string[] AllFiles() =>
        [.. Directory.EnumerateFiles(Path, "*", SearchOption.AllDirectories)
            .Select(file => System.IO.Path.GetRelativePath(Path, file).Replace('\\', '/'))
            .Order(StringComparer.Ordinal)];

    /// <summary>The contents of the visible files.</summary>
    public IReadOnlyDictionary<string, byte[]> ReadVisible() => VisibleFiles().ToDictionary(file => file, file => File.ReadAllBytes(Combine(file)));
}
