namespace ConversationInteractions.Testing;

/// <summary>Something that may happen next, when several things may. The same in every run in which it may happen.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Id">The number of the step, or the key of what it is about.</param>
/// <param name="Text">What to tell of it.</param>
internal sealed record OrderedEvent(OrderedEventKind Kind, string Id, string Text)
{
    public override string ToString() => Text;
}

/// <summary>What may happen next.</summary>
internal enum OrderedEventKind
{
    /// <summary>A step of the script that needs nothing: the consumer says something, or the host raises an event.</summary>
    Message,

    /// <summary>Another step of the script: the consumer hands in a file, an agent or the share does something.</summary>
    Step,

    /// <summary>A call under way is answered.</summary>
    CallAnswered,

    /// <summary>The transport answers a request.</summary>
    TransferAnswered,

    /// <summary>An upload ends by itself.</summary>
    UploadEnded,

    /// <summary>The sweep finds a timer that is due.</summary>
    TimerFires,

    /// <summary>The sweep is late: time goes on although a timer is due.</summary>
    TimeGoesOn,
}
