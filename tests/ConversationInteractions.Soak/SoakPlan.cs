namespace ConversationInteractions.Soak;

/// <summary>How much and how long.</summary>
/// <param name="Conversations">How many conversations.</param>
/// <param name="Messages">How many messages each of their consumers says.</param>
/// <param name="Killing">How long workers are killed.</param>
/// <param name="Workers">How many processes work at once.</param>
/// <param name="AtOnce">How many conversations wait for an answer at once.</param>
internal sealed record SoakPlan(int Conversations, int Messages, TimeSpan Killing, int Workers, int AtOnce = 64)
{
    /// <summary>What the consumer says as the so-manieth message of a conversation: every fifth, from the first, wants a call.</summary>
    public static string Said(int number) => number % 5 == 1 ? $"rate {number}" : $"message {number}";

    /// <summary>What must have come out, in order.</summary>
    public IEnumerable<string> Expected() =>
        Enumerable.Range(1, Messages).SelectMany<int, string>(n => n % 5 == 1 ? [$"One moment, rate {n}.", $"Done, rate {n}."] : [$"You said message {n}."]);
}
