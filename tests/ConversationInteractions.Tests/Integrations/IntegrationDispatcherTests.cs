using ConversationInteractions.Interpretation;
using ConversationInteractions.Model;
using ConversationInteractions.Runtime;
using Microsoft.Extensions.Logging;
using Moq;

namespace ConversationInteractions.Integrations;

[TestFixture]
public sealed class IntegrationDispatcherTests
{
    private static readonly CallOutcome Done = new() { Result = CallResult.Success, Attempts = 1 };

    [Test]
    public async Task An_api_request_goes_to_the_http_client()
    {
        IntegrationInvocation invocation = Invocation(new ApiRequest { Integration = "balance", Repeatable = true, Method = "GET", Url = "https://bank.example/" });
        Mock<IIntegrationClient> api = Client(invocation);

        CallOutcome outcome = await new IntegrationDispatcher(api.Object, _ => null).InvokeAsync(invocation, CancellationToken.None);

        Assert.That(outcome, Is.SameAs(Done));
    }

    [Test]
    public async Task A_custom_request_goes_to_the_client_of_its_kind()
    {
        IntegrationInvocation invocation = Invocation(new CustomRequest { Integration = "receipt", Repeatable = false, Kind = "email" });
        Mock<IIntegrationClient> email = Client(invocation);
        IntegrationDispatcher dispatcher = new(Mock.Of<IIntegrationClient>(MockBehavior.Strict), kind => kind == "email" ? email.Object : null);

        CallOutcome outcome = await dispatcher.InvokeAsync(invocation, CancellationToken.None);

        Assert.That(outcome, Is.SameAs(Done));
    }

    [Test]
    public async Task A_kind_without_a_client_fails_with_advice()
    {
        RecordedLogs logs = new();
        IntegrationDispatcher dispatcher = new(Mock.Of<IIntegrationClient>(MockBehavior.Strict), _ => null, logs);

        CallOutcome outcome = await dispatcher.InvokeAsync(
            Invocation(new CustomRequest { Integration = "receipt", Repeatable = false, Kind = "email" }), CancellationToken.None);

        Assert.That(
            outcome,
            Is.EqualTo(new CallOutcome
            {
                Result = CallResult.Failure,
                Reason = "no client is registered for integrations of kind \"email\"; register one with AddIntegrationClient(\"email\", …)",
            }));
        Assert.That(logs.Lines.Single().Level, Is.EqualTo(LogLevel.Error));
        Assert.That(logs.Lines.Single().Text, Does.Contain("receipt").And.Contain("email"));
    }

    private static IntegrationInvocation Invocation(IntegrationRequest request) => new() { ConversationId = "c1", Key = "k", Request = request };

    private static Mock<IIntegrationClient> Client(IntegrationInvocation expected)
    {
        Mock<IIntegrationClient> client = new(MockBehavior.Strict);
        client.Setup(port => port.InvokeAsync(expected, CancellationToken.None)).ReturnsAsync(Done);
        return client;
    }
}
