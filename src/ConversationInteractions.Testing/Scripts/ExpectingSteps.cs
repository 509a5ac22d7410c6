using ConversationInteractions.Interpretation;
using ConversationInteractions.Model;

namespace ConversationInteractions.Testing;

/// <summary>The next message to the consumer. Only what is given is compared.</summary>
/// <param name="Text">Its text.</param>
public sealed record BotStep(ExpectedText Text) : ExpectingStep
{
    /// <summary>The choices, all of them in order.</summary>
    public ValueList<ExpectedChoice>? Choices { get; init; }

    /// <summary>The image.</summary>
    public ExpectedImage? Image { get; init; }

    /// <summary>The cards, all of them in order.</summary>
    public ValueList<ExpectedCard>? Cards { get; init; }

    /// <summary>The JSON for the channel.</summary>
    public JsonText? Payload { get; init; }
}

/// <summary>No message is waiting to be consumed.</summary>
public sealed record SilenceStep : ExpectingStep;

/// <summary>The next message or file of the consumer that was handed to the agent's side.</summary>
/// <param name="Text">The words, or the name of the file.</param>
public sealed record ToAgentStep(string Text) : ExpectingStep;

/// <summary>The next integration call. Only what is given is compared.</summary>
public sealed record CallStep : ExpectingStep
{
    /// <summary>The name of the integration.</summary>
    public string? Integration { get; init; }

    /// <summary>The HTTP method.</summary>
    public string? Method { get; init; }

    /// <summary>The address without its query.</summary>
    public string? Url { get; init; }

    /// <summary>Headers; the case of their names does not count.</summary>
    public ValueMap<string> Headers { get; init; } = [];

    /// <summary>Parameters of the query, decoded.</summary>
    public ValueMap<string> Query { get; init; } = [];

    /// <summary>The body: a JSON text for a body of that text, any other JSON for an equal JSON body.</summary>
    public JsonText? Body { get; init; }

    /// <summary>How many attempts were made, counting the first.</summary>
    public int? Attempts { get; init; }
}

/// <summary>The next transfer request. Only what is given is compared.</summary>
public sealed record TransferStep : ExpectingStep
{
    /// <summary>The skill.</summary>
    public string? SkillId { get; init; }

    /// <summary>The agent.</summary>
    public string? AgentId { get; init; }

    /// <summary>The last words to the consumer, if they are compared.</summary>
    public ExpectedOptionalText? Message { get; init; }

    /// <summary>What travels along for a receiving bot, if it is compared.</summary>
    public ExpectedContext? Context { get; init; }
}

/// <summary>The next upload. Only what is given is compared.</summary>
public sealed record UploadStep : ExpectingStep
{
    /// <summary>The name of the file integration.</summary>
    public string? Integration { get; init; }

    /// <summary>The name of the file, made safe.</summary>
    public string? FileName { get; init; }

    /// <summary>The media type.</summary>
    public string? MediaType { get; init; }

    /// <summary>Where in the share the file goes.</summary>
    public string? Path { get; init; }

    /// <summary>The size.</summary>
    public long? Bytes { get; init; }
}

/// <summary>There is none left to consume.</summary>
/// <param name="Kind">Of what.</param>
public sealed record NoneStep(NoneKind Kind) : ExpectingStep;

/// <summary>What there may be none of.</summary>
public enum NoneKind
{
    /// <summary>Integration calls.</summary>
    Call,

    /// <summary>Transfer requests.</summary>
    Transfer,

    /// <summary>Uploads.</summary>
    Upload,
}

/// <summary>Where the conversation stands. Only what is given is compared.</summary>
public sealed record StateStep : ExpectingStep
{
    /// <summary>Who answers the consumer.</summary>
    public ConversationOwner? Owner { get; init; }

    /// <summary>The bot that has the conversation.</summary>
    public string? Bot { get; init; }

    /// <summary>The dialog in which it waits.</summary>
    public string? Dialog { get; init; }

    /// <summary>The interaction at which it waits.</summary>
    public string? Interaction { get; init; }

    /// <summary>Variables, with what <c>{$botContext.name}</c> reads.</summary>
    public ValueMap<string> Variables { get; init; } = [];
}

/// <summary>The conversation was closed.</summary>
/// <param name="Survey">Whether a survey should follow, if that is compared.</param>
public sealed record ClosedStep(bool? Survey = null) : ExpectingStep;

/// <summary>A trace event with that code occurred since the last acting step.</summary>
/// <param name="Code">The code, one of <see cref="TraceCodes"/>.</param>
public sealed record TraceStep(string Code) : ExpectingStep;
