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

    private int Turns => plan.Conversations * plan.Messages;

    private int WantedCalls => plan.Conversations * Enumerable.Range(1, plan.Messages).Count(plan.WantsCall);

    /// <summary>Whether there is one key for every call that a bot wanted: then what was repeated was repeated with its key.</summary>
    public bool CallsAreRight => service.Wanted - speakers.WarmCalls == WantedCalls;

    /// <summary>Compares what consumers saw, and what the log keeps, with what must be.</summary>
    /// <returns>How many conversations are wrong.</returns>
    public async Task<int> JudgeAsync(IConversationStore store)
    {
        string[] expected = [.. plan.Expected()];
        string[] said = [.. Enumerable.Range(1, plan.Messages).Select(plan.Said)];
        int wrong = 0;
        for (int c = 1; c <= plan.Conversations; c++)
        {
            IReadOnlyList<LogEntry> log = await store.ReadLogAsync($"c{c}", 0, 1_000, CancellationToken.None);
            IReadOnlyList<string> seen = transcripts.Of($"c{c}");
            bool isRight = expected.SequenceEqual(seen.Select(Answered))
                && seen.SequenceEqual(log.Where(l => l.Speaker == Speaker.Bot).Select(l => l.Text))
                && said.SequenceEqual(log.Where(l => l.Speaker == Speaker.Consumer).Select(l => l.Text));
            if (!isRight && ++wrong <= 3)
            {
                Console.WriteLine($"c{c} saw: {string.Join(" | ", transcripts.Of($"c{c}"))}");
            }
        }

        return wrong;
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

    public void Print(int wrong, bool isComplete)
    {
        Table table = new Table().AddColumn("what").AddColumn(new TableColumn("figure").RightAligned()).Title(wrong == 0 && isComplete && CallsAreRight ? "nothing lost, doubled or out of order" : "SOMETHING IS WRONG");
        Row(table, "conversations, messages each", $"{plan.Conversations:N0}, {plan.Messages}");
        Row(table, "answers expected, had", $"{plan.Answers:N0}, {transcripts.Messages - speakers.WarmAnswers:N0}");
        Row(table, "conversations with a wrong transcript or log", $"{wrong:N0}");
        Row(table, "numbers missing or doubled at the consumer", $"{transcripts.Problems.Count + transcripts.Repeats:N0}");
        Row(table, "calls outside: wanted, with a key of their own, repeated with it", $"{WantedCalls:N0}, {service.Wanted - speakers.WarmCalls:N0}, {service.Repeated:N0}");
        Row(table, "calls that ran into their time limit", $"{_timedOut:N0}");
        Row(table, "messages said again because the front had not taken them", $"{speakers.SaidAgain:N0}");
        Row(table, "workers at the end, killed; broker restarted", $"{nodes.Workers}, {nodes.Kills.Count}; {nodes.BrokerStops.Count}");
        Row(table, "time", $"{took.TotalSeconds:N1} s");
        Row(table, "turns per second", $"{Turns / took.TotalSeconds:N0}");
        Row(table, "from said to answered: median / 95 % / 99 % / longest", $"{Latencies.Of(speakers.Exchanges)}");
        Latencies caught = Latencies.After(nodes.Kills, speakers.Exchanges);
        Row(table, $"after a worker's death, {caught.Count:N0} messages on their way were answered in", $"{caught}");
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
