using ConversationInteractions.Interpretation;
using ConversationInteractions.Runtime;

namespace ConsoleBot;

/// <summary>Shows the bot's messages in the terminal.</summary>
internal sealed class ConsoleChannel : IMessageChannel
{
    public ValueTask<DeliveryResult> SendAsync(string conversationId, OutgoingMessage message, CancellationToken cancellationToken)
    {
        Console.WriteLine($"{(message.FromAgent ? "agent" : "bot")}: {message.Text}");
        foreach (OutgoingChoice choice in message.Choices)
        {
            Console.WriteLine($"     * {choice.Label}");
        }

        return ValueTask.FromResult(DeliveryResult.Accepted);
    }

    public ValueTask CloseAsync(string conversationId, bool survey, CancellationToken cancellationToken)
    {
        Console.WriteLine("(The conversation is closed. Say something to begin a new one.)");
        return ValueTask.CompletedTask;
    }
}
