using System.Collections.Concurrent;
using ConversationInteractions.Interpretation;
using ConversationInteractions.Runtime;

namespace ConversationInteractions.Testing;

/// <summary>The other side of calls, which honours keys: a call that comes again is answered as before, without its attempts and their time passing again.</summary>
internal sealed class RememberedAnswers
{
    private readonly ConcurrentDictionary<string, CallOutcome> _answers = new(StringComparer.Ordinal);

    public async ValueTask<CallOutcome> AnswerAsync(IntegrationInvocation invocation, IIntegrationClient client, CancellationToken cancellationToken)
    {
        if (_answers.TryGetValue(invocation.Key, out CallOutcome? earlier))
        {
            return earlier;
        }

        CallOutcome outcome = await client.InvokeAsync(invocation, cancellationToken).ConfigureAwait(false);
        return _answers.GetOrAdd(invocation.Key, outcome);
    }
}
