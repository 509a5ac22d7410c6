using ConversationInteractions.Language;

namespace ConversationInteractions.Interpretation;

/// <summary>Reads variables of a state from outside, for tests and tools.</summary>
public static class StateVariables
{
    /// <summary>Reads what <c>{$botContext.name}</c> reads.</summary>
    /// <param name="program">The bot that has the conversation.</param>
    /// <param name="state">The state.</param>
    /// <param name="name">The name of a variable, status, raw body or field.</param>
    /// <param name="text">The value as text; a list joined with ", ".</param>
    /// <returns>Whether it has a value.</returns>
    public static bool TryRead(BotProgram program, ConversationState state, string name, out string text)
    {
        ArgumentNullException.ThrowIfNull(program);
        ArgumentNullException.ThrowIfNull(state);
        bool isFound = state.RequestVariables.TryGetValue(name, out Value value)
            || (state.Stack is [.., var top] && top.Variables.TryGetValue(name, out value))
            || state.Variables.TryGetValue(name, out value)
            || CallRecords.TryRead(program, state.Calls, name, out value);
        text = value.Joined;
        return isFound;
    }
}
