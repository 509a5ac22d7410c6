namespace ConversationInteractions.Model;

/// <summary>Texts, time-outs and limits of a bot.</summary>
public sealed record BotSettings
{
    /// <summary>What the consumer reads when nothing fits and there is no Fallback dialog. A template.</summary>
    public string FallbackMessage { get; init; } = "Not able to understand your question. Can you please re-phrase it?";

    /// <summary>What the consumer reads when the bot itself fails (the "default user-friendly response"); without it the fallback message stands in. A template.</summary>
    public string? ErrorResponse { get; init; }

    /// <summary>What the consumer reads when a call failed and no rule handles it (A12). A template.</summary>
    public string ApiFailureMessage { get; init; } = "Sorry, I could not find anything for that.";

    /// <summary>Whether an answer that fits no rule of the pending question may start another dialog (C2). On by default.</summary>
    public bool ContextSwitching { get; init; } = true;

    /// <summary>The hosts that API calls may reach; <see langword="null"/>: those written in the definition.</summary>
    public ValueList<string>? AllowedHosts { get; init; }

    /// <summary>Variables whose values never reach logs, traces, journals, transfer contexts or transcripts handed to agents.</summary>
    public ValueList<string> Sensitive { get; init; } = [];

    /// <summary>The idle time after which the next message starts a new session. One hour by default.</summary>
    public TimeSpan SessionTimeout { get; init; } = TimeSpan.FromHours(1);

    /// <summary>How many fallback responses in a row one question may give before the auto-escalation dialog starts (behaviour 2.9). 3 by default.</summary>
    public int AutoEscalationThreshold { get; init; } = 3;

    /// <summary>How transfers to agents are timed and counted.</summary>
    public EscalationSettings Escalation { get; init; } = new();

    /// <summary>From which score an intent counts as how good.</summary>
    public IntentThresholds IntentThresholds { get; init; } = new();

    /// <summary>Limits that keep one conversation from running away.</summary>
    public BotLimits Limits { get; init; } = new();

    /// <summary>Whether the reserved texts <c>LP_CLOSECONVERSATION</c> and <c>LP_CLOSEDIALOG</c> close the conversation (C21). Off, except in imported bots.</summary>
    public bool CloseTexts { get; init; }

    /// <summary>
    /// Whether picking a choice says its value, where it has one, rather than its label, and a text-only channel's number or letter says what it stands for, whatever the rules test.
    /// For imported bots, whose rules and starters test what a choice sends; without it C4 holds.
    /// </summary>
    public bool ChoiceSendsValue { get; init; }
}
