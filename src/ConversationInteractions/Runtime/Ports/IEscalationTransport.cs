using ConversationInteractions.Interpretation;
using ConversationInteractions.Model;

namespace ConversationInteractions.Runtime;

/// <summary>Hands conversations over to human agents.</summary>
/// <remarks>
/// A request may be repeated with the same id after a crash; it must then get the same answer and not make a second transfer (C28). What happens later is
/// reported to the runtime. An exception leaves the request to be tried again.
/// </remarks>
public interface IEscalationTransport
{
    /// <summary>Asks for a transfer.</summary>
    /// <param name="request">What is asked.</param>
    /// <param name="cancellationToken">Ends the request when the process stops; it is then repeated by the next process.</param>
    /// <returns>Accepted, rejected or unknown.</returns>
    ValueTask<TransferResponse> RequestAsync(TransferRequest request, CancellationToken cancellationToken);
}

/// <summary>A transfer that is asked for.</summary>
public sealed record TransferRequest
{
    /// <summary>The transfer's id, also the idempotency key. Reports name it.</summary>
    public required string TransferId { get; init; }

    /// <summary>The conversation.</summary>
    public required string ConversationId { get; init; }

    /// <summary>The bot that hands over.</summary>
    public required string Bot { get; init; }

    /// <summary>The skill, a number.</summary>
    public required string SkillId { get; init; }

    /// <summary>One certain agent, if wanted.</summary>
    public string? AgentId { get; init; }

    /// <summary>The last words to the consumer, to be shown by whoever carries the transfer; <see langword="null"/> for none (C12).</summary>
    public string? Message { get; init; }

    /// <summary>What a receiving bot may know (A30), if the author wants it to.</summary>
    public TransferContext? Context { get; init; }

    /// <summary>The bot's language, if it has one.</summary>
    public string? Language { get; init; }

    /// <summary>What was said so far, oldest first, as far as the log keeps it.</summary>
    public ValueList<TranscriptLine> Transcript { get; init; } = [];
}

/// <summary>A line of a transcript.</summary>
/// <param name="At">When it was said.</param>
/// <param name="Speaker">Who said it.</param>
/// <param name="Text">What was said.</param>
public sealed record TranscriptLine(DateTimeOffset At, Speaker Speaker, string Text);

/// <summary>Who speaks in a conversation.</summary>
public enum Speaker
{
    /// <summary>The consumer.</summary>
    Consumer,

    /// <summary>The bot.</summary>
    Bot,

    /// <summary>A human agent.</summary>
    Agent,
}

/// <summary>A transport's answer.</summary>
/// <param name="Answer">The answer.</param>
/// <param name="Reason">Why it was rejected, for traces.</param>
public sealed record TransferResponse(TransferAnswer Answer, string? Reason = null);
