using ConversationInteractions.Interpretation;
using ConversationInteractions.Model;
using ConversationInteractions.Runtime;

namespace ConversationInteractions.Benchmarks.Turns;

/// <summary>The conversation that every engine runs: an account is named, its balance is fetched from a stub and told, and the next account is asked for.</summary>
internal static class BalanceBot
{
    public const string Reply = "Your balance is 42.5. Which account now?";

    public static readonly string[] Answers = ["Savings", "Current"];

    public static Bot Bot { get; } = new()
    {
        Name = "Balance",
        Settings = new BotSettings { SessionTimeout = TimeSpan.FromDays(36_500) },
        Integrations = [new ApiIntegration { Name = "balance", Method = "GET", Url = "https://bank.example/accounts/{$botContext.account}", Fields = [new("amount", "$.amount")] }],
        Dialogs =
        [
            new Dialog
            {
                Name = "Balance",
                Interactions =
                [
                    new DialogStarter { Patterns = ["*balance*"] },
                    new Question { Name = "Ask", Content = "Which account?", Rules = [Known] },
                    new IntegrationCall { Name = "Fetch", Integration = "balance" },
                    new Question { Name = "Tell", Content = "Your balance is {balance.amount}. Which account now?", Rules = [Known with { Next = NextAction.GoTo("Fetch") }] },
                ],
            },
        ],
    };

    private static Rule Known => new() { When = new PatternTest(["(savings|current)"]), Set = [new("account", "{$userMessage}")] };

    public static ProgramCatalog Compile() => ProgramCatalog.Create([BotProgram.Compile(Bot)]);
}

/// <summary>Answers every call at once.</summary>
internal sealed class BalanceClient : IIntegrationClient
{
    public static CallOutcome Outcome { get; } = new() { Result = CallResult.Success, Status = 200, Body = """{"amount":42.5}""", Attempts = 1 };

    public ValueTask<CallOutcome> InvokeAsync(IntegrationInvocation invocation, CancellationToken cancellationToken) => ValueTask.FromResult(Outcome);
}

/// <summary>Keeps the latest message for the thread that it was sent on.</summary>
internal sealed class CheckingChannel : IMessageChannel
{
    [ThreadStatic]
    private static string? _reply;

    public static string? Reply => _reply;

    public ValueTask<DeliveryResult> SendAsync(string conversationId, OutgoingMessage message, CancellationToken cancellationToken)
    {
        _reply = message.Text;
        return ValueTask.FromResult(DeliveryResult.Accepted);
    }
}
