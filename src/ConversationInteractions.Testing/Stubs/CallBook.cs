namespace ConversationInteractions.Testing;

/// <summary>What stubbed integrations answer and what they were asked. One answer per key and attempt, so a call that is made again after a crash gets what it got before.</summary>
internal sealed class CallBook
{
    private readonly Lock _lock = new();
    private readonly Dictionary<string, StubAnswer[]> _answers = new(StringComparer.Ordinal);
    private readonly Dictionary<string, int> _taken = new(StringComparer.Ordinal);
    private readonly Dictionary<(string Key, int Attempt), StubAnswer> _given = [];
    private readonly List<RecordedCall> _calls = [];

    /// <summary>Hears of each attempt and its answer.</summary>
    public Action<RecordedCall, StubAnswer>? Heard { get; set; }

    public IReadOnlyList<RecordedCall> Calls
    {
        get
        {
            lock (_lock)
            {
                return [.. _calls];
            }
        }
    }

    public void Set(string integration, StubAnswer[] answers)
    {
        lock (_lock)
        {
            _answers[integration] = answers;
            _taken.Remove(integration);
        }
    }

    /// <summary>Records an attempt and finds its answer.</summary>
    public StubAnswer Take(RecordedCall call)
    {
        StubAnswer answer;
        lock (_lock)
        {
            int known = _calls.FindIndex(earlier => earlier.Key == call.Key);
            if (known < 0)
            {
                _calls.Add(call);
            }
            else
            {
                _calls[known] = _calls[known] with { Attempts = call.Attempts };
            }

            if (!_given.TryGetValue((call.Key, call.Attempts), out answer!))
            {
                _given[(call.Key, call.Attempts)] = answer = Next(call.Integration);
            }
        }

        Heard?.Invoke(call, answer);
        return answer;
    }

    private StubAnswer Next(string integration)
    {
        if (!_answers.TryGetValue(integration, out StubAnswer[]? answers) || answers.Length == 0)
        {
            return StubAnswer.Empty;
        }

        int taken = _taken.GetValueOrDefault(integration);
        _taken[integration] = taken + 1;
        return answers[Math.Min(taken, answers.Length - 1)];
    }
}
