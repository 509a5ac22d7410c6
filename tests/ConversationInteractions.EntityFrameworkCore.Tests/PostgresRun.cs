using ConversationInteractions.EntityFrameworkCore.Tests.Databases;

namespace ConversationInteractions.EntityFrameworkCore.Tests;

/// <summary>The PostgreSQL server of this test run: started when a test first wants it, stopped after the last.</summary>
[SetUpFixture]
public sealed class PostgresRun
{
    // Losing the last commits when the machine dies does not matter here.
    private static readonly Lazy<PostgresServer?> Started = new(() => PostgresServer.TryStart("fsync=off", "max_connections=200"));

    /// <summary>The server; ends the test where there is none: ignored, or failed where services are required.</summary>
    internal static PostgresServer Server
    {
        get
        {
            if (Started.Value is { } server)
            {
                return server;
            }

            if (Environment.GetEnvironmentVariable("CI_REQUIRE_SERVICES") == "1")
            {
                Assert.Fail(PostgresServer.Installation);
            }

            Assert.Ignore(PostgresServer.Installation);
            throw new InvalidOperationException("Not reached.");
        }
    }

    [OneTimeTearDown]
    public void Stop()
    {
        if (Started.IsValueCreated)
        {
            Started.Value?.Dispose();
        }
    }
}
