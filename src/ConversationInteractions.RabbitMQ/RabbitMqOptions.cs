using ConversationInteractions.Runtime;
using RabbitMQ.Client;

namespace ConversationInteractions.RabbitMQ;

/// <summary>Which broker, and how conversations are partitioned and carried.</summary>
public sealed record RabbitMqOptions
{
    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(10);

    /// <summary>
    /// Where the broker is: <c>amqp://</c> or <c>amqps://</c> addresses of its nodes, tried in random order. User, password and virtual host are those of the first.
    /// <c>amqp://guest:guest@localhost:5672/</c> by default; configured addresses replace it.
    /// </summary>
    public IList<Uri> Addresses { get; set; } = [new("amqp://guest:guest@localhost:5672/")];

    /// <summary>What the names of exchanges and queues begin with, so that several installations may share a broker. <c>conversations</c> by default; 1 to 100 characters.</summary>
    public string Prefix { get; set; } = "conversations";

    /// <summary>
    /// Into how many queues events are partitioned: no more worker nodes than that have something to do at once. The same for every process of an installation; 1 to 1,024, 16 by default.
    /// To change it see <see cref="ConversationTopology.GrowAsync"/>.
    /// </summary>
    public int Partitions { get; set; } = 16;

    /// <summary>How many events of one partition a node may have unacknowledged: the back-pressure. 1 to 10,000, 20 by default.</summary>
    public int Prefetch { get; set; } = 20;

    /// <summary>
    /// How often an event that cannot be handled is tried before it is set aside, while later ones of its conversation wait. 1 to 100, 5 by default. The last try counts only
    /// where the store takes a commit right before and right after it, so there are always two, and more while the store is away.
    /// </summary>
    public int MaxTries { get; set; } = 5;

    /// <summary>The pause before the second try; it doubles up to ten seconds. 200 milliseconds by default.</summary>
    public TimeSpan TryBackoff { get; set; } = TimeSpan.FromMilliseconds(200);

    /// <summary>
    /// How often an event may come back, because a worker that had it died or left, before it is on probation: then it is handled once more, alone and by a store that takes
    /// commits, and set aside if the worker dies over that. From the third time on it is handled while nothing else of its partition is. 4 to 1,000, 10 by default.
    /// </summary>
    public int DeliveryLimit { get; set; } = 10;

    /// <summary>
    /// How many messages to consumers of one queue a <see cref="MessageSubscriber"/> may have unacknowledged: one that the channel throws on keeps its place while it is tried.
    /// 1 to 10,000, 200 by default.
    /// </summary>
    public int MessagePrefetch { get; set; } = 200;

    /// <summary>
    /// How often a message that the channel throws on is tried before it is set aside, while later ones of its conversation wait; the pauses are those of
    /// <see cref="TryBackoff"/>. 1 to 100,000, 50 by default: about seven and a half minutes.
    /// </summary>
    public int MaxMessageTries { get; set; } = 50;

    /// <summary>How long <see cref="EventPublisher.PublishAsync"/> tries, connecting included, while the broker is away or paused. 30 seconds by default.</summary>
    public TimeSpan PublishTimeout { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>How often worker nodes tell each other that they are there; three times that without a sign and a node's partitions are shared out. 2 seconds by default.</summary>
    public TimeSpan PresenceInterval { get; set; } = TimeSpan.FromSeconds(2);

    /// <summary>How long a node that stops waits for the events it has begun. 20 seconds by default.</summary>
    public TimeSpan StopTimeout { get; set; } = TimeSpan.FromSeconds(20);

    /// <summary>Whether events that were accepted, and repeats, are reported too, not only those that were refused or set aside. Off by default: it is a message per event.</summary>
    public bool ReportEveryEvent { get; set; }

    /// <summary>
    /// Whether logs and activities hold the messages of exceptions that a channel, a store or another port of the host throws, and reasons for which a channel refuses a message. Off by
    /// default, because such a text may hold what a consumer said; types and stack traces are always logged, and dead letters hold the whole reason.
    /// </summary>
    public bool ReasonsInLogs { get; set; }

    /// <summary>Where the publisher stops staging a file, one byte over this. Set it to the largest limit of the hosted bots; 5,242,880 by default.</summary>
    public long MaxFileBytes { get; set; } = 5_242_880;

    /// <summary>Changes the connection: certificates, heartbeat, credentials. Automatic recovery is off whatever it sets: reconnecting is done here.</summary>
    public Action<ConnectionFactory>? ConfigureConnection { get; set; }

    /// <summary>What is wrong with the options; empty where nothing is.</summary>
    internal IEnumerable<string> FindProblems()
    {
        if (Addresses.Count == 0 || Addresses.Any(a => a is not { IsAbsoluteUri: true, Scheme: "amqp" or "amqps" }))
        {
            yield return $"{nameof(Addresses)} must name at least one amqp:// or amqps:// address.";
        }

        if (Prefix is not { Length: >= 1 and <= 100 } || Prefix.StartsWith("amq.", StringComparison.Ordinal) || !Prefix.All(char.IsAscii))
        {
            yield return $"{nameof(Prefix)} must have 1 to 100 ASCII characters and not begin with 'amq.', which the broker keeps for itself.";
        }

        (string Name, long Value, long Least, long Most)[] numbers =
        [
            (nameof(Partitions), Partitions, 1, 1_024),
            (nameof(Prefetch), Prefetch, 1, 10_000),
            (nameof(MessagePrefetch), MessagePrefetch, 1, 10_000),
            (nameof(MaxTries), MaxTries, 1, 100),
            (nameof(MaxMessageTries), MaxMessageTries, 1, 100_000),
            (nameof(DeliveryLimit), DeliveryLimit, 4, 1_000),
            (nameof(MaxFileBytes), MaxFileBytes, 1, long.MaxValue - 1),
        ];
        foreach ((string name, long value, long least, long most) in numbers.Where(n => n.Value < n.Least || n.Value > n.Most))
        {
            yield return $"{name} is {value}; it must be {least} to {most}.";
        }

        (string Name, TimeSpan Value)[] times =
            [(nameof(TryBackoff), TryBackoff), (nameof(PublishTimeout), PublishTimeout), (nameof(PresenceInterval), PresenceInterval), (nameof(StopTimeout), StopTimeout)];
        foreach ((string name, TimeSpan value) in times.Where(t => t.Value <= TimeSpan.Zero || t.Value > TimeSpan.FromDays(1)))
        {
            yield return $"{name} is {value}; it must be more than nothing and at most a day.";
        }
    }

    /// <summary>How long to wait after an attempt that failed.</summary>
    internal TimeSpan PauseAfter(int attempt)
    {
        TimeSpan pause = TryBackoff * Math.Pow(2, Math.Min(attempt - 1, 20));
        return pause < LongestPause ? pause : LongestPause;
    }

    /// <summary>An exception as it may be logged.</summary>
    internal Exception InLogs(Exception problem) => ReasonsInLogs ? problem : new WithheldException(problem, $"; {nameof(RabbitMqOptions)}.{nameof(ReasonsInLogs)} shows it");

    /// <summary>Refuses options that cannot be used, with all that is wrong.</summary>
    internal RabbitMqOptions Checked()
    {
        string[] problems = [.. FindProblems()];
        return problems.Length == 0 ? this : throw new ArgumentException(string.Join(" ", problems.Prepend("The RabbitMQ options cannot be used:")));
    }
}
