namespace ConversationInteractions.Runtime;

/// <summary>Looks at a staged file before anybody else may have it, for instance for viruses. Optional.</summary>
public interface IFileScanner
{
    /// <summary>Looks at one file.</summary>
    /// <param name="content">The bytes from their beginning.</param>
    /// <param name="cancellationToken">Cancels.</param>
    /// <returns>Whether the file is clean. An exception counts as not clean: the file stays in quarantine and the upload fails.</returns>
    ValueTask<ScanResult> ScanAsync(Stream content, CancellationToken cancellationToken);
}

/// <summary>What a scanner found.</summary>
/// <param name="Clean">Whether the file may be used.</param>
/// <param name="Finding">What is wrong with it.</param>
public sealed record ScanResult(bool Clean, string? Finding = null);
