using ConversationInteractions.Language;

namespace ConversationInteractions.Core.Tests.Language;

/// <summary>Values by the text of their references.</summary>
internal sealed class ReferenceTable : Dictionary<string, Value>, IReferenceSource
{
    public bool TryGet(Reference reference, out Value value) => TryGetValue(reference.ToString(), out value);
}
