using ConversationInteractions.Escalations;
using ConversationInteractions.Runtime;

namespace ConsoleBot;

/// <summary>What can be done at the terminal beside talking.</summary>
internal sealed class SlashCommands(ConversationRuntime runtime, AgentDesk desk, string conversationId)
{
    public const string AgentHelp = "/agent connect, /agent say <text>, /agent fail, /agent return, /agent close";
    public const string Help = "/file <path> hands in a file; " + AgentHelp + " play the agent";

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
            case "/agent":
                await PlayAgentAsync(rest);
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

    private async Task PlayAgentAsync(string act)
    {
        if (desk.FindOpen(conversationId) is not { } transfer)
        {
            Console.WriteLine("(No transfer waits and no agent has the conversation. Say \"agent\" first.)");
            return;
        }

        (string verb, string text) = act.Split(' ', 2, StringSplitOptions.TrimEntries) is [var first, var rest] ? (first, rest) : (act, "");
        string id = transfer.Request.TransferId;
        TurnReceipt? receipt = verb switch
        {
            "connect" => await desk.ConnectAsync(id),
            "say" => await desk.SayAsync(id, text),
            "fail" => await desk.FailAsync(id),
            "return" => await desk.ReturnAsync(id),
            "close" => await desk.CloseAsync(id),
            _ => null,
        };
        if (receipt is not { Status: TurnStatus.Accepted })
        {
            Console.WriteLine($"({receipt?.Reason ?? AgentHelp})");
        }
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
