using ConversationInteractions.Interpretation;
using ConversationInteractions.Model;

namespace ConversationInteractions.EntityFrameworkCore.Tests.Runtime;

/// <summary>Asks for a name and an amount, calls, and tells both: a conversation with state, a call and messages.</summary>
internal static class SurveyBot
{
    public static ProgramCatalog Programs { get; } = ProgramCatalog.Create([BotProgram.Compile(new Bot
    {
        Name = "Survey",
        Integrations = [new ApiIntegration { Name = "rate", Url = "https://bank.example/rate" }],
        Dialogs =
        [
            new Dialog
            {
                Name = "Ask",
                Interactions =
                [
                    new DialogStarter { Name = "start", Patterns = ["start"] },
                    new Question
                    {
                        Name = "name",
                        Content = "What is your name?",
                        Rules = [new Rule { Set = [new("name", "{$userMessage}")] }],
                    },
                    new Question
                    {
                        Name = "amount",
                        Content = "How much, {$botContext.name}?",
                        Rules = [new Rule { Set = [new("amount", "{$userMessage}")] }],
                    },
                    new IntegrationCall { Name = "call", Integration = "rate" },
                    new Statement { Name = "told", Content = "{$botContext.amount} for {$botContext.name}: noted." },
                    new Statement { Name = "bye", Content = "Bye." },
                ],
            },
        ],
    })]);
}
