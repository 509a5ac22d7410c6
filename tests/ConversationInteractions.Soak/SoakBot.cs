using ConversationInteractions.Interpretation;
using ConversationInteractions.Model;

namespace ConversationInteractions.Soak;

/// <summary>Answers every message so that a missing, doubled or late answer shows.</summary>
internal static class SoakBot
{
    public static Bot Bot { get; } = new()
    {
        Name = "Soak",
        Integrations = [new ApiIntegration { Name = "rate", Url = "https://rates.example/", Timeout = TimeSpan.FromSeconds(1) }],
        Dialogs =
        [
            new Dialog
            {
                Name = "Echo",
                Interactions = [new DialogStarter { Name = "said", Patterns = ["message *"] }, new Statement { Name = "echo", Content = "You said {$userMessage}." }],
            },
            new Dialog
            {
                Name = "Rate",
                Interactions =
                [
                    new DialogStarter { Name = "wanted", Patterns = ["rate *"] },
                    new Statement { Name = "wait", Content = "One moment, {$userMessage}." },
                    new IntegrationCall { Name = "call", Integration = "rate" },
                    new Statement { Name = "done", Content = "Done, {$userMessage}." },
                ],
            },
        ],
    };

    public static ProgramCatalog Programs() => ProgramCatalog.Create([BotProgram.Compile(Bot)]);
}
