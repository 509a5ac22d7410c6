using ConsoleBot;
using ConversationInteractions.Runtime;
using Microsoft.Extensions.DependencyInjection;

// The bank's service, so that the bot has something real to call.
using BankService bank = BankService.Start();

ServiceCollection services = new();
services.AddConversationInteractions()
    .AddBotFile(Path.Combine(AppContext.BaseDirectory, "bank.bot.json"), bot => bot with
    {
        Environment = new Dictionary<string, string> { ["bank"] = bank.Address },
    })
    .UseChannel<ConsoleChannel>();

await using ServiceProvider provider = services.BuildServiceProvider();
ConversationRuntime runtime = provider.GetRequiredService<ConversationRuntime>();
using CancellationTokenSource stop = new();
Task sweeping = runtime.RunAsync(stop.Token);

bool isInteractive = !Console.IsInputRedirected;
Console.WriteLine("Talk to the bank's bot; an empty line ends. Try: hello, balance, hours (instead of an answer), agent, bye.");
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

    await runtime.HandleAsync("console", new UserMessage(line) { Start = new ConversationStart { Channel = "console" } });
    await runtime.WhenIdleAsync();
}

await stop.CancelAsync();
await sweeping;
