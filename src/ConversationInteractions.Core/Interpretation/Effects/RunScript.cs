using ConversationInteractions.Language;
using ConversationInteractions.Model;

namespace ConversationInteractions.Interpretation;

/// <summary>Run a script of the author; changes nothing outside, so it is performed without a commit. The turn goes on with <see cref="ScriptCompleted"/>.</summary>
public sealed record RunScript : ConversationEffect
{
    /// <summary>The name of the bot whose script it is.</summary>
    public required string Bot { get; init; }

    /// <summary>The interaction or integration that the script belongs to.</summary>
    public required string Place { get; init; }

    /// <summary>The dialog of the interaction; <see langword="null"/> for scripts of integrations and of the bot.</summary>
    public string? Dialog { get; init; }

    /// <summary>When in the life of the interaction it runs.</summary>
    public required ScriptSlot Slot { get; init; }

    /// <summary>The source.</summary>
    public required string Source { get; init; }

    /// <summary>The functions that every script of the bot may call.</summary>
    public string? GlobalScript { get; init; }

    /// <summary>What the script may read.</summary>
    public required ScriptInput Input { get; init; }
}

/// <summary>When a script runs (behaviour 4.2).</summary>
public enum ScriptSlot
{
    /// <summary>At the start of a session.</summary>
    SessionStart,

    /// <summary>Before the interaction.</summary>
    PreProcess,

    /// <summary>After the content was prepared or the call answered.</summary>
    PostProcess,

    /// <summary>After the rules judged an answer.</summary>
    ProcessResponse,

    /// <summary>On the raw result of a call.</summary>
    Transform,
}

/// <summary>What a script may read: it never waits for anything.</summary>
public sealed record ScriptInput
{
    /// <summary>The conversation.</summary>
    public required string ConversationId { get; init; }

    /// <summary>The consumer, if the host named one.</summary>
    public string? UserId { get; init; }

    /// <summary>The time of the event that is being handled: what scripts take for now, so that they run the same again and on virtual time.</summary>
    public DateTimeOffset Now { get; init; }

    /// <summary>The channel.</summary>
    public string? Channel { get; init; }

    /// <summary>The consumer's last message.</summary>
    public required string UserMessage { get; init; }

    /// <summary>The value of the choice that was tapped, if one was.</summary>
    public string? Payload { get; init; }

    /// <summary>The intent of the latest starter match.</summary>
    public string? StarterIntent { get; init; }

    /// <summary>Every variable, field and status by the name under which scripts read it.</summary>
    public required ValueMap<Value> Variables { get; init; }

    /// <summary>The raw bodies that integrations answered, by response variable.</summary>
    public ValueMap<JsonText> Bodies { get; init; } = [];

    /// <summary>The response variables of the integrations that have been called; each has a status and may have a body.</summary>
    public ValueList<string> Called { get; init; } = [];

    /// <summary>Values that differ between installations.</summary>
    public ValueMap<string> Environment { get; init; } = [];

    /// <summary>Facts that the host knows about the conversation, as JSON.</summary>
    public JsonText? Attributes { get; init; }

    /// <summary>Whether the latest call succeeded; <see langword="null"/> before the first.</summary>
    public bool? CallSucceeded { get; init; }

    /// <summary>The status of the latest call.</summary>
    public string? CallStatus { get; init; }

    /// <summary>The name of the latest file.</summary>
    public string? FileName { get; init; }

    /// <summary>The type of the latest file.</summary>
    public string? FileType { get; init; }
}

/// <summary>What a script wants changed and said.</summary>
public sealed record ScriptOutcome
{
    /// <summary>The outcome of a script that does nothing.</summary>
    public static ScriptOutcome Nothing { get; } = new();

    /// <summary>
    /// Variables to store, in order; <see langword="null"/> removes one. JSON stored as <c>api_</c> and a response variable takes the place of the raw body
    /// that the integration answered, <see langword="null"/> removes it; a transform script so changes what the fields are read from. A value stored as <c>integration.field</c>
    /// is a field of what that integration answered, until it is called again. Before the first call both are ordinary variables.
    /// </summary>
    public ValueList<ScriptVariable> Variables { get; init; } = [];

    /// <summary>Changes of the context store, in order.</summary>
    public ValueList<ContextChange> Context { get; init; } = [];

    /// <summary>Messages to send, in order.</summary>
    public ValueList<ScriptMessage> Messages { get; init; } = [];

    /// <summary>Choices to add to the current message.</summary>
    public ValueList<OutgoingChoice> Choices { get; init; } = [];

    /// <summary>The interaction to go to instead of the next action.</summary>
    public string? Trigger { get; init; }

    /// <summary>The delay of the current message.</summary>
    public TimeSpan? Delay { get; init; }

    /// <summary>Whether the flow of this message stops (an immediate reply was sent).</summary>
    public bool Stop { get; init; }

    /// <summary>Overwrites the intent of the transfer context (A30).</summary>
    public string? TransferIntent { get; init; }

    /// <summary>Overwrites the message of the transfer context (A30).</summary>
    public string? TransferMessage { get; init; }

    /// <summary>What the script printed, or why it failed.</summary>
    public ValueList<TraceEvent> Trace { get; init; } = [];
}

/// <summary>A message that a script sends.</summary>
/// <param name="Text">The text.</param>
public sealed record ScriptMessage(string Text)
{
    /// <summary>What the consumer may pick from.</summary>
    public ValueList<OutgoingChoice> Choices { get; init; } = [];

    /// <summary>How long to wait before it.</summary>
    public TimeSpan Delay { get; init; }
}

/// <summary>A variable that a script stores.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Value">Its value, or <see langword="null"/> to remove it.</param>
/// <param name="Scope">How long it is kept.</param>
public sealed record ScriptVariable(string Name, Value? Value, VariableScope Scope);
