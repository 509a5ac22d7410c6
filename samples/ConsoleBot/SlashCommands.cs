using ConversationInteractions.Runtime;

namespace ConsoleBot;

/// <summary>What can be done at the terminal beside talking.</summary>
internal sealed class SlashCommands(ConversationRuntime runtime, string conversationId)
{
    public const string Help = "/file <path> hands in a file";

    /// <summary>Does what a line asks for.</summary>
    /// <returns>Whether the line was a command.</returns>
    public async Task<bool> TryAsync(string line)
    {
        if (!line.StartsWith('/'))
        {
            return false;
        }

        int blank = line.IndexOf(' ', StringComparison.Ordinal);
        (string command, string rest) = blank < 0 ? (line, "") : (line[..blank], line[blank..].Trim());
        switch (command)
        {
            case "/file" when rest.Length > 0:
                await SendFileAsync(rest);
                break;
            default:
                Console.WriteLine($"({Help})");
                break;
        }

        return true;
    }

    /// <summary>Waits until the outcome of every upload has been told, or waits for the agent to return.</summary>
    public async Task WhenUploadedAsync()
    {
        while (await runtime.FindStateAsync(conversationId) is { } state && state.Uploads.Count > state.Deferred.Count(d => d.UploadId is not null))
        {
            await Task.Delay(TimeSpan.FromMilliseconds(50));
        }

        await runtime.WhenIdleAsync();
    }

    private async Task SendFileAsync(string path)
    {
        try
        {
            await using FileStream content = File.OpenRead(path);
            await runtime.HandleAsync(conversationId, new UserFile(content, Path.GetFileName(path)) { Length = content.Length });
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            Console.WriteLine($"({problem.Message})");
        }
    }
}
