using ConversationInteractions.Interpretation;
using ConversationInteractions.Model;
using ConversationInteractions.Runtime;

namespace ConversationInteractions.Tests.Runtime;

/// <summary>What was written to the context store is not written again when others may have written since.</summary>
internal sealed class ContextMarkTests
{
    private static readonly Bot Names = new()
    {
        Name = "Names",
        Dialogs =
        [
            new Dialog
            {
                Name = "Names",
                Interactions =
                [
                    new DialogStarter { Patterns = ["*"] },
                    new Question { Content = "Your name?", Rules = [new Rule { Set = [new("name", "{$userMessage}")], Scope = VariableScope.Context("crm") }] },
                    new Statement { Content = "Thank you." },
                ],
            },
        ],
    };

    [Test]
    public async Task A_write_is_marked_before_the_messages_behind_it_are_under_way()
    {
        InMemoryConversationStore store = new();
        TaskCompletionSource begun = new(TaskCreationOptions.RunContinuationsAsynchronously);
        TaskCompletionSource<DeliveryResult> taken = new(TaskCreationOptions.RunContinuationsAsynchronously);
        await using ConversationRuntime runtime = new(TestBots.Ports(new Blocking(begun, taken), Names) with { Store = store });
        await runtime.HandleAsync("c", new UserMessage("hi"));
        await runtime.WhenIdleAsync();
        await runtime.HandleAsync("c", new UserMessage("Dora"));
        await begun.Task;
        IReadOnlyList<OutboxEntry> left = await store.ReadOutboxAsync("c", CancellationToken.None);
        taken.SetResult(DeliveryResult.Accepted);
        await runtime.WhenIdleAsync();
        Assert.That(left.Select(e => e.Effect.GetType().Name), Is.EqualTo(new[] { nameof(SendMessage) }));
        Assert.That(await store.ReadOutboxAsync("c", CancellationToken.None), Is.Empty);
    }

    private sealed class Blocking(TaskCompletionSource begun, TaskCompletionSource<DeliveryResult> taken) : IMessageChannel
    {
        public async ValueTask<DeliveryResult> SendAsync(string conversationId, OutgoingMessage message, CancellationToken cancellationToken)
        {
            if (message.Text != "Thank you.")
            {
                return DeliveryResult.Accepted;
            }

            begun.SetResult();
            return await taken.Task;
        }
    }
}
