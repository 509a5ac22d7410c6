using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace ConversationInteractions.Benchmarks.Turns;

/// <summary>The same conversation as somebody would write it by hand for this one case: the limit (live objects) and the floor (state as JSON each turn).</summary>
internal sealed partial class HandWritten
{
    private readonly Dictionary<string, byte[]> _stored = new(StringComparer.Ordinal);

    /// <summary>A turn on a live object.</summary>
    public static string Turn(HandWrittenState state, string text)
    {
        switch (state.At)
        {
            case "Ask" or "Tell" when string.Equals(text, "savings", StringComparison.OrdinalIgnoreCase) || string.Equals(text, "current", StringComparison.OrdinalIgnoreCase):
                state.Account = text;
                state.Amount = Balance(text);
                state.At = "Tell";
                return string.Create(CultureInfo.InvariantCulture, $"Your balance is {state.Amount}. Which account now?");
            default:
                return "Not able to understand your question. Can you please re-phrase it?";
        }
    }

    /// <summary>A turn on what was stored, which is read before and written after it.</summary>
    public string TurnStored(string conversationId, string text)
    {
        HandWrittenState state = _stored.TryGetValue(conversationId, out byte[]? json)
            ? JsonSerializer.Deserialize(json, StateContext.Default.HandWrittenState)!
            : new HandWrittenState();
        string reply = Turn(state, text);
        _stored[conversationId] = JsonSerializer.SerializeToUtf8Bytes(state, StateContext.Default.HandWrittenState);
        return reply;
    }

    private static decimal Balance(string account) => account.Length > 0 ? 42.5m : 0;

    [JsonSerializable(typeof(HandWrittenState))]
    private sealed partial class StateContext : JsonSerializerContext;
}

internal sealed class HandWrittenState
{
    public string At { get; set; } = "Ask";

    public string? Account { get; set; }

    public decimal Amount { get; set; }
}
