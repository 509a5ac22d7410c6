using System.Globalization;
using Cluster;
using Cluster.Nodes;
using ConversationInteractions.EntityFrameworkCore.Tests.Databases;
using ConversationInteractions.RabbitMQ.Tests.Brokers;
using Spectre.Console;

// One program plays every part, as processes of its own:
//   worker <broker> <database> <service>   runs bots
//   front <broker> <port>                  takes messages over HTTP
//   (anything else)                        starts the servers, a front and workers, speaks for the consumers, and judges
switch (args)
{
    case ["worker", var address, var connectionString, var service]:
        await WorkerRole.RunAsync(new Uri(address), connectionString, service);
        return 0;
    case ["front", var address, var port]:
        await FrontRole.RunAsync(new Uri(address), int.Parse(port, CultureInfo.InvariantCulture));
        return 0;
}

if (ClusterPlan.Parse(args) is not { } plan)
{
    Console.Error.WriteLine(ClusterPlan.Usage);
    return 2;
}

if (Console.IsOutputRedirected)
{
    AnsiConsole.Profile.Width = 140;
}

List<ClusterResult> results = [];
foreach (int workers in plan.WorkerCounts)
{
    // Servers of its own for each run: none pays for what another has stored.
    AnsiConsole.WriteLine("Starting PostgreSQL and RabbitMQ …");
    using PostgresServer? database = PostgresServer.TryStart("max_connections=400");
    if (database is null)
    {
        Console.Error.WriteLine(PostgresServer.Installation);
        return 2;
    }

    using RabbitServer? broker = RabbitServer.TryStart();
    if (broker is null)
    {
        Console.Error.WriteLine(RabbitServer.Installation);
        return 2;
    }

    await using ClusterRun run = new(plan with { Workers = workers }, broker, database);
    results.Add(await run.RunAsync());
}

return ClusterResult.Conclude(results);
