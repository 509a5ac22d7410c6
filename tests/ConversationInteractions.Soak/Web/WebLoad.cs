using System.Diagnostics;
using System.Globalization;
using System.Net.Http.Json;
using ConversationInteractions.AspNetCore;
using ConversationInteractions.AspNetCore.Contracts;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace ConversationInteractions.Soak.Web;

/// <summary>The web endpoints under load, on this machine: event streams are open, consumers speak, and every stream must tell everything once and in order.</summary>
internal static class WebLoad
{
    /// <summary>Runs with the store in memory, with SQLite, or with the one and then the other.</summary>
    /// <param name="store"><c>memory</c>, <c>sqlite</c> or <c>both</c>.</param>
    /// <param name="streams">How many conversations have an open stream.</param>
    /// <param name="messages">How many messages are posted.</param>
    /// <param name="atOnce">How many are posted at the same time.</param>
    /// <returns>The exit code: 0 where nothing was missed or repeated.</returns>
    public static async Task<int> RunAsync(string store, int streams, int messages, int atOnce)
    {
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{streams} open event streams, {messages} messages, {atOnce} at once"));
        bool isGood = store == "sqlite" || await RunAsync("memory", null, streams, messages, atOnce);
        if (store != "memory")
        {
            DirectoryInfo folder = Directory.CreateTempSubdirectory("web-load-");
            isGood &= await RunAsync("SQLite", Path.Combine(folder.FullName, "load.db"), streams, messages, atOnce);
            Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
            folder.Delete(recursive: true);
        }

        return isGood ? 0 : 1;
    }

    private static async Task<bool> RunAsync(string name, string? file, int streams, int messages, int atOnce)
    {
        await using WebApplication app = Build(file, streams);
        await app.StartAsync();
        using HttpClient client = new(new SocketsHttpHandler { MaxConnectionsPerServer = int.MaxValue }) { BaseAddress = new Uri(app.Urls.Single()), Timeout = TimeSpan.FromMinutes(2) };
        LoadStream[] open = await OpenAsync(client, streams);

        double[] latencies = new double[messages];
        long began = Stopwatch.GetTimestamp();
        await Parallel.ForEachAsync(Enumerable.Range(0, messages), new ParallelOptions { MaxDegreeOfParallelism = atOnce }, async (i, cancellationToken) =>
        {
            LoadStream stream = open[i % open.Length];
            long posted = Stopwatch.GetTimestamp();
            await stream.SayAsync(client, i, posted, cancellationToken);
            latencies[i] = Stopwatch.GetElapsedTime(posted).TotalMilliseconds;
        });
        TimeSpan took = Stopwatch.GetElapsedTime(began);

        using CancellationTokenSource patience = new(TimeSpan.FromMinutes(1));
        await Task.WhenAll(open.Select((s, i) => s.WhenToldAsync(2 * ((messages / open.Length) + (i < messages % open.Length ? 1 : 0)), patience.Token)));
        string[] faults = [.. open.SelectMany(s => s.Faults)];
        double[] told = [.. open.SelectMany(s => s.Latencies)];
        int unanswered = messages - told.Length;
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{name,-8} {messages / took.TotalSeconds,8:N0} messages/s   post p50 {At(latencies, .5),7:N1} ms  p99 {At(latencies, .99),7:N1} ms   post to answer on the stream p50 {At(told, .5),7:N1} ms  p99 {At(told, .99),7:N1} ms   memory {GC.GetTotalMemory(true) / 1e6:N0} MB managed, {Environment.WorkingSet / 1e6:N0} MB working set (server and clients)   missed {open.Sum(s => s.Missed)}   repeated {open.Sum(s => s.Repeated)}   unanswered {unanswered}"));
        Array.ForEach([.. faults.Take(5)], Console.WriteLine);
        foreach (LoadStream stream in open)
        {
            await stream.DisposeAsync();
        }

        await app.StopAsync();
        return faults.Length == 0 && unanswered == 0;
    }

    private static WebApplication Build(string? file, int streams)
    {
        WebApplicationBuilder builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        IConversationInteractionsBuilder bots = builder.Services.AddConversationInteractions().AddBot(SoakBot.Bot).UseWebChannel(o =>
        {
            o.MaxStreams = streams + 100;

            // As a host with one process has it; what is not told at once would show as a late or missing answer.
            o.PollInterval = Timeout.InfiniteTimeSpan;
        });
        if (file is not null)
        {
            bots.UseEntityFrameworkCore(o => o.UseSqlite($"Data Source={file}"), o => o.MaxIdleConnections = 4);
        }

        WebApplication app = builder.Build();
        app.MapConversations("/conversations");
        return app;
    }

    private static async Task<LoadStream[]> OpenAsync(HttpClient client, int streams)
    {
        LoadStream[] open = new LoadStream[streams];
        await Parallel.ForEachAsync(Enumerable.Range(0, streams), new ParallelOptions { MaxDegreeOfParallelism = 16 }, async (i, cancellationToken) =>
        {
            using HttpResponseMessage created = await client.PostAsJsonAsync("/conversations", new CreateConversation(), cancellationToken);
            ConversationOpened opened = (await created.EnsureSuccessStatusCode().Content.ReadFromJsonAsync<ConversationOpened>(cancellationToken))!;
            open[i] = await LoadStream.OpenAsync(client, opened, cancellationToken);
        });
        return open;
    }

    private static double At(double[] values, double part)
    {
        Array.Sort(values);
        return values.Length == 0 ? 0 : values[(int)(part * (values.Length - 1))];
    }
}
