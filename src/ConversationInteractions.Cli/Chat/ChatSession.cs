using ConversationInteractions.Runtime;

namespace ConversationInteractions.Cli;

/// <summary>A conversation between the person at the terminal and the bots: a line is what the consumer says, or a command.</summary>
internal sealed class ChatSession(ConversationRuntime runtime, Terminal terminal, ChatScreen screen, ChatDesk desk, ChatWatch watch, ConversationStart start)
{
    private const string Conversation = "chat";

    private static readonly (string Command, string Meaning)[] Commands =
    [
        ("<number>", "pick a choice"),
        ("/say <text>", "say something that looks like a number or a command"),
        ("/file <path>", "hand in a file"),
        ("/agent connect|say <text>|fail|return|close", "play the agent after a transfer"),
        ("/event <text>", "let the host raise a system event"),
        ("/trace", "show or hide the rules tried, the places and the variables"),
        ("/quit", "end (so does the end of the input)"),
    ];

    private bool _isOver;

    public async Task RunAsync(CancellationToken cancellationToken)
    {
        screen.Remark("/help lists the commands");
        while (!_isOver && await ReadAsync(cancellationToken) is { } line)
        {
            if (!string.IsNullOrWhiteSpace(line))
            {
                await HandleAsync(line, cancellationToken);
            }
        }
    }

    private async Task<string?> ReadAsync(CancellationToken cancellationToken)
    {
        screen.StartLine();
        // The console cannot be asked to stop reading, so somebody else waits for it.
        string? line = await Task.Run(terminal.In.ReadLine, cancellationToken).WaitAsync(cancellationToken);
        screen.EndLine(line);
        return line;
    }

    private Task HandleAsync(string line, CancellationToken cancellationToken)
    {
        if (!line.StartsWith('/'))
        {
            return SendAsync(screen.Pick(line) ?? new UserMessage(line), cancellationToken);
        }

        string[] parts = line.Split(' ', 2, StringSplitOptions.TrimEntries);
        string rest = parts.Length > 1 ? parts[1] : "";
        switch (parts[0])
        {
            case "/say" when rest.Length > 0:
                return SendAsync(new UserMessage(rest), cancellationToken);
            case "/event" when rest.Length > 0:
                return SendAsync(new HostEvent("chat", rest), cancellationToken);
            case "/file" when rest.Length > 0:
                return SendFileAsync(rest, cancellationToken);
            case "/agent":
                return ReportAsync(rest, cancellationToken);
            case "/trace":
                watch.IsTracing = !watch.IsTracing;
                screen.Remark($"tracing is {(watch.IsTracing ? "on" : "off")}");
                break;
            case "/quit":
                _isOver = true;
                break;
            case "/help":
                Help();
                break;
            default:
                screen.Remark($"'{line}' is no command; /help lists them", Styles.Doubtful);
                break;
        }

        return Task.CompletedTask;
    }

    private void Help()
    {
        foreach ((string command, string meaning) in Commands)
        {
            terminal.WriteLine($"  {command}: {meaning}", Styles.Aside);
        }
    }

    private async Task SendAsync(InboundEvent inbound, CancellationToken cancellationToken)
    {
        TurnReceipt receipt = await runtime.HandleAsync(Conversation, inbound with { Start = start }, cancellationToken);
        if (receipt.Status is TurnStatus.Refused)
        {
            screen.Remark($"refused: {receipt.Reason}", Styles.Doubtful);
        }

        await runtime.WhenIdleAsync(cancellationToken);
        if (!terminal.IsInputInteractive)
        {
            await watch.WhenUploadedAsync(cancellationToken);
            await runtime.WhenIdleAsync(cancellationToken);
        }
    }

    private async Task SendFileAsync(string path, CancellationToken cancellationToken)
    {
        FileStream content;
        try
        {
            content = File.OpenRead(path);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException)
        {
            screen.Remark($"{path} cannot be read: {exception.Message}", Styles.Doubtful);
            return;
        }

        await using (content)
        {
            try
            {
                await SendAsync(new UserFile(content, Path.GetFileName(path)) { Length = content.Length }, cancellationToken);
            }
            catch (IOException problem)
            {
                screen.Remark($"{path} was not taken: {problem.Message}", Styles.Doubtful);
            }
        }
    }

    private Task ReportAsync(string act, CancellationToken cancellationToken)
    {
        if (desk.TransferId is not { } transfer)
        {
            screen.Remark("no transfer was requested yet", Styles.Doubtful);
            return Task.CompletedTask;
        }

        string[] parts = act.Split(' ', 2, StringSplitOptions.TrimEntries);
        TransferUpdateKind? kind = parts switch
        {
            ["connect"] => TransferUpdateKind.Connected,
            ["fail"] => TransferUpdateKind.Failed,
            ["return"] => TransferUpdateKind.Returned,
            ["close"] => TransferUpdateKind.Closed,
            ["say", { Length: > 0 }] => TransferUpdateKind.Said,
            _ => null,
        };
        if (kind is { } known)
        {
            return SendAsync(new TransferUpdate(transfer, known) { Text = parts.ElementAtOrDefault(1) }, cancellationToken);
        }

        screen.Remark("an agent can connect, say <text>, fail, return and close", Styles.Doubtful);
        return Task.CompletedTask;
    }
}
