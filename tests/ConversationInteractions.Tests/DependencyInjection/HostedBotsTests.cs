using System.Text;
using ConversationInteractions.Definitions;
using ConversationInteractions.Interpretation;
using ConversationInteractions.Model;
using ConversationInteractions.Runtime;
using ConversationInteractions.Tests.Runtime;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Moq;

namespace ConversationInteractions.Tests.DependencyInjection;

/// <summary>A host adds bots and ports, each in one line, and hears at its start of everything that is wrong (B11).</summary>
internal sealed class HostedBotsTests
{
    private const string Greeter = """{ "name": "Greeter", "dialogs": [ { "name": "Hi", "interactions": [ { "type": "dialogStarter", "patterns": [ "hi" ] }, { "type": "statement", "message": "Hello from {$env.place}." } ] } ] }""";
    private const string Broken = """{ "name": "Broken", "dialogs": [ { "name": "Hi", "interactions": [ { "type": "statement", "message": "Hi", "next": { "goTo": "Nowhere" } }, { "type": "statment" } ] } ] }""";
    private string _folder = "";

    [SetUp]
    public void MakeFolder() => _folder = Directory.CreateTempSubdirectory("hosted-bots").FullName;

    [TearDown]
    public void RemoveFolder() => Directory.Delete(_folder, recursive: true);

    [Test]
    public async Task Bots_come_from_files_folders_streams_and_code()
    {
        await File.WriteAllTextAsync(Path.Combine(_folder, "greeter.bot.json"), Greeter);
        Directory.CreateDirectory(Path.Combine(_folder, "more", "deep"));
        await File.WriteAllTextAsync(Path.Combine(_folder, "more", "deep", "second.bot.json"), Greeter.Replace("Greeter", "Second", StringComparison.Ordinal));
        await File.WriteAllTextAsync(Path.Combine(_folder, "more", "notes.json"), "no bot");
        ServiceCollection services = new();
        services.AddConversationInteractions()
            .AddBotFile(Path.Combine(_folder, "greeter.bot.json"))
            .AddBotFolder(Path.Combine(_folder, "more"))
            .AddBotStream(() => new MemoryStream(Encoding.UTF8.GetBytes(Greeter.Replace("Greeter", "Third", StringComparison.Ordinal))), "third")
            .AddBot(TestBots.Order)
            .AddSkill("7", "Order");

        await using ServiceProvider provider = services.BuildServiceProvider();
        Assert.That(provider.GetRequiredService<ProgramCatalog>().Programs.Select(p => p.Name), Is.EqualTo(new[] { "Greeter", "Second", "Third", "Order" }));
    }

    [Test]
    public async Task A_bot_is_fitted_to_its_installation()
    {
        await File.WriteAllTextAsync(Path.Combine(_folder, "greeter.bot.json"), Greeter);
        CollectingChannel channel = new();
        ServiceCollection services = new();
        services.AddConversationInteractions()
            .AddBotFile(Path.Combine(_folder, "greeter.bot.json"), bot => bot with { Environment = new Dictionary<string, string> { ["place"] = "here" } })
            .UseChannel(channel);

        await using ServiceProvider provider = services.BuildServiceProvider();
        ConversationRuntime runtime = provider.GetRequiredService<ConversationRuntime>();
        await runtime.HandleAsync("c", new UserMessage("hi"));
        await runtime.WhenIdleAsync();
        Assert.That(channel.Texts("c"), Is.EqualTo(new[] { "Hello from here." }));
    }

    [Test]
    public void A_host_with_broken_bots_does_not_start_and_tells_all_problems_of_all_of_them()
    {
        string first = Path.Combine(_folder, "first.bot.json");
        File.WriteAllText(first, Broken);
        ServiceCollection services = new();
        services.AddConversationInteractions().AddBotFile(first).AddBot(new Bot { Name = "Coded", Dialogs = [new Dialog { Name = "D" }, new Dialog { Name = "D" }] });

        using ServiceProvider provider = services.BuildServiceProvider();
        OptionsValidationException? problem = Assert.Throws<OptionsValidationException>(() => provider.GetRequiredService<IStartupValidator>().Validate());
        Assert.Multiple(() =>
        {
            Assert.That(problem!.Message, Does.Contain($"{first}(1,").And.Contain("'Nowhere'").And.Contain("'statment'"));
            Assert.That(problem.Message, Does.Contain("Coded(").And.Contain("'D'"));
        });
    }

    [Test]
    public void Files_and_folders_that_are_not_there_are_told_together_with_what_is_wrong_elsewhere()
    {
        string broken = Path.Combine(_folder, "first.bot.json");
        File.WriteAllText(broken, Broken);
        Directory.CreateDirectory(Path.Combine(_folder, "empty"));
        ServiceCollection services = new();
        services.AddConversationInteractions()
            .AddBotFile(Path.Combine(_folder, "gone.bot.json"))
            .AddBotFolder(Path.Combine(_folder, "nowhere"))
            .AddBotFolder(Path.Combine(_folder, "empty"))
            .AddBotStream(() => throw new IOException("the disk is away"), "resource")
            .AddBotFile(broken);
        using ServiceProvider provider = services.BuildServiceProvider();
        OptionsValidationException? problem = Assert.Throws<OptionsValidationException>(() => provider.GetRequiredService<IStartupValidator>().Validate());
        Assert.Multiple(() =>
        {
            Assert.That(problem!.Message, Does.Contain("gone.bot.json' does not exist").And.Contain("nowhere' holds no bot").And.Contain("empty' holds no bot"));
            Assert.That(problem.Message, Does.Contain("'resource' cannot be read: the disk is away").And.Contain("'Nowhere'"));
        });
    }

    [Test]
    public async Task Warnings_are_logged_at_the_start()
    {
        Bot bot = new() { Name = "Odd", Dialogs = [new Dialog { Name = "D", Interactions = [new DialogStarter { Patterns = ["*agent*"] }, new Statement { Content = "Hi" }] }] };
        Assume.That(BotValidator.Validate(bot).Select(d => d.Severity), Has.Some.EqualTo(DiagnosticSeverity.Warning));
        Mock<ILogger> log = new();
        log.Setup(l => l.IsEnabled(It.IsAny<LogLevel>())).Returns(true);
        ServiceCollection services = new();
        services.AddSingleton(Mock.Of<ILoggerFactory>(f => f.CreateLogger(It.IsAny<string>()) == log.Object));
        services.AddConversationInteractions().AddBot(bot).UseChannel<CollectingChannel>();
        await using ServiceProvider provider = services.BuildServiceProvider();
        provider.GetRequiredService<ConversationRuntime>();
        Assert.That(
            log.Invocations.Where(i => i.Method.Name == nameof(ILogger.Log) && i.Arguments[0] is LogLevel.Warning).Select(i => i.Arguments[2]!.ToString()),
            Has.Some.StartsWith("Odd(").And.Some.Contains("warning CI"));
    }

    [Test]
    public void A_host_without_bots_or_without_a_channel_is_told_what_to_add()
    {
        ServiceCollection services = new();
        services.AddConversationInteractions();
        using ServiceProvider empty = services.BuildServiceProvider();
        Assert.That(() => empty.GetRequiredService<IStartupValidator>().Validate(), Throws.TypeOf<OptionsValidationException>().With.Message.Contains("AddBotFile"));

        services.AddConversationInteractions().AddBot(TestBots.Order);
        using ServiceProvider mute = services.BuildServiceProvider();
        Assert.That(() => mute.GetRequiredService<ConversationRuntime>(), Throws.InvalidOperationException.With.Message.Contains("UseChannel"));
    }

    [Test]
    public void Impossible_limits_stop_the_host()
    {
        ServiceCollection services = new();
        services.AddConversationInteractions(o => o.MaxQueuedEvents = 0).AddBot(TestBots.Order);
        using ServiceProvider provider = services.BuildServiceProvider();
        Assert.That(() => provider.GetRequiredService<IStartupValidator>().Validate(), Throws.TypeOf<OptionsValidationException>().With.Message.Contains("MaxQueuedEvents"));
    }

    [Test]
    public void Ports_of_the_host_win_over_the_defaults()
    {
        IConversationStore store = Mock.Of<IConversationStore>();
        IIntegrationClient client = Mock.Of<IIntegrationClient>();
        ServiceCollection services = new();
        services.AddSingleton(store);
        services.AddSingleton(client);
        services.AddConversationInteractions().AddBot(TestBots.Order).UseChannel<CollectingChannel>();
        using ServiceProvider provider = services.BuildServiceProvider();
        RuntimePorts ports = provider.GetRequiredService<RuntimePorts>();
        Assert.Multiple(() =>
        {
            Assert.That(ports.Store, Is.SameAs(store));
            Assert.That(ports.Integrations, Is.SameAs(client));
            Assert.That(ports.Channel, Is.TypeOf<CollectingChannel>());
        });
    }
}
