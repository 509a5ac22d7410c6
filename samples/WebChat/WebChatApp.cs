using ConsoleBot;
using ConversationInteractions.AspNetCore;
using ConversationInteractions.Runtime;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.Hosting;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using WebChat.Desk;

namespace WebChat;

/// <summary>A page for consumers and one for agents, on two bots and SQLite. Everything it keeps is in one folder, so that it goes on after a restart.</summary>
internal static class WebChatApp
{
    /// <summary>Builds the application.</summary>
    /// <param name="args">The command line: <c>--urls</c>, <c>--data</c> (the folder that keeps everything) and <c>--desk-key</c> (what agents sign in with).</param>
    public static WebApplication Build(string[] args)
    {
        WebApplicationBuilder builder = WebApplication.CreateBuilder(new WebApplicationOptions
        {
            Args = args,
            ContentRootPath = AppContext.BaseDirectory,
            WebRootPath = Path.Combine(AppContext.BaseDirectory, "wwwroot"),
        });
        if (builder.Configuration["urls"] is null)
        {
            builder.WebHost.UseUrls("http://localhost:5080");
        }

        string data = Path.GetFullPath(builder.Configuration["data"] ?? Path.Combine(AppContext.BaseDirectory, "data"));
        BankService bank = BankService.Start();
        AddServices(builder, data, bank.Address);

        WebApplication app = builder.Build();
        app.Lifetime.ApplicationStopped.Register(bank.Dispose);
        using (WebChatContext context = app.Services.GetRequiredService<IDbContextFactory<WebChatContext>>().CreateDbContext())
        {
            context.Database.EnsureCreated();
        }

        app.UseExceptionHandler();
        app.UseStatusCodePages();
        app.UsePageHeaders();
        app.UseDefaultFiles();
        app.UseStaticFiles();
        app.UseRateLimiter();
        app.UseAuthentication();
        app.UseAuthorization();
        app.MapConversations("/conversations").RequireConversationRateLimits();
        app.MapDesk("/desk");
        app.MapHealthChecks("/health");
        return app;
    }

    private static void AddServices(WebApplicationBuilder builder, string data, string bank)
    {
        IServiceCollection services = builder.Services;
        builder.Logging.AddFilter("Microsoft", LogLevel.Warning).AddFilter("Microsoft.Hosting.Lifetime", LogLevel.Information);
        Directory.CreateDirectory(data);
        services.AddDataProtection().SetApplicationName("WebChat").PersistKeysToFileSystem(new DirectoryInfo(Path.Combine(data, "keys")));
        services.AddDbContextFactory<WebChatContext>(o => o.UseSqlite($"Data Source={Path.Combine(data, "chat.db")}"));
        services.AddConversationInteractions()
            .AddBotFile(Path.Combine(AppContext.BaseDirectory, "bots", "account.bot.json"))
            .AddBotFile(Path.Combine(AppContext.BaseDirectory, "bots", "bank.bot.json"), bot => bot with { Environment = new Dictionary<string, string> { ["bank"] = bank } })
            .UseEntityFrameworkCore<WebChatContext>()
            .UseUploadFolder(Path.Combine(data, "waiting"))
            .AddDirectoryFileShare(Path.Combine(data, "documents"))
            .UseEscalationTransport<TransferQueue>()
            .UseWebChannel(o =>
            {
                o.AccessPolicy = DeskAccess.Policy;
                o.OpeningText = "hello";
                o.PollInterval = Timeout.InfiniteTimeSpan;
            });
        services.AddSingleton<IConversationObserver>(provider => provider.GetRequiredService<TransferQueue>());
        services.AddDeskAccess();
        services.AddRateLimiter(o => DeskAccess.LimitSignIns(o.AddConversationPolicies()));
        services.AddProblemDetails();
        services.AddHealthChecks().AddConversations();
    }
}
