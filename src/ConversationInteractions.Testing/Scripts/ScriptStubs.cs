using ConversationInteractions.Interpretation;
using ConversationInteractions.Model;

namespace ConversationInteractions.Testing;

/// <summary>How the outside world of a script answers. In each list the last answer repeats.</summary>
public sealed record ScriptStubs
{
    /// <summary>What integrations answer, one answer per attempt; an integration without any answers 200 with an empty object.</summary>
    public ValueMap<ValueList<StubAnswer>> Integrations { get; init; } = [];

    /// <summary>What the transport answers, one answer per request; without any it accepts.</summary>
    public ValueList<TransferStub> Escalation { get; init; } = [];

    /// <summary>What the share does, one answer per upload; without any it stores.</summary>
    public ValueList<ShareStub> Files { get; init; } = [];

    /// <summary>The intents of utterances; one that is not listed has none.</summary>
    public ValueMap<ValueList<RecognizedIntent>> Intents { get; init; } = [];

    /// <summary>Secrets by the names that integrations use; they go out as <c>Authorization: Bearer</c>.</summary>
    public ValueMap<string> Credentials { get; init; } = [];

    /// <summary>Facts that the host knows about the conversation, as a JSON object.</summary>
    public JsonText? Attributes { get; init; }
}

/// <summary>How a stubbed transport answers a request.</summary>
public enum TransferStub
{
    /// <summary>The request is taken.</summary>
    Accept,

    /// <summary>The request is refused at once.</summary>
    Reject,

    /// <summary>Nothing is heard of the request: the answer is unknown and nobody reacts.</summary>
    Silent,
}

/// <summary>What a stubbed share does with an upload.</summary>
public enum ShareStub
{
    /// <summary>Stores the file at once.</summary>
    Store,

    /// <summary>Fails at once.</summary>
    Fail,

    /// <summary>Does not answer until a step or the test ends the upload; never times out.</summary>
    Pending,
}
