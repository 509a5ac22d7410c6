using System.Globalization;
using ConversationInteractions.Runtime;

namespace ConversationInteractions.Benchmarks.Turns;

/// <summary>
/// Measures a turn (an answer, a stubbed call, a reply) in one run: by hand, through the interpreter and through the runtime, in rounds that take turns so that what else the
/// machine does meets all of them, and by the time of the processors, not of the clock. Prints medians as ratios to the floor, and what each turn allocates.
/// </summary>
internal static class TurnRuns
{
    private const int Rounds = 7;

    public static async Task RunAsync(int turns)
    {
        HandWrittenState live = new();
        HandWritten floor = new();
        SteppedTurns stepped = new();
        SteppedTurns stored = new();
        await using RuntimeTurns runtime = await RuntimeTurns.StartAsync(1);
        WorkflowTurns workflow = await WorkflowTurns.StartAsync(isKept: false);
        WorkflowTurns kept = await WorkflowTurns.StartAsync(isKept: true);

        // The slow ones keep all that ever happened, too: they make fewer turns.
        int few = Math.Max(turns / 100, 20);
        (string Name, int Turns, Func<string, string?> Turn)[] engines =
        [
            ("hand-written switch, live object", turns, text => HandWritten.Turn(live, text)),
            ("hand-written switch, state as JSON each turn (floor)", turns, text => floor.TurnStored("c", text)),
            ("`Interpreter.Step`, live state", turns, stepped.Turn),
            ("`Interpreter.Step`, state read and written", turns, stored.TurnStored),
            ("`ConversationRuntime`, in-memory store", turns, text => runtime.Turn(0, text)),
            ("Stateless 5.20, live object", turns, new StatelessTurns().Turn),
            ("Microsoft.Agents.AI.Workflows 1.28, live run", few, workflow.Turn),
            ("Microsoft.Agents.AI.Workflows 1.28, checkpoints in memory", few, kept.Turn),
        ];
        double[][] nanoseconds = [.. engines.Select(_ => new double[Rounds])];
        double[] bytes = new double[engines.Length];
        for (int round = -2; round < Rounds; round++)
        {
            for (int engine = 0; engine < engines.Length; engine++)
            {
                (double time, bytes[engine]) = Measure(engines[engine].Turn, engines[engine].Turns);
                if (round >= 0)
                {
                    nanoseconds[engine][round] = time;
                }
            }
        }

        double[] medians = [.. nanoseconds.Select(Median)];
        Console.WriteLine("| engine | of the floor's speed | allocated per turn |");
        Console.WriteLine("|---|--:|--:|");
        for (int engine = 0; engine < engines.Length; engine++)
        {
            Print($"| {engines[engine].Name} | {medians[1] / medians[engine]:0.00##} | {bytes[engine]:#,0} B |");
        }

        await PrintIdleAsync();
    }

    public static (double Nanoseconds, double Bytes) Measure(Func<string, string?> turn, int turns)
    {
        long before = GC.GetTotalAllocatedBytes(precise: true);
        TimeSpan began = Environment.CpuUsage.TotalTime;
        for (int i = 0; i < turns; i++)
        {
            if (turn(BalanceBot.Answers[i & 1]) != BalanceBot.Reply)
            {
                throw new InvalidOperationException("The reply is wrong.");
            }
        }

        TimeSpan used = Environment.CpuUsage.TotalTime - began;
        return (used.TotalNanoseconds / turns, (double)(GC.GetTotalAllocatedBytes(precise: true) - before) / turns);
    }

    private static async Task PrintIdleAsync()
    {
        const int Conversations = 10_000;
        InMemoryConversationStore store = new() { LogEntries = 1_000 };
        await using ConversationRuntime runtime = new(new RuntimePorts { Programs = BalanceBot.Compile(), Channel = new CheckingChannel(), Integrations = new BalanceClient(), Store = store });
        await runtime.HandleAsync("warm", new UserMessage("balance"));
        long before = GC.GetTotalMemory(forceFullCollection: true);
        for (int i = 0; i < Conversations; i++)
        {
            string id = string.Create(CultureInfo.InvariantCulture, $"conversation-{i}");
            await runtime.HandleAsync(id, new UserMessage("balance"));
            await runtime.HandleAsync(id, new UserMessage("Savings"));
        }

        await runtime.WhenIdleAsync();
        long retained = GC.GetTotalMemory(forceFullCollection: true) - before;
        StoredConversation stored = (await store.LoadAsync("conversation-7", null, CancellationToken.None))!;
        Console.WriteLine();
        Print($"A conversation that waits at its question after a call: {stored.State.Length} B stored, {retained / Conversations:#,0} B retained by the in-memory store, its log of four lines and two events included.");
        GC.KeepAlive(store);
    }

    public static double Median(double[] values) => values.Order().ElementAt(values.Length / 2);

    private static void Print(FormattableString line) => Console.WriteLine(FormattableString.Invariant(line));
}
