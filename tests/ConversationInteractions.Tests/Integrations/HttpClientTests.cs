using ConversationInteractions.Interpretation;
using ConversationInteractions.Runtime;
using Moq;

namespace ConversationInteractions.Integrations;

/// <summary>What the tests of the HTTP client share: a network that follows a script, a clock that moves by hand, no jitter.</summary>
[Parallelizable(ParallelScope.None)]
public abstract class HttpClientTests
{
    private protected HandClock Clock { get; private set; } = null!;

    private protected ScriptedHandler Network { get; private set; } = null!;

    private protected HttpIntegrationOptions Options { get; private set; } = null!;

    private protected RecordedLogs Logs { get; private set; } = null!;

    private protected ICredentialProvider? Credentials { get; set; }

    private protected static ApiRequest Get { get; } = new()
    {
        Integration = "balance",
        Repeatable = true,
        Method = "GET",
        Url = "https://bank.example/accounts/7",
        AllowedHosts = ["bank.example"],
    };

    private protected static ApiRequest Put { get; } = Get with { Method = "PUT", Body = "{}", ContentType = "application/json" };

    private protected static ApiRequest Post { get; } = Put with { Method = "POST", Repeatable = false };

    [SetUp]
    public void StartAnew()
    {
        Clock = new HandClock();
        Network = new ScriptedHandler(Clock);
        Options = new HttpIntegrationOptions { Jitter = () => 0 };
        Logs = new RecordedLogs();
        Credentials = null;
    }

    [TearDown]
    public void Stop() => Network.Dispose();

    private protected async Task<CallOutcome> CallAsync(ApiRequest request, string key = "c1/e1/1", CancellationToken cancellationToken = default)
    {
        using HttpClient client = new(Network, disposeHandler: false) { Timeout = Timeout.InfiniteTimeSpan };
        IHttpClientFactory clients = Mock.Of<IHttpClientFactory>(factory => factory.CreateClient(HttpIntegrationClient.HttpClientName) == client);
        HttpIntegrationClient integrations = new(clients, Options, Credentials, Clock, Logs);
        return await integrations.InvokeAsync(new IntegrationInvocation { ConversationId = "c1", Key = key, Request = request }, cancellationToken);
    }
}
