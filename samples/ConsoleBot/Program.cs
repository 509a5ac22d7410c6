using ConsoleBot;
using ConversationInteractions.Escalations;
using ConversationInteractions.Runtime;
using Microsoft.Extensions.DependencyInjection;

// The bank's service, so that the bot has something real to call.
using BankService bank = BankService.Start();

// Consumers' files wait in one folder, and are kept in the other.
string folder = Directory.CreateTempSubdirectory("console-bot-").FullName;
string share = Path.Combine(folder, "share");

ServiceCollection services = new();
services.AddConversationInteractions()
    .AddBotFile(Path.Combine(AppContext.BaseDirectory, "bank.bot.json"), bot => bot with
    {
        Environment = new Dictionary<string, string> { ["bank"] = bank.Address },
    })
    .UseChannel<ConsoleChannel>()
    .UseAgentDesk(new AgentDesk
    {
        Requested = transfer => Console.WriteLine($"bot: {transfer.Request.Message}{Environment.NewLine}(A transfer to skill {transfer.Request.SkillId} waits. Play the agent: {SlashCommands.AgentHelp}.)"),
        Heard = message => Console.WriteLine($"(The agent reads: {message.File?.Name ?? message.Withheld ?? message.Text})"),
    })
    .UseUploadFolder(Path.Combine(folder, "waiting"))
    .AddDirectoryFileShare(share);

await using ServiceProvider provider = services.BuildServiceProvider();
ConversationRuntime runtime = provider.GetRequiredService<ConversationRuntime>();
using CancellationTokenSource stop = new();
Task sweeping = runtime.RunAsync(stop.Token);
SlashCommands commands = new(runtime, provider.GetRequiredService<AgentDesk>(), "console");

bool isInteractive = !Console.IsInputRedirected;
Console.WriteLine("Talk to the bank's bot; an empty line ends. Try: hello, balance, hours (instead of an answer), document, bye, and at last agent.");
Console.WriteLine($"{SlashCommands.Help}; files are kept in {share}.");
while (true)
{
    if (isInteractive)
    {
        Console.Write("you: ");
    }

    string? line = Console.ReadLine();
    if (string.IsNullOrWhiteSpace(line))
    {
        break;
    }

    if (!isInteractive)
    {
        Console.WriteLine($"you: {line}");
    }

    if (!await commands.TryAsync(line))
    {
        await runtime.HandleAsync("console", new UserMessage(line) { Start = new ConversationStart { Channel = "console" } });
    }

    await runtime.WhenIdleAsync();
}

await commands.WhenUploadedAsync();
await stop.CancelAsync();
await sweeping;
