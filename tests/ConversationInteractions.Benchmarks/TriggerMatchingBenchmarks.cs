using System.Globalization;
using BenchmarkDotNet.Attributes;
using BenchmarkDotNet.Configs;
using ConversationInteractions.Language;

namespace ConversationInteractions.Benchmarks;

/// <summary>
/// One message against the starters of bots of growing size, three patterns per dialog: an exact text, a text anywhere, and a group with
/// a wildcard. Each message is another text, so that nothing can live on having seen it.
/// </summary>
[Config(typeof(InProcessConfig))]
[GroupBenchmarksBy(BenchmarkLogicalGroupRule.ByCategory, BenchmarkLogicalGroupRule.ByParams)]
[MemoryDiagnoser]
public class TriggerMatchingBenchmarks
{
    private const int Messages = 16_384;

    private static readonly string[] Topics =
    [
        "order", "parcel", "invoice", "balance", "account", "password", "delivery", "refund", "card", "loan", "mortgage", "insurance",
        "claim", "appointment", "booking", "ticket", "flight", "hotel", "seat", "upgrade", "contract", "tariff", "roaming", "address",
    ];

    private Trigger[] _triggers = [];
    private TriggerIndex _index = TriggerIndex.Build([]);
    private MatchingRivals _rivals = new([]);
    private string[] _forLast = [];
    private string[] _forNone = [];
    private int _next;

    /// <summary>The number of dialogs.</summary>
    [Params(10, 100, 1_000, 10_000)]
    public int Dialogs { get; set; }

    [GlobalSetup]
    public void BuildIndex()
    {
        _triggers = [.. Enumerable.Range(0, Dialogs).SelectMany(TriggersOf)];
        _index = TriggerIndex.Build(_triggers);
        string last = TopicOf(Dialogs - 1);
        _forLast = [.. Texts(i => $"hello {i}, I need {last} number {Dialogs - 1} please")];
        _forNone = [.. Texts(i => $"what is this {i} about my {Topics[i % Topics.Length]} and nothing else")];
        _rivals = new MatchingRivals([.. Enumerable.Range(0, Dialogs).Select(dialog => TopicOf(dialog).ToUpperInvariant())]);
        if (_forLast.Any(text => _index.FindFirst(text) != Dialogs - 1) || _forNone.Any(text => _index.FindFirst(text) != -1))
        {
            throw new InvalidOperationException("The index does not find what this benchmark measures.");
        }

        _rivals.Verify(_forLast[7], Dialogs - 1);
        _rivals.Verify(_forNone[7], -1);
    }

    /// <summary>What somebody would write for these very patterns.</summary>
    [Benchmark(Baseline = true), BenchmarkCategory("last")]
    public int LastByHand() => _rivals.ByHand(_forLast[_next++ % Messages]);

    [Benchmark, BenchmarkCategory("last")]
    public int LastMatches() => _index.FindFirst(_forLast[_next++ % Messages]);

    [Benchmark, BenchmarkCategory("last")]
    public int LastByRegexes() => _rivals.ByRegexes(_forLast[_next++ % Messages]);

    [Benchmark, BenchmarkCategory("last")]
    public bool LastByAlternation() => _rivals.ByAlternation(_forLast[_next++ % Messages]);

    [Benchmark(Baseline = true), BenchmarkCategory("none")]
    public int NoneByHand() => _rivals.ByHand(_forNone[_next++ % Messages]);

    [Benchmark, BenchmarkCategory("none")]
    public int NoneByRegexes() => _rivals.ByRegexes(_forNone[_next++ % Messages]);

    [Benchmark, BenchmarkCategory("none")]
    public bool NoneByAlternation() => _rivals.ByAlternation(_forNone[_next++ % Messages]);

    [Benchmark, BenchmarkCategory("none")]
    public int NoneMatches() => _index.FindFirst(_forNone[_next++ % Messages]);

    [Benchmark, BenchmarkCategory("build")]
    public TriggerIndex Build() => TriggerIndex.Build(_triggers);

    private static string TopicOf(int dialog) => Topics[dialog % Topics.Length];

    private static IEnumerable<Trigger> TriggersOf(int dialog)
    {
        string topic = TopicOf(dialog);
        string number = dialog.ToString(CultureInfo.InvariantCulture);
        yield return new Trigger(Pattern.Parse($"{topic} {number}"), dialog);
        yield return new Trigger(Pattern.Parse($"*{topic} number {number} *"), dialog);
        yield return new Trigger(Pattern.Parse($"(show|tell) me {topic} {number} *"), dialog);
    }

    private static IEnumerable<string> Texts(Func<int, string> text) => Enumerable.Range(0, Messages).Select(text).Select(Utterance.Normalize);
}
