using System.Globalization;
using ConversationInteractions.Interpretation;

namespace ConversationInteractions.Testing;

/// <summary>Checks that the outcome of every upload and every transfer request had its turn, once (A23, C6, C23, C27).</summary>
internal static class OutcomeRouting
{
    /// <summary>Finds outcomes that came and were not handled, or handled twice.</summary>
    /// <param name="steps">The committed steps.</param>
    /// <param name="gates">Know what came.</param>
    /// <param name="state">The state at the end.</param>
    public static IEnumerable<string> FindWrongs(IReadOnlyList<ObservedStep> steps, OrderGates gates, ConversationState state)
    {
        foreach (ConversationEffect effect in steps.SelectMany(step => step.Step.Effects).Where(effect => gates.IsReleased(effect.Key)))
        {
            if (effect is StartUpload)
            {
                int turns = steps.Count(step => step.Step.Event is UploadCompleted completed && completed.UploadId == effect.Key);
                if (turns != 1 && (turns > 1 || state.Uploads.Any(upload => upload.Id == effect.Key)))
                {
                    yield return string.Create(CultureInfo.InvariantCulture, $"the outcome of upload {effect.Key} had {turns} turns instead of one");
                }
            }
            else if (effect is RequestTransfer)
            {
                // Without a turn it must have been refused: its transfer is over.
                int turns = steps.Count(step => step.Step.Event is TransferAnswered answered && answered.TransferId == effect.Key);
                if (turns != 1 && (turns > 1 || (state.Transfer?.Id == effect.Key && state.Owner is ConversationOwner.Pending)))
                {
                    yield return string.Create(CultureInfo.InvariantCulture, $"the answer to transfer {effect.Key} had {turns} turns instead of one");
                }
            }
        }

        // Each is told and routed now, or put off and told later, or traced when the conversation is closed.
        TraceEvent[] traces = [.. steps.SelectMany(step => step.Step.Trace)];
        int ends = traces.Count(trace => trace is { Code: TraceCodes.Upload, Detail: "stored" or "failed" });
        int dropped = traces.Count(trace => trace.Code is TraceCodes.EventUnmatched && steps.Any(step => step.Step.Event is UploadCompleted completed && completed.UploadId == trace.Place));
        int deferred = state.Deferred.Count(waiting => waiting.UploadId is not null);
        int outcomes = steps.Count(step => step.Step.Event is UploadCompleted);
        if (ends + dropped + deferred != outcomes)
        {
            yield return string.Create(CultureInfo.InvariantCulture, $"of {outcomes} outcomes of uploads {ends} were told, {dropped} dropped at the close and {deferred} put off");
        }
    }
}
