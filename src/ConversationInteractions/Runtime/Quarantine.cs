using ConversationInteractions.Interpretation;

namespace ConversationInteractions.Runtime;

/// <summary>Keeps staged files from everybody until the scanner has found them clean.</summary>
internal sealed class Quarantine(RuntimeContext context)
{
    /// <summary>Looks at a file.</summary>
    /// <returns>Why nobody may have it; <see langword="null"/> for a clean one, or where no scanner is registered.</returns>
    public async ValueTask<string?> FindProblemAsync(string conversationId, Stream content)
    {
        if (context.Ports.Scanner is not { } scanner)
        {
            return null;
        }

        try
        {
            ScanResult scan = await scanner.ScanAsync(content, context.Stopping).ConfigureAwait(false);
            return scan.Clean ? null : $"the scanner refused it: {scan.Finding}";
        }
        catch (Exception problem) when (!context.Stopping.IsCancellationRequested)
        {
            // What could not be looked at is not known to be clean.
            RuntimeLog.PortThrew(context.Log, problem, conversationId, nameof(IFileScanner));
            return $"the scanner threw {problem.GetType().Name}";
        }
    }

    /// <summary>Looks at a file that is meant for an agent.</summary>
    /// <returns>Why the agent may not have it. A file that is gone is not withheld: the agent's side has taken it already, and this is a repeat.</returns>
    public async ValueTask<string?> FindProblemAsync(string conversationId, StagedFile file)
    {
        if (context.Ports.Scanner is null || context.Ports.Staging is not { } staging
            || await staging.OpenAsync(file.Reference, context.Stopping).ConfigureAwait(false) is not { } content)
        {
            return null;
        }

        await using (content.ConfigureAwait(false))
        {
            return await FindProblemAsync(conversationId, content).ConfigureAwait(false);
        }
    }
}
