using System.Text.Json;

namespace ConversationInteractions.Interpretation;

/// <summary>Writes what a turn waits for.</summary>
internal static class ContinuationWriting
{
    public static void Continuation(Utf8JsonWriter json, TurnContinuation waiting)
    {
        json.WriteString("point"u8, waiting.Point switch
        {
            ResumePoint.Called => "called",
            ResumePoint.Recognized => "recognized",
            ResumePoint.PreProcessed => "pre",
            ResumePoint.PostProcessed => "post",
            ResumePoint.ResponseProcessed => "response",
            ResumePoint.Transformed => "transformed",
            ResumePoint.SessionStarted => "session",
            ResumePoint.FilePreProcessed => "file",
            ResumePoint.UploadTransformed => "uploaded",
            _ => throw new ArgumentOutOfRangeException(nameof(waiting), waiting.Point, "Unknown point."),
        });
        json.WriteString("key"u8, waiting.Key);
        StateWriting.Flag(json, "handed"u8, waiting.Handed);
        StateWriting.Text(json, "opening"u8, waiting.Opening switch
        {
            SessionOpening.Message => null,
            SessionOpening.LongMessage => "long",
            SessionOpening.File => "file",
            SessionOpening.HostEvent => "event",
            SessionOpening.Arrival => "arrival",
            _ => throw new ArgumentOutOfRangeException(nameof(waiting), waiting.Opening, "Unknown opening."),
        });
        StateWriting.Object(json, "staged"u8, waiting.File, EffectWriting.File);
        StateWriting.Text(json, "text"u8, waiting.Text);
        StateWriting.Text(json, "intent"u8, waiting.Intent);
        StateWriting.Number(json, "rule"u8, waiting.Rule + 1);
        StateWriting.Text(json, "trigger"u8, waiting.Trigger);
        if (waiting.Delay is { } delay)
        {
            json.WriteNumber("delay"u8, delay.Ticks);
        }

        StateWriting.List(json, "choices"u8, waiting.Choices, StateWriting.Choice);
        StateWriting.Object(json, "outcome"u8, waiting.Outcome, Outcome);
        StateWriting.Object(json, "prepared"u8, waiting.Prepared, Prepared);
    }

    public static void Outcome(Utf8JsonWriter json, CallOutcome outcome)
    {
        StateWriting.Number(json, "result"u8, StateWriting.ResultCode(outcome.Result));
        StateWriting.Number(json, "status"u8, outcome.Status ?? 0);
        StateWriting.Text(json, "body"u8, outcome.Body.Length == 0 ? null : outcome.Body);
        StateWriting.Number(json, "attempts"u8, outcome.Attempts);
        StateWriting.Text(json, "reason"u8, outcome.Reason);
    }

    private static void Prepared(Utf8JsonWriter json, PreparedContent prepared)
    {
        StateWriting.Object(json, "message"u8, prepared.Message, MessageWriting.Message);
        StateWriting.Text(json, "skill"u8, prepared.SkillId);
        StateWriting.Text(json, "agent"u8, prepared.AgentId);
    }
}
