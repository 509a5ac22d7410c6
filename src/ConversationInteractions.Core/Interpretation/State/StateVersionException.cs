namespace ConversationInteractions.Interpretation;

/// <summary>A state was written by a newer version of this library.</summary>
internal sealed class StateVersionException(int version) : FormatException(
    $"The state has format version {version}; this library reads up to {ConversationStateJson.FormatVersion}. Update the library in every process before any process writes the newer format.");
