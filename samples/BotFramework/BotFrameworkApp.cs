using BotFramework.Activities;
using ConsoleBot;
using ConversationInteractions.Escalations;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace BotFramework;

/// <summary>The bank's bot behind <c>/api/messages</c>, where a Bot Framework bot listens.</summary>
internal static class BotFrameworkApp
{
    /// <summary>Builds the application.</summary>
    /// <param name="args">The command line: <c>--urls</c> and <c>--data</c> (the folder that keeps consumers' files).</param>
    public static WebApplication Build(string[] args)
    {
        WebApplicationBuilder builder = WebApplication.CreateBuilder(args);
        builder.Logging.AddFilter("Microsoft", LogLevel.Warning).AddFilter("Microsoft.Hosting.Lifetime", LogLevel.Information).AddFilter("System.Net.Http", LogLevel.Warning);
        if (builder.Configuration["urls"] is null)
        {
            builder.WebHost.UseUrls("http://localhost:3978");
        }

        string data = Path.GetFullPath(builder.Configuration["data"] ?? Path.Combine(AppContext.BaseDirectory, "data"));
        BankService bank = BankService.Start();
        builder.Services.AddConversationInteractions()
            .AddBotFile(Path.Combine(AppContext.BaseDirectory, "bank.bot.json"), bot => bot with { Environment = new Dictionary<string, string> { ["bank"] = bank.Address } })
            .UseChannel<ActivityChannel>()
            .UseAgentDesk(new AgentDesk())
            .UseUploadFolder(Path.Combine(data, "waiting"))
            .AddDirectoryFileShare(Path.Combine(data, "documents"));
        builder.Services.AddHttpClient<ActivitySender>();
        builder.Services.AddHttpClient<ActivityIntake>();
        builder.Services.AddSingleton<ConversationReferences>();
        builder.Services.AddHostedService<Sweeper>();

        WebApplication app = builder.Build();
        app.Lifetime.ApplicationStopped.Register(bank.Dispose);
        app.MapPost("/api/messages", ReceiveAsync);
        return app;
    }

    // The answer comes when the commit stands. What the bot says goes its own way, to the activity's service address: now, later, or after a restart.
    private static async Task<IResult> ReceiveAsync(Activity activity, ActivityIntake intake, CancellationToken cancellationToken) =>
        await intake.TakeAsync(activity, cancellationToken) ? Results.Accepted() : Results.StatusCode(StatusCodes.Status403Forbidden);
}
