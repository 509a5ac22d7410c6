using System.Collections.Concurrent;
using System.Diagnostics;
using ConversationInteractions.Integrations;
using ConversationInteractions.Interpretation;
using ConversationInteractions.Model;
using ConversationInteractions.Runtime;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Moq;

namespace ConversationInteractions.DependencyInjection;

[TestFixture]
public sealed class IntegrationServicesTests
{
    [Test]
    public void The_dispatcher_makes_the_calls_by_default()
    {
        using ServiceProvider services = Build(_ => { });

        Assert.That(services.GetRequiredService<IIntegrationClient>(), Is.TypeOf<IntegrationDispatcher>());
    }

    [Test]
    public void A_client_that_the_host_registered_before_stays()
    {
        IIntegrationClient own = Mock.Of<IIntegrationClient>();
        ServiceCollection services = new();
        services.AddSingleton(own);
        IntegrationServices.AddIntegrations(services);
        using ServiceProvider provider = services.BuildServiceProvider();

        Assert.That(provider.GetRequiredService<IIntegrationClient>(), Is.SameAs(own));
    }

    [Test]
    public async Task A_custom_client_is_found_by_its_kind_and_the_last_registration_wins()
    {
        using ServiceProvider services = Build(builder => builder
            .AddIntegrationClient("email", _ => new EchoClient("first"))
            .AddIntegrationClient("email", _ => new EchoClient("second"))
            .AddIntegrationClient<PlainClient>("function")
            .AddIntegrationClient("lambda", (call, _) => ValueTask.FromResult(new CallOutcome { Result = CallResult.Success, Body = call.Request.Integration })));

        Assert.That((await CallAsync(services, "email")).Body, Is.EqualTo("second"));
        Assert.That((await CallAsync(services, "function")).Body, Is.EqualTo("plain"));
        Assert.That((await CallAsync(services, "lambda")).Result, Is.EqualTo(CallResult.Success));
        Assert.That((await CallAsync(services, "Function")).Reason, Does.Contain("no client is registered"));
    }

    [Test]
    public async Task Handlers_hosts_and_credentials_of_the_host_apply()
    {
        using ScriptedHandler network = new(new HandClock());
        network.Answers(200);
        using ServiceProvider services = Build(builder => builder
            .AllowHosts("*.shop.example")
            .UseCredentials(Mock.Of<ICredentialProvider>(MockBehavior.Strict))
            .UseCredentials(new StaticCredentialProvider([new("crm", StaticCredential.Bearer("abc"))]))
            .ConfigureHttp(http => http
                .ConfigurePrimaryHttpMessageHandler(() => network)
                .ConfigureHttpClient(client => client.DefaultRequestHeaders.UserAgent.ParseAdd("host/1.0"))));

        ApiRequest request = new()
        {
            Integration = "stock",
            Repeatable = true,
            Method = "GET",
            Url = "https://eu.shop.example/stock",
            AllowedHosts = ["eu.shop.example"],
            HostIsVariable = true,
            Credential = "crm",
        };
        CallOutcome outcome = await CallAsync(services, request);

        Assert.That(outcome.Result, Is.EqualTo(CallResult.Success), outcome.Reason);
        Assert.That(network.Sent.Single().Headers["Authorization"], Is.EqualTo("Bearer abc"));
        Assert.That(network.Sent.Single().Headers["User-Agent"], Is.EqualTo("host/1.0"));
    }

    [Test]
    public async Task No_log_holds_the_path_or_query_of_a_call()
    {
        RecordedLogs logs = new();
        using ScriptedHandler network = new(new HandClock());
        network.Answers(404);
        ServiceCollection registrations = new();
        registrations.AddSingleton(Mock.Of<ILoggerFactory>(factory => factory.CreateLogger(It.IsAny<string>()) == logs));
        registrations.AddSingleton<ILogger<HttpIntegrationClient>>(logs);
        IntegrationServices.AddIntegrations(registrations);
        Mock.Of<IConversationInteractionsBuilder>(builder => builder.Services == registrations)
            .ConfigureHttp(http => http.ConfigurePrimaryHttpMessageHandler(() => network));
        using ServiceProvider services = registrations.BuildServiceProvider();

        await CallAsync(services, new ApiRequest
        {
            Integration = "stock",
            Repeatable = true,
            Method = "GET",
            Url = "https://shop.example/secret?secret=1",
            AllowedHosts = ["shop.example"],
        });

        Assert.That(logs.Lines, Is.Not.Empty);
        Assert.That(logs.Lines, Has.None.Matches<(LogLevel, string Text)>(line => line.Text.Contains("secret", StringComparison.Ordinal)));
    }

    [TestCase(true)]
    [TestCase(false)]
    public async Task No_activity_holds_the_address_of_a_call_where_a_bot_has_sensitive_variables_and_the_trace_goes_on(bool isSensitive)
    {
        await using LoopbackServer server = new((connection, _, token) => LoopbackServer.WriteAsync(connection, "HTTP/1.1 200 OK\nContent-Length: 2\n\n{}", token));
        ConcurrentQueue<string> seen = new();
        using ActivityListener listener = new()
        {
            ShouldListenTo = source => source.Name is "System.Net.Http" or "IntegrationServicesTests",
            Sample = (ref _) => ActivitySamplingResult.AllDataAndRecorded,
            ActivityStopped = activity => seen.Enqueue(string.Join(' ', activity.TagObjects)),
        };
        ActivitySource.AddActivityListener(listener);
        Bot bot = new() { Name = "B", Settings = new BotSettings { Sensitive = isSensitive ? ["card"] : [] }, Dialogs = [new Dialog { Name = "D", Interactions = [new DialogStarter { Patterns = ["hi"] }] }] };
        using ServiceProvider services = Build(builder => builder.AddBot(bot));
        using ActivitySource source = new("IntegrationServicesTests");
        using Activity? turn = source.StartActivity("turn");

        CallOutcome outcome = await CallAsync(services, new ApiRequest { Integration = "cards", Repeatable = true, Method = "GET", Url = $"http://{server.Authority}/cards/4711-{isSensitive}", AllowedHosts = [server.Authority] });

        Assert.That(outcome.Result, Is.EqualTo(CallResult.Success), outcome.Reason);
        Assert.That(server.Received.Single(), Does.Contain($"traceparent: 00-{turn!.TraceId}-"));
        Assert.That(seen.Any(tags => tags.Contains($"4711-{isSensitive}", StringComparison.Ordinal)), Is.EqualTo(!isSensitive));
    }

    [Test]
    public void A_credential_provider_of_the_hosts_own_gets_its_services()
    {
        using ServiceProvider services = Build(builder => builder.UseCredentials<ClockedCredentials>());

        Assert.That(services.GetRequiredService<ICredentialProvider>(), Is.TypeOf<ClockedCredentials>());
    }

    [Test]
    public void The_client_waits_as_long_as_the_definition_says()
    {
        using ServiceProvider services = Build(_ => { });

        Assert.That(services.GetRequiredService<IHttpClientFactory>().CreateClient(HttpIntegrationClient.HttpClientName).Timeout, Is.EqualTo(Timeout.InfiniteTimeSpan));
    }

    [Test]
    public void Unusable_options_stop_the_host_at_its_start_with_everything_that_is_wrong()
    {
        using ServiceProvider services = Build(builder => builder.AllowHosts("*", "https://shop.example"));

        OptionsValidationException? refusal = Assert.Throws<OptionsValidationException>(() => services.GetRequiredService<IStartupValidator>().Validate());
        Assert.That(refusal!.Failures, Has.Exactly(2).Contains("HttpIntegrationOptions.AllowedHosts"));
    }

    private static ServiceProvider Build(Action<IConversationInteractionsBuilder> configure)
    {
        ServiceCollection services = new();
        services.AddSingleton(TimeProvider.System);
        IntegrationServices.AddIntegrations(services);
        configure(Mock.Of<IConversationInteractionsBuilder>(builder => builder.Services == services));
        return services.BuildServiceProvider(new ServiceProviderOptions { ValidateOnBuild = true, ValidateScopes = true });
    }

    private static Task<CallOutcome> CallAsync(ServiceProvider services, string kind) =>
        CallAsync(services, new CustomRequest { Integration = "custom", Repeatable = false, Kind = kind });

    private static Task<CallOutcome> CallAsync(ServiceProvider services, IntegrationRequest request) =>
        services.GetRequiredService<IIntegrationClient>()
            .InvokeAsync(new IntegrationInvocation { ConversationId = "c1", Key = "k", Request = request }, CancellationToken.None)
            .AsTask();

    private sealed class EchoClient(string answer) : IIntegrationClient
    {
        public ValueTask<CallOutcome> InvokeAsync(IntegrationInvocation invocation, CancellationToken cancellationToken) =>
            ValueTask.FromResult(new CallOutcome { Result = CallResult.Success, Body = answer, Attempts = 1 });
    }

    private sealed class PlainClient : IIntegrationClient
    {
        public ValueTask<CallOutcome> InvokeAsync(IntegrationInvocation invocation, CancellationToken cancellationToken) =>
            ValueTask.FromResult(new CallOutcome { Result = CallResult.Success, Body = "plain", Attempts = 1 });
    }

    private sealed class ClockedCredentials(TimeProvider time) : ICredentialProvider
    {
        public ValueTask<bool> ApplyAsync(string name, HttpRequestMessage request, CancellationToken cancellationToken) => ValueTask.FromResult(time is not null);
    }
}
