using ConversationInteractions.Interpretation;
using ConversationInteractions.Model;

namespace ConversationInteractions.RabbitMQ.Tests;

/// <summary>Echoes, so that a missing, doubled or late answer shows; and calls.</summary>
internal static class ClusterBots
{
    public static ProgramCatalog Programs { get; } = ProgramCatalog.Create([BotProgram.Compile(new Bot
    {
        Name = "Echo",
        Integrations = [new ApiIntegration { Name = "rate", Url = "https://rates.example/" }],
        Dialogs =
        [
            new Dialog
            {
                Name = "Echo",
                Interactions = [new DialogStarter { Name = "said", Patterns = ["say *"] }, new Statement { Name = "echo", Content = "You {$userMessage}." }],
            },
            new Dialog
            {
                Name = "Rate",
                Interactions =
                [
                    new DialogStarter { Name = "wanted", Patterns = ["rate *"] },
                    new IntegrationCall { Name = "call", Integration = "rate" },
                    new Statement { Name = "done", Content = "Done, {$userMessage}." },
                ],
            },
        ],
    })]);
}
