using ConversationInteractions.Interpretation;
using ConversationInteractions.Model;
using ConversationInteractions.Runtime;
using ConversationInteractions.Testing;

namespace ConversationInteractions.Tests.Runtime;

/// <summary>Small bots, written in code.</summary>
internal static class TestBots
{
    /// <summary>Asks for an amount and then for a size.</summary>
    public static Bot Order { get; } = new()
    {
        Name = "Order",
        Dialogs =
        [
            new Dialog
            {
                Name = "Order",
                Interactions =
                [
                    new DialogStarter { Patterns = ["order"] },
                    new Question { Name = "Ask amount", Content = "How many?", Rules = [new Rule { Set = [new("amount", "{$userMessage}")] }] },
                    new Question { Name = "Ask size", Content = "Which size?" },
                    new Statement { Content = "{$botContext.amount} of size {$userMessage}." },
                ],
            },
        ],
    };

    /// <summary>Calls an integration and tells its result.</summary>
    public static Bot Balance(string method = "GET") => new()
    {
        Name = "Balance",
        Integrations = [new ApiIntegration { Name = "balance", Method = method, Url = "https://bank.example/balance", Fields = [new("amount", "$.amount")] }],
        Dialogs =
        [
            new Dialog
            {
                Name = "Balance",
                Interactions =
                [
                    new DialogStarter { Patterns = ["balance"] },
                    new Statement { Content = "One moment." },
                    new IntegrationCall
                    {
                        Name = "Call",
                        Integration = "balance",
                        Rules =
                        [
                            new Rule { When = new ResultTest(CallResult.Unknown), Next = NextAction.GoTo("Unknown") },
                            new Rule { When = new ResultTest(CallResult.Success), Next = NextAction.GoTo("Told") },
                        ],
                    },
                    new Statement { Name = "Told", Content = "You have {balance.amount}.", Next = NextAction.End },
                    new Statement { Name = "Unknown", Content = "We do not know." },
                ],
            },
        ],
    };

    public static ProgramCatalog Catalog(params Bot[] bots) => ProgramCatalog.Create(bots.Select(BotProgram.Compile));

    public static RuntimePorts Ports(IMessageChannel channel, params Bot[] bots) =>
        new() { Programs = Catalog(bots), Channel = channel, Time = new ManualTimeProvider() };
}
