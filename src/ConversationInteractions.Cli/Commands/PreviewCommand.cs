using System.CommandLine;
using System.Globalization;
using System.Net;
using ConversationInteractions.ConversationBuilder.Scripting;
using ConversationInteractions.Preview;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace ConversationInteractions.Cli;

/// <summary><c>convo preview</c>: the page on which an author tries bots, served to this machine only.</summary>
internal static class PreviewCommand
{
    public static Command Create(Terminal terminal)
    {
        Argument<string[]> bots = new("bots") { Description = "Bot definitions; they are read again for each session.", Arity = ArgumentArity.OneOrMore };
        Option<int> port = new("--port") { Description = "The port of the page; 0 for any that is free.", DefaultValueFactory = _ => 0 };
        Option<string[]> skills = new("--skill") { Description = "A skill id that is one of the bots: id=name.", HelpName = "id=name" };
        Option<string[]> hosts = new("--allow-host") { Description = "A host that calls may reach although a value of the conversation decides it.", HelpName = "host" };
        Option<string> scripts = new("--scripts") { Description = "The folder to which scripts are saved; that of the first bot without it.", HelpName = "folder" };
        port.Validators.Add(result =>
        {
            if (result.Tokens is [var token] && !(int.TryParse(token.Value, NumberStyles.None, CultureInfo.InvariantCulture, out int number) && number <= IPEndPoint.MaxPort))
            {
                result.AddError($"'{token.Value}' is no port. A port is a number from 0 to {IPEndPoint.MaxPort}.");
            }
        });
        skills.Validators.Add(result =>
        {
            foreach (string token in result.Tokens.Select(token => token.Value).Where(token => token.IndexOf('=', StringComparison.Ordinal) < 1))
            {
                result.AddError($"'{token}' is not of the form {skills.HelpName}.");
            }
        });
        Command command = new("preview", "Try bots on a page of your browser, on virtual time, with the outside world stubbed.") { bots, port, skills, hosts, scripts };
        command.SetAction((parsed, cancellationToken) =>
        {
            string[] paths = parsed.GetRequiredValue(bots);
            string folder = parsed.GetValue(scripts) ?? Path.GetDirectoryName(Path.GetFullPath(paths[0])) ?? ".";
            return RunAsync(terminal, paths, parsed.GetValue(port), options =>
            {
                (options.AllowOutsideDevelopment, options.BotReaders, options.ScriptFolder) = (true, BotFiles.Readers, folder);
                options.ScriptEngine = new ConversationBuilderScriptEngine();
                Array.ForEach(paths, path => options.AddBotFile(path));
                foreach (string host in parsed.GetValue(hosts) ?? [])
                {
                    options.AllowedHosts.Add(host);
                }

                foreach (string[] pair in (parsed.GetValue(skills) ?? []).Select(pair => pair.Split('=', 2)))
                {
                    options.AddSkill(pair[0], pair[1]);
                }
            }, cancellationToken);
        });
        return command;
    }

    private static async Task<int> RunAsync(Terminal terminal, string[] paths, int port, Action<PreviewOptions> configure, CancellationToken cancellationToken)
    {
        bool canRead = true;
        foreach (string path in paths)
        {
            canRead &= await BotFiles.LoadAsync(terminal, path, cancellationToken) is not null;
        }

        if (!canRead)
        {
            return ExitCodes.Unusable;
        }

        await using WebApplication app = Build(port, configure);
        try
        {
            await app.StartAsync(cancellationToken);
        }
        catch (IOException exception)
        {
            terminal.Complain($"error: The page cannot be served: {exception.Message}");
            return ExitCodes.Unusable;
        }

        terminal.WriteLine($"Preview: {app.Urls.First()}/", Styles.Good);
        terminal.WriteLine("Press Ctrl+C to stop.", Styles.Aside);
        await app.WaitForShutdownAsync(cancellationToken);
        return ExitCodes.Fine;
    }

    private static WebApplication Build(int port, Action<PreviewOptions> configure)
    {
        // Empty: no settings file or variable of the folder or machine may open the page to others.
        WebApplicationBuilder builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.Services.AddRoutingCore();
        builder.WebHost.UseKestrelCore().ConfigureKestrel(server =>
        {
            server.AddServerHeader = false;
            server.Listen(IPAddress.Loopback, port);
        });
        WebApplication app = builder.Build();

        // A name that somebody else points at this machine is not this page.
        app.MapConversationPreview("/", configure).RequireHost("127.0.0.1", "localhost");
        return app;
    }
}
