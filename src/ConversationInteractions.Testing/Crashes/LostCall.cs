using ConversationInteractions.Interpretation;
using ConversationInteractions.Model;

namespace ConversationInteractions.Testing;

/// <summary>A call that must not be repeated and was under way when its process died, so nobody knows what became of it (B5).</summary>
/// <param name="Key">Its key.</param>
/// <param name="IsMade">Whether it had been made.</param>
internal sealed record LostCall(string Key, bool IsMade)
{
    /// <summary>How it ends.</summary>
    public static CallOutcome Unknown { get; } = new() { Result = CallResult.Unknown, Reason = "the process died while the call was under way" };
}
