using System.Globalization;
using Cluster.Load;
using Cluster.Measuring;
using Cluster.Nodes;
using ConversationInteractions.Runtime;
using ConversationInteractions.Soak;
using Spectre.Console;

namespace Cluster;

/// <summary>What came of a run.</summary>
internal sealed class ClusterReport(ClusterPlan plan, Speakers speakers, Transcripts transcripts, ClusterNodes nodes, OutsideService service, TimeSpan took, Costs costs)
{
    private static readonly SizingModel Hundred = new(ConversationsPerDay: 100e6, TurnsPerConversation: 10);

    private int _timedOut;
    private int _wrong;
    private int _incomplete;

    private int Turns => plan.Conversations * plan.Messages;

    /// <summary>One for every call that a bot wanted and that got as far as the service, if what was repeated was repeated with its key.</summary>
    private int Keys => service.Wanted - speakers.WarmCalls;

    private int WantedCalls => plan.Conversations * Enumerable.Range(1, plan.Messages).Count(plan.WantsCall);

    private double TurnsPerSecond => Turns / took.TotalSeconds;

    /// <summary>Compares what consumers saw, what the log keeps, and what calls came, with what must be.</summary>
    /// <param name="store">The store.</param>
    /// <param name="isComplete">Whether everything was answered before patience ran out.</param>
    public async Task<ClusterResult> JudgeAsync(IConversationStore store, bool isComplete)
    {
        string[] expected = [.. plan.Expected()];
        string[] said = [.. Enumerable.Range(1, plan.Messages).Select(plan.Said)];
        for (int c = 1; c <= plan.Conversations; c++)
        {
            IReadOnlyList<LogEntry> log = await store.ReadLogAsync($"c{c}", 0, 1_000, CancellationToken.None);
            string[] seen = [.. transcripts.Of($"c{c}").Select(Answered)];
            bool isRight = expected.SequenceEqual(seen)
                && transcripts.Of($"c{c}").SequenceEqual(log.Where(l => l.Speaker == Speaker.Bot).Select(l => l.Text))
                && said.SequenceEqual(log.Where(l => l.Speaker == Speaker.Consumer).Select(l => l.Text));
            _incomplete += expected.Except(seen, StringComparer.Ordinal).Any() ? 1 : 0;
            if (!isRight && ++_wrong <= 3)
            {
                Console.WriteLine($"c{c} saw: {string.Join(" | ", transcripts.Of($"c{c}"))}");
            }
        }

        Latencies recoveries = Latencies.Recoveries(nodes.Kills, speakers.Exchanges);
        return new ClusterResult(plan.Workers, TurnsPerSecond, recoveries.At(0.5), recoveries.At(1), [.. FindBroken(isComplete)]);
    }

    private IEnumerable<string> FindBroken(bool isComplete)
    {
        if (!isComplete)
        {
            yield return "not everything was answered; nothing came any more for minutes.";
        }

        if (_wrong > 0)
        {
            yield return $"{_wrong} conversations have a transcript or a log that is not what it must be.";
        }

        foreach (string problem in transcripts.Problems.Take(3))
        {
            yield return problem;
        }

        if (transcripts.Repeats > 0)
        {
            yield return $"{transcripts.Repeats} messages came twice to the consumer.";
        }

        if (Keys > WantedCalls)
        {
            yield return $"the service heard {Keys} keys for {WantedCalls} calls: one that came again did not come with its key.";
        }

        // A call that ran into its time limit may not have got as far as the service.
        if (Keys < WantedCalls - _timedOut)
        {
            yield return $"the service heard {Keys} keys for {WantedCalls} calls, of which {_timedOut} ran into their time limit: an answer was told that nobody gave.";
        }
    }

    /// <summary>On a machine that is too busy a call runs into its time limit, and the bot says so: no fault of the installation, but counted.</summary>
    private string Answered(string text)
    {
        if (!text.StartsWith("No rate for ", StringComparison.Ordinal))
        {
            return text;
        }

        _timedOut++;
        return $"Done, {text["No rate for ".Length..^1]}: 7.";
    }

    public void Print(ClusterResult result)
    {
        Table table = new Table().AddColumn("what").AddColumn(new TableColumn("figure").RightAligned()).Title(result.Broken.Count == 0 ? "nothing lost, doubled or out of order" : "SOMETHING IS WRONG");
        Row(table, "conversations, messages each", $"{plan.Conversations:N0}, {plan.Messages}");
        Row(table, "answers expected, had", $"{plan.Answers:N0}, {transcripts.Messages - speakers.WarmAnswers:N0}");
        Row(table, "transcripts complete", $"{plan.Conversations - _incomplete:N0} of {plan.Conversations:N0}");
        Row(table, "transcripts complete, in order, and as the log keeps them", $"{plan.Conversations - _wrong:N0} of {plan.Conversations:N0}");
        Row(table, "messages doubled, missing or changed at the consumer", $"{transcripts.Repeats:N0}, {transcripts.Problems.Count:N0}");
        Row(table, "calls outside: wanted, keys heard, repeated with the same key", $"{WantedCalls:N0}, {Keys:N0}, {service.Repeated:N0}");
        Row(table, "calls that ran into their time limit", $"{_timedOut:N0}");
        Row(table, "messages said again because the front had not taken them", $"{speakers.SaidAgain:N0}");
        Row(table, "workers at the end, killed; broker restarted", $"{nodes.Workers}, {nodes.Kills.Count}; {nodes.BrokerStops.Count}");
        Row(table, "time", $"{took.TotalSeconds:N1} s");
        Row(table, "turns per second", $"{TurnsPerSecond:N0}");
        Row(table, "from said to answered: median / 95 % / 99 % / longest", $"{Latencies.Of(speakers.Exchanges)}");
        Latencies recoveries = Latencies.Recoveries(nodes.Kills, speakers.Exchanges);
        Row(table, "recovery: from a kill until everything on its way had been answered, median / longest", recoveries.Count == 0 ? "–" : $"{recoveries.At(0.5).TotalSeconds:N1} / {recoveries.At(1).TotalSeconds:N1} s");
        Latencies caught = Latencies.After(nodes.Kills, speakers.Exchanges);
        Row(table, $"of these, {caught.Count:N0} messages: median / 95 % / 99 % / longest", $"{caught}");
        Latencies restarted = Latencies.After(nodes.BrokerStops, speakers.Exchanges);
        Row(table, $"after the broker's stop, {restarted.Count:N0} messages on their way were answered in", $"{restarted}");
        AnsiConsole.Write(table);
        PrintSizing(costs.Per(Turns));
    }

    private static void PrintSizing(Costs turn)
    {
        Table table = new Table().AddColumn("per turn, measured here").AddColumn(new TableColumn("cost").RightAligned()).AddColumn(new TableColumn("at 100 million conversations a day").RightAligned())
            .Title(string.Create(CultureInfo.InvariantCulture, $"{Hundred.TurnsPerConversation} turns each: {Hundred.TurnsPerSecond:N0} turns/s, {Hundred.PeakTurnsPerSecond:N0} at the peak"));
        foreach ((string part, TimeSpan time) in new[] { ("front", turn.Front), ("broker", turn.Broker), ("workers", turn.Workers), ("database", turn.Database) })
        {
            Row(table, $"{part}, processor", $"{time.TotalMilliseconds:N2} ms", $"{Hundred.Cores(time):N0} cores");
        }

        Row(table, "database, write-ahead log", $"{turn.LogBytes / 1e3:N1} KB", $"{Hundred.PeakMegabytes(turn.LogBytes):N0} MB/s at the peak");
        Row(table, "database, stored", $"{turn.StoredBytes / 1e3:N1} KB", $"{Hundred.TerabytesPerDay(turn.StoredBytes):N1} TB per day kept");
        AnsiConsole.Write(table);
    }

    private static void Row(Table table, params string[] cells) => table.AddRow([.. cells.Select(Markup.Escape)]);
}
