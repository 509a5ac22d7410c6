using System.Data.Common;
using System.Diagnostics;
using ConversationInteractions.RabbitMQ.Connections;
using ConversationInteractions.Runtime;
using Microsoft.Extensions.Logging;

namespace ConversationInteractions.RabbitMQ.Workers;

/// <summary>Hands events to the runtime until it is decided what becomes of them.</summary>
internal sealed class EventTrials(ConversationRuntime runtime, StoreMarks marks, RabbitMqOptions options, TimeProvider time, ILogger log)
{
    /// <summary>Tries an event until its commit stands, or until it is sure that it is the event's own fault that none does.</summary>
    /// <param name="received">The event.</param>
    /// <param name="activity">Where the trouble is noted.</param>
    /// <param name="leaving">Ends the trying.</param>
    /// <exception cref="OperationCanceledException">The partition is left.</exception>
    public async Task<EventOutcome> DecideAsync(ReceivedEvent received, Activity? activity, CancellationToken leaving)
    {
        if (received.Problem is { } problem)
        {
            return EventOutcome.SetAside(received, "it is no event that can be handled", problem, 0);
        }

        if (received.Returns < options.DeliveryLimit)
        {
            return await TryAsync(received, activity, leaving).ConfigureAwait(false);
        }

        // The broker counts restarts of itself and of workers too. Only a death while the event was handled alone, by a store that took commits, tells that it was the event.
        BrokerLog.TriedAlone(log, received.ConversationId, received.EventId, received.Returns);
        if (!await TryBeginAloneAsync(received, leaving).ConfigureAwait(false))
        {
            string reason = $"{received.Returns} workers died or left while they had it, the last while it was handled alone";
            return EventOutcome.SetAside(received, "it killed its workers", reason, received.Returns) with { IsDeadly = true };
        }

        CancellationTokenRegistration leave = leaving.Register(() => _ = ForgetAsync(received));
        await using (leave.ConfigureAwait(false))
        {
            EventOutcome outcome = await TryAsync(received, activity, leaving).ConfigureAwait(false);
            await ForgetAsync(received).ConfigureAwait(false);
            return outcome;
        }
    }

    /// <summary>Takes back the mark of an event that was tried alone. Never throws: a mark that stays is an old conversation to the store, and to others a reason to wait once.</summary>
    public async Task ForgetAsync(ReceivedEvent received)
    {
        try
        {
            await marks.EndAsync(received, CancellationToken.None).ConfigureAwait(false);
        }
        catch (Exception problem) when (problem is not OutOfMemoryException)
        {
            BrokerLog.StoreAway(log, problem);
        }
    }

    private async Task<EventOutcome> TryAsync(ReceivedEvent received, Activity? activity, CancellationToken leaving)
    {
        for (int attempt = 1; ; attempt++)
        {
            leaving.ThrowIfCancellationRequested();

            // The last try counts only where the store takes a commit right before and right after it.
            bool isLast = attempt >= Math.Max(options.MaxTries, 2) && await StoreTakesCommitsAsync(leaving).ConfigureAwait(false);
            try
            {
                TurnReceipt receipt = await runtime.HandleAsync(received.ConversationId, received.Event!, leaving).ConfigureAwait(false);
                return new EventOutcome(EventReport.Of(received.EventId!, receipt));
            }
            catch (Exception problem) when (!leaving.IsCancellationRequested)
            {
                BrokerLog.NotHandled(log, options.InLogs(problem), received.ConversationId, received.EventId, attempt);
                activity?.SetStatus(ActivityStatusCode.Error, options.InLogs(problem).Message);
                if (isLast && !IsPassing(problem) && await StoreTakesCommitsAsync(leaving).ConfigureAwait(false))
                {
                    return EventOutcome.SetAside(received, problem.GetType().Name, $"{problem.GetType().Name}: {problem.Message}", attempt);
                }
            }

            await Task.Delay(options.PauseAfter(attempt), time, leaving).ConfigureAwait(false);
        }
    }

    /// <summary>Leaves the mark of a lone try.</summary>
    /// <returns><see langword="false"/> where a worker that left one is dead.</returns>
    private async Task<bool> TryBeginAloneAsync(ReceivedEvent received, CancellationToken leaving)
    {
        bool hasWaited = false;
        for (int attempt = 1; ; attempt++)
        {
            try
            {
                if (await marks.TryBeginAsync(received, leaving).ConfigureAwait(false))
                {
                    return true;
                }

                if (hasWaited)
                {
                    return false;
                }

                // A worker that lives and has only lost the broker or its share takes its mark back.
                hasWaited = true;
                await Task.Delay(options.StopTimeout, time, leaving).ConfigureAwait(false);
            }
            catch (Exception problem) when (!leaving.IsCancellationRequested)
            {
                BrokerLog.StoreAway(log, problem);
                await Task.Delay(options.PauseAfter(attempt), time, leaving).ConfigureAwait(false);
            }
        }
    }

    /// <summary>Tells an event that cannot be handled from a store that is away, full or only readable: that concerns every event, and none may be set aside for it.</summary>
    private async ValueTask<bool> StoreTakesCommitsAsync(CancellationToken leaving)
    {
        try
        {
            await marks.ProbeAsync(leaving).ConfigureAwait(false);
            return true;
        }
        catch (Exception problem) when (!leaving.IsCancellationRequested)
        {
            BrokerLog.StoreAway(log, problem);
            return false;
        }
    }

    /// <summary>Whether it is no fault of the event: the database says that trying again may help, or the runtime has been disposed of before the worker was stopped.</summary>
    private static bool IsPassing(Exception problem) =>
        problem is DbException { IsTransient: true }
        || (problem is ObjectDisposedException disposed && disposed.ObjectName == typeof(ConversationRuntime).FullName)
        || (problem.InnerException is { } inner && IsPassing(inner));
}
