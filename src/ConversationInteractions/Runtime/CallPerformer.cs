using System.Diagnostics;
using ConversationInteractions.Interpretation;
using ConversationInteractions.Model;

namespace ConversationInteractions.Runtime;

/// <summary>Makes the calls that turns wait for, and settles those that a dead process had under way (B3, B5).</summary>
internal sealed class CallPerformer(RuntimeContext context)
{
    private static readonly TimeSpan Margin = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan Poll = TimeSpan.FromMilliseconds(200);

    /// <summary>How long nobody else may touch the call.</summary>
    public TimeSpan LeaseFor(InvokeIntegration call) =>
        Longest(context.Ports.Options.LeaseDuration, call.Delay + (call.Request is ApiRequest api ? api.Timeout : TimeSpan.Zero) + Margin);

    /// <summary>Makes a call whose commit stands, under a lease that has been taken and is prolonged as long as it takes.</summary>
    public async ValueTask<IntegrationCompleted> MakeAsync(ConversationState state, InvokeIntegration call)
    {
        try
        {
            HeldLease lease = context.Leases.Hold(state.ConversationId, LeaseKind.Turn, LeaseFor(call));
            await using (lease.ConfigureAwait(false))
            {
                return await PerformAsync(state, call).ConfigureAwait(false);
            }
        }
        catch (OperationCanceledException) when (context.Stopping.IsCancellationRequested)
        {
            // The next process settles the call at once; it need not wait until the lease has run out.
            await context.Ports.Store.ReleaseLeaseAsync(state.ConversationId, LeaseKind.Turn, context.ProcessName, [], CancellationToken.None).ConfigureAwait(false);
            throw;
        }
    }

    private async ValueTask<IntegrationCompleted> PerformAsync(ConversationState state, InvokeIntegration call)
    {
        string id = state.ConversationId;
        await context.Ports.Time.WaitAsync(call.Delay, context.Stopping).ConfigureAwait(false);
        using Activity? activity = ConversationTelemetry.Start("conversation.integration", ActivityKind.Client, call)
            ?? ConversationTelemetry.Activities.StartActivity("conversation.integration", ActivityKind.Client);
        activity?.SetTag("conversation.id", id).SetTag("conversation.integration", call.Request.Integration);
        long began = context.Ports.Time.GetTimestamp();
        CallOutcome outcome = await InvokeAsync(id, call).ConfigureAwait(false);
        if (ConversationTelemetry.CallDuration.Enabled)
        {
            ConversationTelemetry.CallDuration.Record(
                context.Ports.Time.GetElapsedTime(began).TotalSeconds,
                new KeyValuePair<string, object?>("integration", call.Request.Integration),
                new KeyValuePair<string, object?>("result", outcome.Result.ToString()));
        }

        if (outcome.Result != CallResult.Success)
        {
            activity?.SetStatus(ActivityStatusCode.Error, outcome.Reason is null ? null : context.TextsOf(state).Apply(outcome.Reason));
        }

        context.Performed(id, call, outcome.Result == CallResult.Success ? null : outcome.Reason);
        return new IntegrationCompleted { Id = EffectKeys.ResultEventId(call.Key), At = context.Now, Outcome = outcome };
    }

    /// <summary>Settles a call that another process began: waits while it is at it, repeats a call that may be repeated, else its outcome is unknown.</summary>
    /// <returns>The result; nothing where the other process has gone on.</returns>
    public async ValueTask<TurnRunner.Step?> SettleAsync(ConversationState state, TurnContinuation waiting)
    {
        string id = state.ConversationId;
        IReadOnlyList<OutboxEntry> outbox = await context.Ports.Store.ReadOutboxAsync(id, context.Stopping).ConfigureAwait(false);
        OutboxEntry? entry = outbox.FirstOrDefault(e => e.Effect.Key == waiting.Key);
        TimeSpan lease = entry?.Effect is InvokeIntegration call ? LeaseFor(call) : context.Ports.Options.LeaseDuration;
        if (!await context.Ports.Store.TryLeaseAsync(id, LeaseKind.Turn, context.ProcessName, context.Now, context.Now + lease, context.Stopping).ConfigureAwait(false))
        {
            await context.Ports.Time.WaitAsync(Poll, context.Stopping).ConfigureAwait(false);
            return null;
        }

        StoredConversation? current = await context.Ports.Store.LoadAsync(id, context.Stopping).ConfigureAwait(false);
        if (current is null || ConversationStateJson.Read(id, current.State.Span).Continuation?.Key != waiting.Key)
        {
            // The other process went on in between: nothing is to be settled any more.
            await context.Ports.Store.ReleaseLeaseAsync(id, LeaseKind.Turn, context.ProcessName, [], CancellationToken.None).ConfigureAwait(false);
            return null;
        }

        if (entry?.Effect is InvokeIntegration { Request.Repeatable: true } repeated)
        {
            return new TurnRunner.Step(await MakeAsync(state, repeated).ConfigureAwait(false), entry.Position);
        }

        CallOutcome unknown = new() { Result = CallResult.Unknown, Reason = "the process died while the call was under way" };
        return new TurnRunner.Step(
            new IntegrationCompleted { Id = EffectKeys.ResultEventId(waiting.Key), At = context.Now, Outcome = unknown },
            entry?.Position);
    }

    private async ValueTask<CallOutcome> InvokeAsync(string conversationId, InvokeIntegration call)
    {
        if (context.Ports.Integrations is not { } client)
        {
            return new CallOutcome { Result = CallResult.Failure, Reason = "no integration client is registered" };
        }

        try
        {
            return await client
                .InvokeAsync(new IntegrationInvocation { ConversationId = conversationId, Key = call.Key, Request = call.Request }, context.Stopping)
                .ConfigureAwait(false);
        }
        catch (Exception problem) when (!context.Stopping.IsCancellationRequested)
        {
            RuntimeLog.CallThrew(context.Log, problem, conversationId, call.Request.Integration);
            return new CallOutcome { Result = call.Request.Repeatable ? CallResult.Failure : CallResult.Unknown, Reason = $"the client threw {problem.GetType().Name}" };
        }
    }

    private static TimeSpan Longest(TimeSpan a, TimeSpan b) => a > b ? a : b;
}
