namespace ConversationInteractions.Runtime;

/// <summary>Looks at a staged file before anybody else may have it, a share or an agent, for instance for viruses. Optional.</summary>
/// <remarks>
/// The staging is the quarantine: nobody gets the bytes before they are clean, and those that are not are deleted. A file is looked at again after a crash. The conversation
/// goes on meanwhile; how long a scan may take is the scanner's decision: one that never ends keeps the consumer without an outcome. Thread-safe.
/// </remarks>
public interface IFileScanner
{
    /// <summary>Looks at one file.</summary>
    /// <param name="content">The bytes from their beginning.</param>
    /// <param name="cancellationToken">Cancels.</param>
    /// <returns>Whether the file is clean. An exception counts as not clean, and is logged: the upload fails.</returns>
    ValueTask<ScanResult> ScanAsync(Stream content, CancellationToken cancellationToken);
}

/// <summary>What a scanner found.</summary>
/// <param name="Clean">Whether the file may be used.</param>
/// <param name="Finding">What is wrong with it.</param>
public sealed record ScanResult(bool Clean, string? Finding = null);
