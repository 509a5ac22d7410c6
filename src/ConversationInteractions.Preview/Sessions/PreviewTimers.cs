using ConversationInteractions.Interpretation;

namespace ConversationInteractions.Preview;

/// <summary>What will happen by itself when time passes.</summary>
internal static class PreviewTimers
{
    public static IEnumerable<TimerView> Of(ConversationState? state, IReadOnlyList<PreviewBot> bots, DateTimeOffset now)
    {
        if (state is null || state.Owner is ConversationOwner.Closed)
        {
            yield break;
        }

        if (state.DueAt is { } due)
        {
            yield return new TimerView("The transfer fails, unless somebody reacts", PreviewClock.Text(due - now));
        }

        TimeSpan timeout = bots.First(each => each.Bot.Name == state.Bot).Bot.Settings.SessionTimeout;
        if (state.Session > 0 && state.Owner is ConversationOwner.Bot && state.LastActivity + timeout is var end && end > now)
        {
            yield return new TimerView("The session ends, unless the consumer speaks", PreviewClock.Text(end - now));
        }
    }
}
