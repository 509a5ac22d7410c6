namespace ConversationInteractions.Preview;

/// <summary>Starts a session.</summary>
internal sealed record StartRequest
{
    /// <summary>The bot that has the conversation first; the first one without it.</summary>
    public string? Bot { get; init; }

    public string? Channel { get; init; }

    /// <summary>Facts that the host knows about the conversation, as the text of a JSON object.</summary>
    public string? Attributes { get; init; }
}

/// <summary>Something that a person does in a session.</summary>
internal sealed record ActRequest
{
    /// <summary><c>say</c>, <c>advance</c>, <c>agent</c>, <c>share</c>, <c>event</c> or <c>restart</c>.</summary>
    public string? Kind { get; init; }

    /// <summary>What is said.</summary>
    public string? Text { get; init; }

    /// <summary>The value of a tapped choice.</summary>
    public string? Payload { get; init; }

    /// <summary>Of <c>agent</c>: <c>connects</c>, <c>says</c>, <c>fails</c>, <c>returns</c> or <c>closes</c>; of <c>share</c>: <c>stores</c> or <c>fails</c>; of <c>event</c>: its name.</summary>
    public string? Name { get; init; }

    /// <summary>How long time passes.</summary>
    public double? Seconds { get; init; }

    /// <summary>The number of turns that the page shows already.</summary>
    public int From { get; init; }
}

/// <summary>Changes how the world outside answers; what is not given stays.</summary>
internal sealed record OutsideRequest
{
    public string? Integration { get; init; }

    /// <summary>The answers of <see cref="Integration"/>, one per attempt; the last one repeats.</summary>
    public IReadOnlyList<AnswerView>? Answers { get; init; }

    public string? Transfers { get; init; }

    public string? Files { get; init; }

    public IntentView? Intent { get; init; }

    /// <summary>The number of turns that the page shows already.</summary>
    public int From { get; init; }
}

/// <summary>Saves a session as a script.</summary>
internal sealed record SaveRequest(string? Description);
