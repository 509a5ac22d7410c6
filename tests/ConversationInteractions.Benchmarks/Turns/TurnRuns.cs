using System.Globalization;
using ConversationInteractions.Runtime;

namespace ConversationInteractions.Benchmarks.Turns;

/// <summary>
/// Measures a turn (an answer, a stubbed call, a reply) in one run: by hand, through the interpreter and through the runtime, in rounds that take turns so that what else the
/// machine does meets all of them, and by the time of the processors, not of the clock. Prints the best rounds as ratios to the floor, as others only ever slow a round, and what each turn allocates.
/// </summary>
internal static class TurnRuns
{
    private const int Rounds = 15;

    public static async Task RunAsync(int turns)
    {
        HandWritten floor = new();
        Engine floorEngine = new("hand-written switch, state as JSON each turn (floor)", turns, text => floor.TurnStored("c", text));
        Console.WriteLine("| engine | of the floor's speed | allocated per turn |");
        Console.WriteLine("|---|--:|--:|");
        await MeasureOursAsync(floorEngine, turns);
        await MeasureWorkflowsAsync(floorEngine, turns);
        await PrintIdleAsync();
    }

    private static async Task MeasureOursAsync(Engine floor, int turns)
    {
        HandWrittenState live = new();
        await using RuntimeTurns runtime = await RuntimeTurns.StartAsync(1);
        Measure(floor,
        [
            new("hand-written switch, live object", turns, text => HandWritten.Turn(live, text)),
            floor,
            new("`Interpreter.Step`, live state", turns, new SteppedTurns().Turn),
            new("`Interpreter.Step`, state read and written", turns, new SteppedTurns().TurnStored),
            new("`ConversationRuntime`, in-memory store", turns, text => runtime.Turn(0, text)),
            new("Stateless 5.20, live object", turns, new StatelessTurns().Turn),
        ]);
    }

    /// <summary>By themselves: they keep all that ever happened, which every collection of others would have to go through. For the same reason they make fewer turns.</summary>
    private static async Task MeasureWorkflowsAsync(Engine floor, int turns)
    {
        WorkflowTurns workflow = await WorkflowTurns.StartAsync(isKept: false);
        WorkflowTurns kept = await WorkflowTurns.StartAsync(isKept: true);
        using WorkflowCoreTurns core = new();
        int few = Math.Max(turns / 10, 20);
        Measure(floor,
        [
            new("Microsoft.Agents.AI.Workflows 1.28, live run", few, workflow.Turn),
            new("Microsoft.Agents.AI.Workflows 1.28, checkpoints in memory", few, kept.Turn),
            new("WorkflowCore 3.22, on the calling thread, kept in memory", Math.Max(turns / 100, 20), core.Turn),
        ]);
    }

    /// <summary>Measures engines in rounds, beside the floor, and prints them.</summary>
    private static void Measure(Engine floor, Engine[] engines)
    {
        double[] floors = new double[Rounds];
        double[][] nanoseconds = [.. engines.Select(_ => new double[Rounds])];
        double[] bytes = new double[engines.Length];
        for (int round = -2; round < Rounds; round++)
        {
            double floorTime = Measure(floor.Turn, floor.Turns).Nanoseconds;
            for (int engine = 0; engine < engines.Length; engine++)
            {
                (double time, bytes[engine]) = Measure(engines[engine].Turn, engines[engine].Turns);
                if (round >= 0)
                {
                    floors[round] = floorTime;
                    nanoseconds[engine][round] = time;
                }
            }
        }

        for (int engine = 0; engine < engines.Length; engine++)
        {
            double time = nanoseconds[engine].Min();
            Print($"| {engines[engine].Name} | {floors.Min() / time:0.00##} | {bytes[engine]:#,0} B |");
        }
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

    /// <summary>Something that makes turns.</summary>
    /// <param name="Name">What it is called in the table.</param>
    /// <param name="Turns">How many turns it makes each round.</param>
    /// <param name="Turn">Makes a turn and returns the reply.</param>
    private sealed record Engine(string Name, int Turns, Func<string, string?> Turn);
}
