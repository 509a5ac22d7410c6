using System.Diagnostics;
using System.Net;
using System.Net.Sockets;

namespace ConversationInteractions.RabbitMQ.Tests.Brokers;

/// <summary>
/// A RabbitMQ broker of our own: own home and data folder, own free ports on the loopback address, own epmd. It has nothing to do with one that the machine runs as a
/// service. Stop it by disposing of it.
/// </summary>
internal sealed class RabbitServer : IDisposable
{
    /// <summary>What to do where there is no RabbitMQ.</summary>
    public const string Installation = "RabbitMQ is not installed. Install it: apt-get install rabbitmq-server";

    private static readonly TimeSpan StartLimit = TimeSpan.FromMinutes(2);
    private readonly string _script;
    private readonly string _folder = Path.Combine(Path.GetTempPath(), $"conversation-rabbit-{Guid.NewGuid():N}");
    private readonly int _distributionPort = FindFreePort();
    private readonly int _epmdPort = FindFreePort();
    private readonly Process _epmd;
    private Process? _broker;

    private RabbitServer(string script)
    {
        _script = script;
        Directory.CreateDirectory(_folder);
        File.WriteAllText(Path.Combine(_folder, "enabled_plugins"), "[rabbitmq_consistent_hash_exchange].\n");
        File.WriteAllText(Path.Combine(_folder, "rabbit.conf"), $"listeners.tcp.1 = 127.0.0.1:{Port}\ndisk_free_limit.absolute = 100MB\n");
        _epmd = Launch("epmd", ["-port", $"{_epmdPort}", "-address", "127.0.0.1"]);
        Start();
    }

    public int Port { get; } = FindFreePort();

    public Uri Address => new($"amqp://guest:guest@127.0.0.1:{Port}/");

    /// <summary>The broker's process.</summary>
    public int ProcessId => _broker!.Id;

    /// <summary>Starts a broker.</summary>
    /// <returns>The broker, or <see langword="null"/> where RabbitMQ is not installed.</returns>
    public static RabbitServer? TryStart()
    {
        // The script behind the one of the PATH, which would change user and home.
        string script = "/usr/lib/rabbitmq/bin/rabbitmq-server";
        return File.Exists(script) ? new RabbitServer(script) : null;
    }

    /// <summary>Starts the broker on what it has stored, and waits until it takes connections.</summary>
    public void Start()
    {
        string log = Path.Combine(_folder, "start.log");
        _broker = Launch("/bin/sh", ["-c", $"exec '{_script}' -noinput > '{log}' 2>&1"]);
        long began = Stopwatch.GetTimestamp();
        while (!File.Exists(log) || !ReadShared(log).Contains("Starting broker... completed", StringComparison.Ordinal))
        {
            if (_broker.HasExited || Stopwatch.GetElapsedTime(began) > StartLimit)
            {
                throw new InvalidOperationException($"RabbitMQ did not start: {ReadShared(log)}");
            }

            // The broker has no other way to tell; nothing is timed by this.
            _broker.WaitForExit(100);
        }
    }

    /// <summary>
    /// Stops the broker as for a restart (SIGTERM), so that connections break and what was confirmed is on the disk. Killing it would test something else: RabbitMQ 3.10
    /// keeps the names of queues that were declared in the last minutes in memory only.
    /// </summary>
    public void Stop()
    {
        using Process signal = Process.Start("/bin/kill", ["-TERM", $"{_broker!.Id}"]);
        signal.WaitForExit();
        _broker.WaitForExit();
        _broker.Dispose();
        _broker = null;
    }

    public void Dispose()
    {
        if (_broker is not null)
        {
            _broker.Kill(entireProcessTree: true);
            _broker.WaitForExit();
            _broker.Dispose();
        }

        _epmd.Kill();
        _epmd.WaitForExit();
        _epmd.Dispose();
        Directory.Delete(_folder, recursive: true);
    }

    private Process Launch(string file, string[] arguments)
    {
        ProcessStartInfo start = new(file, arguments) { WorkingDirectory = _folder };
        (string Name, string Value)[] environment =
        [
            ("HOME", _folder),
            ("RABBITMQ_ALLOW_INPUT", "1"), // the script becomes the broker, so that its process id is the broker's
            ("RABBITMQ_NODENAME", $"conversations{Port}@localhost"),
            ("RABBITMQ_DIST_PORT", $"{_distributionPort}"),
            ("RABBITMQ_MNESIA_BASE", Path.Combine(_folder, "data")),
            ("RABBITMQ_LOG_BASE", Path.Combine(_folder, "log")),
            ("RABBITMQ_PID_FILE", Path.Combine(_folder, "pid")),
            ("RABBITMQ_ENABLED_PLUGINS_FILE", Path.Combine(_folder, "enabled_plugins")),
            ("RABBITMQ_CONFIG_FILE", Path.Combine(_folder, "rabbit.conf")),
            ("RABBITMQ_CONF_ENV_FILE", Path.Combine(_folder, "none")),
            ("RABBITMQ_SERVER_ADDITIONAL_ERL_ARGS", "-kernel inet_dist_use_interface {127,0,0,1}"),
            ("ERL_EPMD_PORT", $"{_epmdPort}"),
            ("ERL_EPMD_ADDRESS", "127.0.0.1"),
            ("LC_ALL", "C.UTF-8"),
        ];
        foreach ((string name, string value) in environment)
        {
            start.Environment[name] = value;
        }

        return Process.Start(start)!;
    }

    private static string ReadShared(string file)
    {
        using StreamReader reader = new(new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite));
        return reader.ReadToEnd();
    }

    private static int FindFreePort()
    {
        using TcpListener listener = new(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
