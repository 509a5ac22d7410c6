namespace ConversationInteractions.Testing;

/// <summary>Decides what comes next where several things may.</summary>
internal abstract class OrderChoice
{
    /// <summary>Chooses one of what may come next, which the script's own order has first.</summary>
    /// <returns>Its index.</returns>
    public abstract int Choose(IReadOnlyList<OrderedEvent> possible);

    /// <summary>What should have come and could not.</summary>
    public OrderedEvent? Impossible { get; protected set; }

    /// <summary>What comes next and may be handed in before the conversation has come to rest.</summary>
    public virtual OrderedEvent? AtOnce => null;
}

/// <summary>Follows the first choices of another run, deviates once, and goes on as the script does.</summary>
/// <param name="others">The choices of the other run; <see langword="null"/> to do as the script does from the beginning.</param>
/// <param name="kept">How many of them to follow.</param>
/// <param name="deviation">What to choose then.</param>
internal sealed class DeviatingChoice(IReadOnlyList<int>? others, int kept, int deviation) : OrderChoice
{
    private int _made;

    public override int Choose(IReadOnlyList<OrderedEvent> possible)
    {
        int choice = _made < kept ? others![_made] : _made == kept && others is not null ? deviation : 0;
        _made++;
        return choice;
    }
}

/// <summary>Does the same as another run.</summary>
/// <param name="order">What happened there, in order.</param>
internal sealed class RepeatedChoice(IReadOnlyList<OrderedEvent> order) : OrderChoice
{
    private int _made;

    public override OrderedEvent? AtOnce => _made < order.Count && order[_made].Kind is OrderedEventKind.Message ? order[_made] : null;

    public override int Choose(IReadOnlyList<OrderedEvent> possible)
    {
        int found = _made < order.Count ? IndexOf(possible, order[_made]) : 0;
        Impossible ??= found < 0 ? order[_made] : null;
        _made++;
        return Math.Max(found, 0);
    }

    internal static int IndexOf(IReadOnlyList<OrderedEvent> possible, OrderedEvent wanted)
    {
        for (int i = 0; i < possible.Count; i++)
        {
            if (possible[i] == wanted)
            {
                return i;
            }
        }

        return -1;
    }
}

/// <summary>Lets the events of another run come one after the other: each call is answered before the next event comes (B2), and a due timer fires before it.</summary>
/// <param name="order">What happened in the other run, in order.</param>
internal sealed class SequentialChoice(IEnumerable<OrderedEvent> order) : OrderChoice
{
    private readonly Queue<OrderedEvent> _arrivals = new(order.Where(occurred => occurred.Kind is not OrderedEventKind.CallAnswered));

    public override int Choose(IReadOnlyList<OrderedEvent> possible)
    {
        while (_arrivals.TryPeek(out OrderedEvent? next))
        {
            int due = IndexOf(possible, OrderedEventKind.TimerFires);
            int found = RepeatedChoice.IndexOf(possible, next);
            if (due >= 0 && next.Kind is not (OrderedEventKind.TimerFires or OrderedEventKind.TimeGoesOn))
            {
                return due;
            }

            _arrivals.Dequeue();
            if (found >= 0)
            {
                return found;
            }

            if (next.Kind is not OrderedEventKind.TimerFires)
            {
                Impossible ??= next;
            }
        }

        return 0;
    }

    private static int IndexOf(IReadOnlyList<OrderedEvent> possible, OrderedEventKind kind)
    {
        for (int i = 0; i < possible.Count; i++)
        {
            if (possible[i].Kind == kind)
            {
                return i;
            }
        }

        return -1;
    }
}
