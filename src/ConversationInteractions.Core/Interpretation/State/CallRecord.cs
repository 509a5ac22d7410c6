using ConversationInteractions.Language;
using ConversationInteractions.Model;

namespace ConversationInteractions.Interpretation;

/// <summary>What an integration answered last.</summary>
public sealed record CallRecord
{
    /// <summary>The name of the integration.</summary>
    public required string Integration { get; init; }

    /// <summary>The HTTP status; empty without one.</summary>
    public string Status { get; init; } = "";

    /// <summary>The result.</summary>
    public CallResult Result { get; init; }

    /// <summary>The fields that were read from the body.</summary>
    public ValueMap<Value> Fields { get; init; } = [];

    /// <summary>The body, if it is JSON and the bot reads it anywhere.</summary>
    public JsonText? Body { get; init; }
}
