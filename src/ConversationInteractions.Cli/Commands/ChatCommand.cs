using System.CommandLine;
using System.Text.Json.Nodes;
using ConversationInteractions.Files;
using ConversationInteractions.Integrations;
using ConversationInteractions.Model;
using ConversationInteractions.Runtime;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace ConversationInteractions.Cli;

/// <summary><c>convo chat</c>: talk to bots at the terminal. Calls are real, agents are played.</summary>
internal static class ChatCommand
{
    public static Command Create(Terminal terminal)
    {
        Argument<string[]> bots = new("bots") { Description = "Bot definitions; the first one has the conversation first.", Arity = ArgumentArity.OneOrMore };
        Option<string> channel = new("--channel") { Description = "The channel that the bots believe in.", DefaultValueFactory = _ => "web" };
        Option<string[]> environment = new("--env") { Description = "A value of the environment, for this chat: name=value.", HelpName = "name=value" };
        Option<string[]> skills = new("--skill") { Description = "A skill id that is one of the bots: id=name.", HelpName = "id=name" };
        Option<string[]> hosts = new("--allow-host") { Description = "A host that calls may reach although a value of the conversation decides it.", HelpName = "host" };
        Option<string> uploads = new("--uploads") { Description = "The folder in which uploaded files are stored.", DefaultValueFactory = _ => Path.Combine(Path.GetTempPath(), "convo-uploads") };
        Option<string[]> facts = new("--fact") { Description = "A fact about the conversation that bots and their scripts read: group.name=value.", HelpName = "group.name=value" };
        Option<string[]> credentials = new("--credential") { Description = "A bearer token for calls, taken from an environment variable: name=variable.", HelpName = "name=variable" };
        facts.Validators.Add(result =>
        {
            foreach (string token in result.Tokens.Select(token => token.Value).Where(token => token.IndexOf('.', StringComparison.Ordinal) is < 1 || token.IndexOf('.', StringComparison.Ordinal) > token.IndexOf('=', StringComparison.Ordinal)))
            {
                result.AddError($"'{token}' is not of the form {facts.HelpName}.");
            }
        });
        foreach (Option<string[]> pairs in (Option<string[]>[])[environment, skills, credentials])
        {
            pairs.Validators.Add(result =>
            {
                foreach (string token in result.Tokens.Select(token => token.Value).Where(token => token.IndexOf('=', StringComparison.Ordinal) < 1))
                {
                    result.AddError($"'{token}' is not of the form {pairs.HelpName}.");
                }
            });
        }

        Command command = new("chat", "Talk to a bot at the terminal, with real calls.") { bots, channel, environment, facts, credentials, skills, hosts, uploads };
        command.SetAction((parsed, cancellationToken) => RunAsync(
            terminal,
            new ChatSettings
            {
                Bots = parsed.GetRequiredValue(bots),
                Channel = parsed.GetRequiredValue(channel),
                Environment = Pairs(parsed.GetValue(environment)),
                Facts = Pairs(parsed.GetValue(facts)),
                Credentials = Pairs(parsed.GetValue(credentials)),
                Skills = Pairs(parsed.GetValue(skills)),
                Hosts = parsed.GetValue(hosts) ?? [],
                Uploads = parsed.GetRequiredValue(uploads),
            },
            cancellationToken));
        return command;
    }

    private static Dictionary<string, string> Pairs(string[]? pairs) => (pairs ?? []).Select(pair => pair.Split('=', 2)).GroupBy(parts => parts[0], StringComparer.Ordinal).ToDictionary(same => same.Key, same => same.Last()[1], StringComparer.Ordinal);

    private static async Task<int> RunAsync(Terminal terminal, ChatSettings settings, CancellationToken cancellationToken)
    {
        List<Bot> bots = [];
        foreach (string path in settings.Bots)
        {
            if (await BotFiles.LoadAsync(terminal, path, cancellationToken) is { } bot)
            {
                bots.Add(bot with { Environment = [.. bot.Environment, .. settings.Environment] });
            }
        }

        if (bots.Count < settings.Bots.Count)
        {
            return ExitCodes.Unusable;
        }

        ChatScreen screen = new(terminal);
        ChatWatch watch = new(screen);
        await using ServiceProvider provider = Compose(settings, bots, screen, watch);
        ConversationRuntime runtime;
        try
        {
            runtime = provider.GetRequiredService<ConversationRuntime>();
        }
        catch (OptionsValidationException exception)
        {
            // A skill that stands for no bot, two bots of one name, a host that is none.
            terminal.Complain($"error: {exception.Message}");
            return ExitCodes.Unusable;
        }

        using CancellationTokenSource stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        Task sweeping = runtime.RunAsync(stop.Token);
        try
        {
            ConversationStart start = new() { Bot = bots[0].Name, Channel = settings.Channel, Attributes = Attributes(settings.Facts) };
            await new ChatSession(runtime, terminal, screen, provider.GetRequiredService<ChatDesk>(), watch, start).RunAsync(cancellationToken);
            return ExitCodes.Fine;
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            // Ctrl+C is as good an end as any.
            return ExitCodes.Fine;
        }
        finally
        {
            await stop.CancelAsync();
            await sweeping;
        }
    }

    /// <summary>The facts as the attributes of a conversation: groups of names and values.</summary>
    private static JsonObject? Attributes(IReadOnlyDictionary<string, string> facts)
    {
        JsonObject attributes = [];
        foreach ((string fact, string value) in facts)
        {
            string[] parts = fact.Split('.', 2);
            if (attributes[parts[0]] is not JsonObject group)
            {
                attributes[parts[0]] = group = [];
            }

            group[parts[1]] = value;
        }

        return attributes.Count == 0 ? null : attributes;
    }

    /// <summary>Tokens by the names that integrations give; a variable that is not set gives none, and the call that needs it fails.</summary>
    private static StaticCredentialProvider Credentials(IReadOnlyDictionary<string, string> variables) => new(variables
        .Select(each => (each.Key, Token: Environment.GetEnvironmentVariable(each.Value)))
        .Where(each => !string.IsNullOrWhiteSpace(each.Token))
        .Select(each => KeyValuePair.Create(each.Key, StaticCredential.Bearer(each.Token!))));

    private static ServiceProvider Compose(ChatSettings settings, List<Bot> bots, ChatScreen screen, ChatWatch watch)
    {
        ServiceCollection services = new();
        IConversationInteractionsBuilder builder = services.AddConversationInteractions(options => options.DetailedTrace = true)
            .UseChannel(screen)
            .UseConversationBuilderScripts()
            .UseCredentials(Credentials(settings.Credentials))
            .AddObserver(watch)
            .AllowHosts([.. settings.Hosts]);
        bots.ForEach(bot => builder.AddBot(bot));
        foreach ((string skill, string bot) in settings.Skills)
        {
            builder.AddSkill(skill, bot);
        }

        services.AddSingleton(screen);
        services.AddSingleton<ChatDesk>();
        services.AddSingleton<IEscalationTransport>(provider => provider.GetRequiredService<ChatDesk>());
        services.AddSingleton<IAgentChannel>(provider => provider.GetRequiredService<ChatDesk>());
        services.AddSingleton<IUploadStaging>(_ => new InMemoryUploadStaging());
        services.AddSingleton<IFileShare>(_ => new DirectoryFileShare(settings.Uploads));
        return services.BuildServiceProvider();
    }
}
