using System.Globalization;
using ConversationInteractions.Interpretation;
using ConversationInteractions.Runtime;

namespace ConversationInteractions.Testing;

/// <summary>Writes down what the processes of a run committed and did, and what they did that they must never do.</summary>
internal sealed class Evidence
{
    private readonly Lock _lock = new();
    private readonly Dictionary<string, ConversationEffect> _decided = new(StringComparer.Ordinal);
    private readonly Dictionary<long, InvokeIntegration> _callsUnderWay = [];
    private readonly Dictionary<long, string> _messages = [];
    private readonly Dictionary<string, int> _performed = new(StringComparer.Ordinal);
    private readonly List<RequestTransfer> _transfers = [];
    private readonly List<string> _consumer = [];
    private readonly List<string> _wrongs = [];
    private readonly List<string> _timers = [];
    private readonly List<ConversationCommit> _commits = [];

    /// <summary>The transfers that were decided, in order.</summary>
    public IReadOnlyList<RequestTransfer> Transfers => Copy(_transfers);

    /// <summary>What reached the consumer, each message once.</summary>
    public IReadOnlyList<string> Consumer => Copy(_consumer);

    /// <summary>What must never happen and did.</summary>
    public IReadOnlyList<string> Wrongs => Copy(_wrongs);

    /// <summary>The timers that fired, in order.</summary>
    public IReadOnlyList<string> Timers => Copy(_timers);

    /// <summary>The commits that stand, in order.</summary>
    public IReadOnlyList<ConversationCommit> Commits => Copy(_commits);

    /// <summary>Calls that were decided and whose results were not committed.</summary>
    public IReadOnlyList<InvokeIntegration> CallsUnderWay
    {
        get
        {
            lock (_lock)
            {
                return [.. _callsUnderWay.Values];
            }
        }
    }

    public void Committed(ConversationCommit commit)
    {
        lock (_lock)
        {
            _commits.Add(commit);
            if (commit.Completes is { } position)
            {
                _callsUnderWay.Remove(position);
            }

            if (commit.Event.EventId.EndsWith("/due", StringComparison.Ordinal))
            {
                _timers.Add(commit.Event.EventId);
            }

            foreach (OutboxEntry entry in commit.Outbox)
            {
                _decided.TryAdd(Name(entry.Effect), entry.Effect);
                if (entry.Effect is InvokeIntegration call)
                {
                    _callsUnderWay[entry.Position] = call;
                }
                else if (entry.Effect is RequestTransfer transfer)
                {
                    _transfers.Add(transfer);
                }
            }
        }
    }

    /// <summary>A process is about to do something outside.</summary>
    public void Performs(string name)
    {
        lock (_lock)
        {
            _performed[name] = _performed.GetValueOrDefault(name) + 1;
            if (!_decided.ContainsKey(name))
            {
                _wrongs.Add($"{name} was performed, but no commit holds it");
            }
        }
    }

    /// <summary>What a process had begun that was stopped in good order may be done again.</summary>
    public void Excuse(IEnumerable<string> names)
    {
        lock (_lock)
        {
            foreach (string name in names)
            {
                _performed[name]--;
            }
        }
    }

    /// <summary>How often something was done.</summary>
    public int CountOf(string name)
    {
        lock (_lock)
        {
            return _performed.GetValueOrDefault(name);
        }
    }

    /// <summary>What was decided and never done, of what is done through ports that count.</summary>
    public IReadOnlyList<string> NeverDone()
    {
        lock (_lock)
        {
            return [.. _decided
                .Where(decided => decided.Value is SendMessage or InvokeIntegration or StartUpload or ForwardToAgent or RequestTransfer { TakenBy: null } && !_performed.ContainsKey(decided.Key))
                .Select(decided => decided.Key)];
        }
    }

    /// <summary>What was done more than once.</summary>
    public IReadOnlyList<string> Repeated()
    {
        lock (_lock)
        {
            return [.. _performed.Where(done => done.Value > 1).Select(done => done.Key)];
        }
    }

    public void Sent(OutgoingMessage message)
    {
        string text = $"{(message.FromAgent ? "agent" : "bot")}: {ContentText.Of(message)}";
        lock (_lock)
        {
            if (_messages.TryGetValue(message.Sequence, out string? earlier))
            {
                if (earlier != text)
                {
                    _wrongs.Add(string.Create(CultureInfo.InvariantCulture, $"message {message.Sequence} came as \"{earlier}\" and again as \"{text}\""));
                }

                return;
            }

            if (_messages.Count > 0 && message.Sequence != _messages.Keys.Max() + 1)
            {
                _wrongs.Add(string.Create(CultureInfo.InvariantCulture, $"message {message.Sequence} came after message {_messages.Keys.Max()}"));
            }

            _messages.Add(message.Sequence, text);
            _consumer.Add(text);
        }
    }

    /// <summary>A closing has no number, so a channel cannot tell a repeated one: it counts once.</summary>
    public void Closed(bool survey)
    {
        string text = survey ? "closed with survey" : "closed";
        lock (_lock)
        {
            if (_consumer is not [.., var last] || last != text)
            {
                _consumer.Add(text);
            }
        }
    }

    public void Wrong(string what)
    {
        lock (_lock)
        {
            _wrongs.Add(what);
        }
    }

    /// <summary>What an effect is called in reports; unique in a conversation.</summary>
    public static string Name(ConversationEffect effect) => effect switch
    {
        SendMessage { Message.Sequence: var number } => Message(number),
        InvokeIntegration => $"call {effect.Key}",
        RequestTransfer => $"transfer {effect.Key}",
        StartUpload => $"upload {effect.Key}",
        ForwardToAgent => $"forward {effect.Key}",
        _ => $"{effect.GetType().Name} {effect.Key}",
    };

    public static string Message(long number) => string.Create(CultureInfo.InvariantCulture, $"message {number}");

    private List<T> Copy<T>(List<T> list)
    {
        lock (_lock)
        {
            return [.. list];
        }
    }
}
