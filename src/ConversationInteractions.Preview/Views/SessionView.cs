namespace ConversationInteractions.Preview;

/// <summary>A session as the page shows it.</summary>
internal sealed record SessionView
{
    public required string Id { get; init; }

    public required IReadOnlyList<string> Bots { get; init; }

    public required string Bot { get; init; }

    public required string Channel { get; init; }

    /// <summary>The virtual time since the beginning, <c>hh:mm:ss</c> with days in front.</summary>
    public required string Clock { get; init; }

    public required string Owner { get; init; }

    /// <summary>The dialogs that are not finished with the places where they stand, the running one last.</summary>
    public required IReadOnlyList<PlaceView> Places { get; init; }

    public required IReadOnlyList<TimerView> Timers { get; init; }

    public required IReadOnlyList<string> PendingUploads { get; init; }

    public required IReadOnlyList<VariableView> Variables { get; init; }

    public required OutsideView Outside { get; init; }

    /// <summary>What happened, from the turn on that was asked for.</summary>
    public required IReadOnlyList<TurnView> Turns { get; init; }

    /// <summary>Why the latest act could not be done.</summary>
    public string? Problem { get; init; }
}

internal sealed record PlaceView(string Dialog, string Interaction);

internal sealed record TimerView(string What, string In);

internal sealed record VariableView(string Name, string Scope, string Value);

/// <summary>How the world outside answers.</summary>
internal sealed record OutsideView
{
    public required IReadOnlyList<IntegrationView> Integrations { get; init; }

    public required string Transfers { get; init; }

    public required string Files { get; init; }

    /// <summary>The names of the intents that the bots ask for.</summary>
    public required IReadOnlyList<string> IntentNames { get; init; }

    public required IReadOnlyList<IntentView> Intents { get; init; }
}

/// <summary>An integration whose answers can be set.</summary>
internal sealed record IntegrationView(string Name, string What, IReadOnlyList<AnswerView> Answers, int Calls);

/// <summary>An answer to one attempt: a status with a body, an error, or none in time.</summary>
internal sealed record AnswerView
{
    public int? Status { get; init; }

    public string? Body { get; init; }

    public string? Error { get; init; }

    public bool? Timeout { get; init; }
}

internal sealed record IntentView(string Utterance, string Name, double Score);
