using ConversationInteractions.EntityFrameworkCore.Tests.Databases;
using ConversationInteractions.RabbitMQ.Tests.Brokers;

namespace ConversationInteractions.RabbitMQ.Tests;

/// <summary>The servers of this test run: started when a test first wants them, stopped after the last.</summary>
[SetUpFixture]
public sealed class RabbitRun
{
    private static readonly Lazy<RabbitServer?> Broker = new(RabbitServer.TryStart);

    // Losing the last commits when the machine dies does not matter here.
    private static readonly Lazy<PostgresServer?> Database = new(() => PostgresServer.TryStart("fsync=off", "max_connections=200"));

    /// <summary>The broker; ends the test where there is none: ignored, or failed where services are required.</summary>
    internal static RabbitServer Rabbit => Need(Broker, RabbitServer.Installation);

    /// <summary>The database server.</summary>
    internal static PostgresServer Postgres => Need(Database, PostgresServer.Installation);

    [OneTimeTearDown]
    public void Stop()
    {
        foreach (IDisposable? server in new IDisposable?[] { Broker.IsValueCreated ? Broker.Value : null, Database.IsValueCreated ? Database.Value : null })
        {
            server?.Dispose();
        }
    }

    private static T Need<T>(Lazy<T?> server, string installation)
        where T : class
    {
        if (server.Value is { } started)
        {
            return started;
        }

        if (Environment.GetEnvironmentVariable("CI_REQUIRE_SERVICES") == "1")
        {
            Assert.Fail(installation);
        }

        Assert.Ignore(installation);
        throw new InvalidOperationException("Not reached.");
    }
}
