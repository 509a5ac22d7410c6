using ConversationInteractions.Model;
using ConversationInteractions.Runtime;

namespace ConversationInteractions.Tests.Runtime;

/// <summary>Many conversations share one bot and nothing of theirs is mixed up (B2).</summary>
internal sealed class ConcurrencyTests
{
    private const int Conversations = 200;
    private const int Messages = 20;

    [Test]
    public async Task Conversations_in_different_dialogs_sent_in_bursts_from_many_threads_end_as_when_run_one_by_one()
    {
        CollectingChannel alone = new();
        await using (ConversationRuntime runtime = new(TestBots.Ports(alone, ManyDialogs())))
        {
            for (int i = 0; i < Conversations; i++)
            {
                foreach (string text in Script(i))
                {
                    await runtime.HandleAsync($"c{i}", new UserMessage(text));
                }
            }

            await runtime.WhenIdleAsync();
        }

        CollectingChannel together = new();
        await using (ConversationRuntime runtime = new(TestBots.Ports(together, ManyDialogs())))
        {
            // Each thread sends all messages of its conversations at once, without waiting for answers.
            Task[] senders = [.. Enumerable.Range(0, 16).Select(thread => Task.Run(() => Task.WhenAll(
                Enumerable.Range(0, Messages).SelectMany(m => Enumerable.Range(0, Conversations)
                    .Where(i => i % 16 == thread)
                    .Select(i => runtime.HandleAsync($"c{i}", new UserMessage(Script(i)[m])).AsTask())))))];
            await Task.WhenAll(senders);
            await runtime.WhenIdleAsync();
        }

        Assert.Multiple(() =>
        {
            for (int i = 0; i < Conversations; i++)
            {
                Assert.That(together.Texts($"c{i}"), Is.EqualTo(alone.Texts($"c{i}")), $"conversation {i}");
                Assert.That(together.Texts($"c{i}"), Has.Count.EqualTo(Messages));
                Assert.That(together.Messages($"c{i}").Select(m => m.Sequence), Is.EqualTo(Enumerable.Range(1, Messages).Select(n => (long)n)));
            }
        });
    }

    [Test]
    public async Task One_event_too_many_is_refused_and_those_that_wait_are_handled()
    {
        BlockingClient client = new();
        CollectingChannel channel = new();
        await using ConversationRuntime runtime = new(TestBots.Ports(channel, TestBots.Balance()) with
        {
            Integrations = client,
            Options = new RuntimeOptions { MaxQueuedEvents = 3 },
        });

        await runtime.HandleAsync("c", new UserMessage("balance"));
        ValueTask<TurnReceipt>[] waiting = [.. Enumerable.Range(0, 3).Select(_ => runtime.HandleAsync("c", new UserMessage("hello")))];
        Assert.That(async () => await runtime.HandleAsync("c", new UserMessage("one more")), Throws.TypeOf<ConversationQueueFullException>().With.Property("Code").EqualTo("queue-full"));

        client.Answer();
        foreach (ValueTask<TurnReceipt> receipt in waiting)
        {
            Assert.That((await receipt).Status, Is.EqualTo(TurnStatus.Accepted));
        }

        await runtime.WhenIdleAsync();
        Assert.That(channel.Texts("c"), Has.Count.EqualTo(2 + 3));
    }

    private static string[] Script(int conversation) =>
        [$"start {conversation % 50}", .. Enumerable.Range(1, Messages - 1).Select(n => $"{conversation}.{n}")];

    /// <summary>Fifty dialogs, each with a question that keeps the last answer and asks again.</summary>
    private static Bot ManyDialogs() => new()
    {
        Name = "Many",
        Dialogs =
        [
            .. Enumerable.Range(0, 50).Select(d => new Dialog
            {
                Name = $"Dialog {d}",
                Interactions =
                [
                    new DialogStarter { Patterns = [$"start {d}"] },
                    new Question
                    {
                        Name = $"Ask {d}",
                        Content = $"{d}: after {{$botContext.last}}",
                        Rules = [new Rule { When = new PatternTest(["*"]), Set = [new("last", "{$botContext.last}+{$userMessage}")], Next = NextAction.Current }],
                    },
                ],
            }),
        ],
    };
}
