using System.Globalization;

namespace Cluster;

/// <summary>How much, and what goes wrong meanwhile.</summary>
internal sealed record ClusterPlan
{
    public const string Usage = """
        --conversations <n>    how many conversations (1000)
        --messages <n>         how many messages each consumer says (20)
        --at-once <n>          how many consumers speak at once (150)
        --workers <n>[,<n>…]   how many worker processes (3); of several numbers one run each, compared at the end
        --kill-every <s>       kill a worker (SIGKILL) every so many seconds and start another (0: never)
        --restart-broker       restart the broker once, half way
        --call-every <n>       every so manieth message makes the bot call a service (5; 0: never)
        While it runs, in a terminal: k kills a worker, a adds one, b restarts the broker.
        """;

    /// <summary>As many partitions as a few workers can share evenly.</summary>
    public const int Partitions = 12;

    public int Conversations { get; init; } = 1_000;

    public int Messages { get; init; } = 20;

    public int AtOnce { get; init; } = 150;

    public int Workers { get; init; }

    /// <summary>With how many workers to run, one run after the other.</summary>
    public IReadOnlyList<int> WorkerCounts { get; init; } = [3];

    public int KillEvery { get; init; }

    public bool RestartBroker { get; init; }

    public int CallEvery { get; init; } = 5;

    public int Answers => Conversations * Enumerable.Range(1, Messages).Sum(AnswersTo);

    /// <summary>Reads the arguments.</summary>
    /// <returns>The plan; nothing where they are not understood.</returns>
    public static ClusterPlan? Parse(string[] args)
    {
        ClusterPlan plan = new();
        for (int i = 0; i < args.Length; i++)
        {
            if (args[i] == "--restart-broker")
            {
                plan = plan with { RestartBroker = true };
                continue;
            }

            if (args[i] == "--workers")
            {
                if (i + 1 == args.Length || ParseCounts(args[++i]) is not { } counts)
                {
                    return null;
                }

                plan = plan with { WorkerCounts = counts };
                continue;
            }

            if (i + 1 == args.Length || !int.TryParse(args[i + 1], NumberStyles.None, CultureInfo.InvariantCulture, out int number))
            {
                return null;
            }

            ClusterPlan? next = args[i++] switch
            {
                "--conversations" => plan with { Conversations = number },
                "--messages" => plan with { Messages = number },
                "--at-once" => plan with { AtOnce = number },
                "--kill-every" => plan with { KillEvery = number },
                "--call-every" => plan with { CallEvery = number },
                _ => null,
            };
            if (next is null)
            {
                return null;
            }

            plan = next;
        }

        return plan is { Conversations: > 0, Messages: > 0, AtOnce: > 0 } ? plan : null;
    }

    public bool WantsCall(int number) => CallEvery > 0 && number % CallEvery == 1 % CallEvery;

    /// <summary>What the consumer says as the so-manieth message.</summary>
    public string Said(int number) => WantsCall(number) ? $"rate {number}" : $"message {number}";

    public int AnswersTo(int number) => WantsCall(number) ? 2 : 1;

    /// <summary>What must have come out of a conversation, in order.</summary>
    public IEnumerable<string> Expected() => Enumerable.Range(1, Messages)
        .SelectMany<int, string>(n => WantsCall(n) ? [$"One moment, rate {n}.", $"Done, rate {n}: 7."] : [$"You said message {n}."]);

    private static int[]? ParseCounts(string text)
    {
        List<int> counts = [];
        foreach (string part in text.Split(','))
        {
            if (!int.TryParse(part, NumberStyles.None, CultureInfo.InvariantCulture, out int count) || count == 0)
            {
                return null;
            }

            counts.Add(count);
        }

        return [.. counts];
    }
}
