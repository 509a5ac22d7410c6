using ConversationInteractions.Interpretation;
using ConversationInteractions.Model;
using ConversationInteractions.Runtime;

namespace ConversationInteractions.Testing;

/// <summary>Tells a <see cref="StubHttpHandler"/> whose request is coming, and answers in the place of clients that a host registered.</summary>
internal sealed class StubbedIntegrationClient(IIntegrationClient http, StubHttpHandler handler) : IIntegrationClient
{
    public async ValueTask<CallOutcome> InvokeAsync(IntegrationInvocation invocation, CancellationToken cancellationToken)
    {
        if (invocation.Request is CustomRequest request)
        {
            return Outcome(request, handler.Book.Take(RecordedCall.Of(invocation.Key, request)));
        }

        handler.Begin(invocation);
        return await http.InvokeAsync(invocation, cancellationToken).ConfigureAwait(false);
    }

    private static CallOutcome Outcome(CustomRequest request, StubAnswer answer) => answer switch
    {
        { Timeout: true } => new CallOutcome { Result = request.Repeatable ? CallResult.Failure : CallResult.Unknown, Attempts = 1, Reason = "timeout (stub)" },
        { Error: { } error } => new CallOutcome { Result = CallResult.Failure, Attempts = 1, Reason = $"{error} (stub)" },
        _ => new CallOutcome
        {
            Result = answer.Status is >= 200 and < 300 ? CallResult.Success : CallResult.Failure,
            Status = answer.Status,
            Body = answer.Body,
            Attempts = 1,
        },
    };
}
