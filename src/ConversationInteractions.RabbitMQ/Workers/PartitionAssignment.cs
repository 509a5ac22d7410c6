namespace ConversationInteractions.RabbitMQ.Workers;

/// <summary>Shares partitions out to workers: evenly, the same for whoever computes it, and with little movement when a worker comes or goes (rendezvous hashing with a limit).</summary>
internal static class PartitionAssignment
{
    /// <summary>Assigns.</summary>
    /// <param name="workers">The names of the workers, in any order; at least one.</param>
    /// <param name="partitions">How many partitions there are.</param>
    /// <returns>For each partition the worker that should have it.</returns>
    public static string[] Assign(IEnumerable<string> workers, int partitions)
    {
        string[] names = [.. workers.Order(StringComparer.Ordinal)];
        int share = (partitions + names.Length - 1) / names.Length;
        Dictionary<string, int> loads = names.ToDictionary(n => n, _ => 0, StringComparer.Ordinal);
        string[] owners = new string[partitions];
        for (int p = 0; p < partitions; p++)
        {
            int partition = p;
            owners[p] = names.Where(n => loads[n] < share).MaxBy(n => Score(n, partition))!;
            loads[owners[p]]++;
        }

        return owners;
    }

    /// <summary>A hash that is the same in every process, unlike the one of strings.</summary>
    private static ulong Score(string worker, int partition)
    {
        unchecked
        {
            ulong hash = 14_695_981_039_346_656_037;
            foreach (char c in worker)
            {
                hash = (hash ^ c) * 1_099_511_628_211;
            }

            hash ^= (ulong)partition * 0x9E37_79B9_7F4A_7C15;
            hash = (hash ^ (hash >> 30)) * 0xBF58_476D_1CE4_E5B9;
            hash = (hash ^ (hash >> 27)) * 0x94D0_49BB_1331_11EB;
            return hash ^ (hash >> 31);
        }
    }
}
