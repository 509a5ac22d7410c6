namespace ConversationInteractions.Language;

/// <summary>Where templates find the values of their references.</summary>
public interface IReferenceSource
{
    /// <summary>Finds the value of a reference. A reference without one is rendered as nothing (A10).</summary>
    /// <param name="reference">The reference.</param>
    /// <param name="value">Its value.</param>
    /// <returns>Whether it has a value.</returns>
    bool TryGet(Reference reference, out Value value);
}
