using ConversationInteractions.Interpretation;
using ConversationInteractions.Model;
using ConversationInteractions.Runtime;
using ConversationInteractions.Testing;
using Moq;

namespace ConversationInteractions.Tests.Runtime;

/// <summary>What an intent recogniser is told.</summary>
internal sealed class IntentQueryTests
{
    [Test]
    public async Task It_hears_which_intents_can_lead_anywhere_in_the_bot_and_its_group()
    {
        Bot shop = new()
        {
            Name = "Shop",
            Group = "All",
            Language = "en-GB",
            Dialogs =
            [
                new Dialog
                {
                    Name = "Order",
                    Interactions =
                    [
                        new DialogStarter { Intents = ["order", "buy"] },
                        new Question { Content = "How many?", Rules = [new Rule { When = new IntentTest("cancel") }, new Rule { When = new IntentTest("buy") }] },
                    ],
                },
            ],
        };
        Bot other = new() { Name = "Claims", Group = "All", Dialogs = [Only("claim")] };
        Bot foreign = new() { Name = "Foreign", Dialogs = [Only("never")] };
        IntentQuery? asked = null;
        Mock<IIntentRecognizer> recognizer = new();
        recognizer.Setup(r => r.RecognizeAsync(It.IsAny<IntentQuery>(), It.IsAny<CancellationToken>()))
            .Callback((IntentQuery query, CancellationToken _) => asked = query)
            .ReturnsAsync([]);
        await using ConversationRuntime runtime = new(new RuntimePorts
        {
            Programs = ProgramCatalog.Create([BotProgram.Compile(shop), BotProgram.Compile(other), BotProgram.Compile(foreign)]),
            Channel = new RecordingChannel(),
            Intents = recognizer.Object,
        });
        await runtime.HandleAsync("c", new UserMessage("two of them, please"));
        Assert.That(asked, Is.Not.Null);
        Assert.That((asked!.ConversationId, asked.Bot, asked.Text, asked.Language), Is.EqualTo(("c", "Shop", "two of them, please", "en-GB")));
        Assert.That(asked.Intents, Is.EqualTo(new[] { "buy", "cancel", "claim", "order" }));
    }

    private static Dialog Only(string intent) => new() { Name = "D", Interactions = [new DialogStarter { Intents = [intent] }, new Statement { Content = "Yes." }] };
}
