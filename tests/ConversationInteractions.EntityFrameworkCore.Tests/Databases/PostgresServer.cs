using System.Diagnostics;
using System.Net;
using System.Net.Sockets;

namespace ConversationInteractions.EntityFrameworkCore.Tests.Databases;

/// <summary>A PostgreSQL server of our own: own data folder, own free port on the loopback address. Stop it by disposing of it.</summary>
internal sealed class PostgresServer : IDisposable
{
    /// <summary>What to do where there is no PostgreSQL.</summary>
    public const string Installation = "PostgreSQL is not installed. Install it: apt-get install postgresql";

    private readonly string _folder;
    private readonly string _binaries;

    private PostgresServer(string binaries, string folder, int port)
    {
        (_binaries, _folder) = (binaries, folder);
        Port = port;
    }

    public int Port { get; }

    /// <summary>The server's process, the parent of all others that it has.</summary>
    public int ProcessId => int.Parse(File.ReadLines(Path.Combine(_folder, "postmaster.pid")).First(), System.Globalization.CultureInfo.InvariantCulture);

    /// <summary>Starts a server.</summary>
    /// <param name="settings">Settings to begin with, such as <c>fsync=off</c>.</param>
    /// <returns>The server, or <see langword="null"/> where PostgreSQL is not installed.</returns>
    public static PostgresServer? TryStart(params string[] settings)
    {
        if (FindBinaries() is not { } binaries)
        {
            return null;
        }

        string folder = Path.Combine(Path.GetTempPath(), $"conversation-postgres-{Guid.NewGuid():N}");
        Run(binaries, "initdb", "--pgdata", folder, "--username", "postgres", "--auth", "trust", "--encoding", "UTF8", "--no-locale", "--no-sync");
        for (int attempt = 1; ; attempt++)
        {
            int port = FindFreePort();
            string options = string.Join(' ', settings.Prepend($"port={port}").Prepend("listen_addresses=127.0.0.1").Prepend("unix_socket_directories=").Select(s => $"-c {s}"));
            try
            {
                // It waits until the server answers.
                Run(binaries, "pg_ctl", "start", "--pgdata", folder, "--wait", "--log", Path.Combine(folder, "server.log"), "--options", options);
                return new PostgresServer(binaries, folder, port);
            }
            catch (InvalidOperationException) when (attempt < 3)
            {
                // Somebody else took the port.
            }
        }
    }

    public string ConnectionString(string database) => $"Host=127.0.0.1;Port={Port};Username=postgres;Database={database};Include Error Detail=true";

    public void Dispose()
    {
        Run(_binaries, "pg_ctl", "stop", "--pgdata", _folder, "--mode", "immediate", "--wait");
        Directory.Delete(_folder, recursive: true);
    }

    private static string? FindBinaries()
    {
        IEnumerable<string> path = (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries);
        string debian = "/usr/lib/postgresql";
        IEnumerable<string> installed = Directory.Exists(debian) ? Directory.GetDirectories(debian).OrderDescending(StringComparer.Ordinal).Select(v => Path.Combine(v, "bin")) : [];
        return path.Concat(installed).Append("/usr/local/bin").FirstOrDefault(f => File.Exists(Path.Combine(f, "initdb")) && File.Exists(Path.Combine(f, "pg_ctl")));
    }

    private static int FindFreePort()
    {
        using TcpListener listener = new(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    /// <summary>Runs a tool of the server and waits for it; as an unprivileged user where we are root, whom the server refuses.</summary>
    private static void Run(string binaries, string tool, params string[] arguments)
    {
        string[] command = Environment.IsPrivilegedProcess
            ? ["setpriv", "--reuid", "postgres", "--regid", "postgres", "--clear-groups", Path.Combine(binaries, tool), .. arguments]
            : [Path.Combine(binaries, tool), .. arguments];

        // The server inherits what pg_ctl has: it would keep redirected output open for ever.
        ProcessStartInfo start = new(command[0], command[1..]) { WorkingDirectory = Path.GetTempPath(), RedirectStandardInput = true };
        start.Environment["LC_ALL"] = "C";
        if (tool == "initdb")
        {
            start.RedirectStandardOutput = true;
        }

        using Process process = Process.Start(start)!;
        if (tool == "initdb")
        {
            process.StandardOutput.ReadToEnd();
        }

        process.WaitForExit();
        if (process.ExitCode != 0)
        {
            throw new InvalidOperationException($"{tool} ended with {process.ExitCode}.");
        }
    }
}
