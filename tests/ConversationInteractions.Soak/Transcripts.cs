using System.Collections.Concurrent;

namespace ConversationInteractions.Soak;

/// <summary>What consumers see: a number that was had is dropped, and everything odd is remembered.</summary>
internal sealed class Transcripts
{
    private readonly ConcurrentDictionary<string, List<string>> _texts = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, int> _calls = new(StringComparer.Ordinal);
    private readonly ConcurrentQueue<string> _problems = new();
    private int _repeats;

    public IReadOnlyCollection<string> Problems => _problems;

    /// <summary>How many messages came again, after a death between acceptance and mark, and were dropped by their numbers.</summary>
    public int Repeats => _repeats;

    /// <summary>How many calls were made again.</summary>
    public int RepeatedCalls => _calls.Values.Sum(c => c - 1);

    public int Calls => _calls.Count;

    public int Messages => _texts.Values.Sum(t => t.Count);

    public IReadOnlyList<string> Of(string conversation) => _texts.GetValueOrDefault(conversation) ?? [];

    public void Add(string conversation, long sequence, string text)
    {
        List<string> texts = _texts.GetOrAdd(conversation, _ => []);
        lock (texts)
        {
            if (sequence == texts.Count + 1)
            {
                texts.Add(text);
            }
            else if (sequence > texts.Count)
            {
                _problems.Enqueue($"{conversation}: message {sequence} came after {texts.Count}: one is missing.");
            }
            else
            {
                Interlocked.Increment(ref _repeats);
                if (texts[(int)sequence - 1] != text)
                {
                    _problems.Enqueue($"{conversation}: message {sequence} was '{texts[(int)sequence - 1]}' and came again as '{text}'.");
                }
            }
        }
    }

    public void AddCall(string key) => _calls.AddOrUpdate(key, 1, (_, count) => count + 1);
}
