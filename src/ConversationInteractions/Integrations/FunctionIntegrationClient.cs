using ConversationInteractions.Interpretation;
using ConversationInteractions.Runtime;

namespace ConversationInteractions.Integrations;

/// <summary>Makes calls by a function of the host.</summary>
internal sealed class FunctionIntegrationClient(Func<IntegrationInvocation, CancellationToken, ValueTask<CallOutcome>> invoke) : IIntegrationClient
{
    public ValueTask<CallOutcome> InvokeAsync(IntegrationInvocation invocation, CancellationToken cancellationToken) => invoke(invocation, cancellationToken);
}
