using ConversationInteractions.Interpretation;
using ConversationInteractions.Runtime;

namespace ConversationInteractions.Testing;

/// <summary>A channel that takes every message and remembers it. As a real one it drops a sequence number that it has had (B4), so it may outlive the runtimes that use it.</summary>
/// <remarks>Thread-safe.</remarks>
public sealed class RecordingChannel : IMessageChannel
{
    private readonly Lock _lock = new();
    private readonly List<SentMessage> _messages = [];
    private readonly List<ClosedConversation> _closed = [];
    private readonly HashSet<(string Conversation, long Sequence)> _had = [];

    /// <summary>Says what becomes of a message before it is taken; by default every message is accepted. Must be quick; an exception means "try again".</summary>
    public Func<string, OutgoingMessage, DeliveryResult>? Answer { get; set; }

    /// <summary>The messages taken so far, in order.</summary>
    public IReadOnlyList<SentMessage> Messages
    {
        get
        {
            lock (_lock)
            {
                return [.. _messages];
            }
        }
    }

    /// <summary>The conversations closed so far, in order.</summary>
    public IReadOnlyList<ClosedConversation> Closed
    {
        get
        {
            lock (_lock)
            {
                return [.. _closed];
            }
        }
    }

    internal Action<OutgoingMessage>? Heard { get; set; }

    internal Action<ClosedConversation>? HeardClosed { get; set; }

    /// <inheritdoc/>
    public ValueTask<DeliveryResult> SendAsync(string conversationId, OutgoingMessage message, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(message);
        cancellationToken.ThrowIfCancellationRequested();
        DeliveryResult answer = Answer?.Invoke(conversationId, message) ?? DeliveryResult.Accepted;
        if (!answer.IsRefused && Take(conversationId, message))
        {
            Heard?.Invoke(message);
        }

        return ValueTask.FromResult(answer);
    }

    /// <inheritdoc/>
    public ValueTask CloseAsync(string conversationId, bool survey, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        ClosedConversation closed = new(conversationId, survey);
        lock (_lock)
        {
            _closed.Add(closed);
        }

        HeardClosed?.Invoke(closed);
        return ValueTask.CompletedTask;
    }

    private bool Take(string conversationId, OutgoingMessage message)
    {
        lock (_lock)
        {
            if (!_had.Add((conversationId, message.Sequence)))
            {
                return false;
            }

            _messages.Add(new SentMessage(conversationId, message));
            return true;
        }
    }
}

/// <summary>A message that a channel took.</summary>
/// <param name="ConversationId">The conversation.</param>
/// <param name="Message">The message.</param>
public sealed record SentMessage(string ConversationId, OutgoingMessage Message);

/// <summary>A conversation of which a channel heard that it was closed.</summary>
/// <param name="ConversationId">The conversation.</param>
/// <param name="Survey">Whether a survey should follow.</param>
public sealed record ClosedConversation(string ConversationId, bool Survey);
