using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using Cluster.Measuring;
using Cluster.Nodes;
using ConversationInteractions.EntityFrameworkCore.Tests.Databases;
using ConversationInteractions.RabbitMQ.Tests.Brokers;
using Npgsql;

namespace Cluster;

/// <summary>The servers and processes of a run: starts them, kills them, and knows what they cost.</summary>
internal sealed class ClusterNodes(RabbitServer broker, PostgresServer database) : IDisposable
{
    private readonly Lock _gate = new();
    private readonly List<ChildProcess> _alive = [];
    private readonly List<ChildProcess> _dead = [];
    private readonly List<long> _kills = [];
    private readonly List<long> _brokerStops = [];
    private TimeSpan _brokerBefore;
    private ChildProcess? _front;
    private string _service = "";

    public string ConnectionString => database.ConnectionString("cluster") + ";Maximum Pool Size=60";

    public Uri Front { get; private set; } = null!;

    public int Workers => _alive.Count;

    /// <summary>When workers were killed.</summary>
    public IReadOnlyList<long> Kills => _kills;

    /// <summary>When the broker was stopped.</summary>
    public IReadOnlyList<long> BrokerStops => _brokerStops;

    public async Task StartAsync(OutsideService service, int workers)
    {
        _service = service.Address;
        int port = FreePort();
        Front = new Uri($"http://127.0.0.1:{port}/");
        _front = new ChildProcess("front", broker.Address.OriginalString, port.ToString(CultureInfo.InvariantCulture));
        for (int i = 0; i < workers; i++)
        {
            Add();
        }

        using HttpClient http = new();
        for (int attempt = 0; ; attempt++)
        {
            try
            {
                await http.GetStringAsync(Front);
                return;
            }
            catch (HttpRequestException) when (attempt < 300)
            {
                await Task.Delay(TimeSpan.FromMilliseconds(200), TimeProvider.System);
            }
        }
    }

    /// <summary>Adds a worker.</summary>
    public void Add()
    {
        ChildProcess worker = new("worker", broker.Address.OriginalString, ConnectionString, _service);
        lock (_gate)
        {
            _alive.Add(worker);
        }
    }

    /// <summary>Kills the worker that has been there longest, so that it is one that had something to do.</summary>
    public void Kill()
    {
        lock (_gate)
        {
            if (_alive.Count > 0)
            {
                ChildProcess victim = _alive[0];
                _alive.RemoveAt(0);
                _dead.Add(victim);
                _kills.Add(Stopwatch.GetTimestamp());
                victim.Kill();
            }
        }
    }

    /// <summary>Stops the broker, which breaks every connection, and starts it again on what it has stored.</summary>
    public void RestartBroker()
    {
        _brokerBefore += ProcessorTimes.Of(broker.ProcessId) ?? TimeSpan.Zero;
        _brokerStops.Add(Stopwatch.GetTimestamp());
        broker.Stop();
        broker.Start();
    }

    /// <summary>What everything has cost up to now.</summary>
    public async Task<Costs> MeasureAsync()
    {
        await using NpgsqlConnection connection = new(ConnectionString);
        await connection.OpenAsync();
        await using NpgsqlCommand command = new("SELECT pg_wal_lsn_diff(pg_current_wal_lsn(), '0/0')::bigint, pg_database_size(current_database())", connection);
        await using NpgsqlDataReader row = await command.ExecuteReaderAsync();
        await row.ReadAsync();
        lock (_gate)
        {
            return new Costs(
                _front?.ProcessorTime ?? TimeSpan.Zero,
                _brokerBefore + (ProcessorTimes.Of(broker.ProcessId) ?? TimeSpan.Zero),
                _alive.Concat(_dead).Aggregate(TimeSpan.Zero, (sum, w) => sum + w.ProcessorTime),
                ProcessorTimes.OfFamily(database.ProcessId),
                row.GetInt64(0),
                row.GetInt64(1));
        }
    }

    public void Dispose()
    {
        foreach (ChildProcess child in _alive.Concat(_dead))
        {
            child.Dispose();
        }

        _front?.Dispose();
    }

    private static int FreePort()
    {
        using TcpListener listener = new(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
