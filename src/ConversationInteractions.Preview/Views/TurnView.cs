namespace ConversationInteractions.Preview;

/// <summary>One act and what came of it.</summary>
internal sealed record TurnView
{
    public required int Number { get; init; }

    /// <summary>The virtual time when it began.</summary>
    public required string Clock { get; init; }

    /// <summary>Who acted: <c>consumer</c>, <c>agent</c>, <c>share</c>, <c>host</c>, <c>time</c> or <c>process</c>.</summary>
    public required string Who { get; init; }

    public required string What { get; init; }

    public required IReadOnlyList<HappeningView> Happenings { get; init; }

    public required IReadOnlyList<ChangeView> Changes { get; init; }
}

/// <summary>Something that happened: a message, a call, or an event of the trace.</summary>
internal sealed record HappeningView
{
    /// <summary><c>trace</c>, <c>message</c>, <c>call</c>, <c>result</c>, <c>transfer</c>, <c>upload</c>, <c>toAgent</c>, <c>closed</c> or <c>timer</c>.</summary>
    public required string Kind { get; init; }

    public required string Clock { get; init; }

    /// <summary>The code of an event of the trace.</summary>
    public string? Code { get; init; }

    public string? Place { get; init; }

    public string? Text { get; init; }

    /// <summary>The condition of a rule, with the values that decided it.</summary>
    public string? Why { get; init; }

    public MessageView? Message { get; init; }

    public CallView? Call { get; init; }
}

/// <summary>A variable that changed; no value before or after means that it was not there.</summary>
internal sealed record ChangeView(string Name, string Scope, string? Before, string? After);

/// <summary>A call with the answer to one attempt.</summary>
internal sealed record CallView(string Integration, string Request, string Body, int Attempt, string Answer);

internal sealed record MessageView
{
    public required string Text { get; init; }

    public required bool FromAgent { get; init; }

    public required string Display { get; init; }

    public string? Image { get; init; }

    public string? Caption { get; init; }

    public required IReadOnlyList<CardView> Cards { get; init; }

    public required IReadOnlyList<ChoiceView> Choices { get; init; }

    public string? Payload { get; init; }
}

internal sealed record ChoiceView(string Label, string? Value, string? Image);

internal sealed record CardView(string? Title, string? Subtitle, string? Image, string? Url, IReadOnlyList<ButtonView> Buttons);

internal sealed record ButtonView(string Label, string? Value, string? Url);
