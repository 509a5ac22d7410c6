using System.Text.Json;

namespace ConversationInteractions.Interpretation;

/// <summary>Reads what a turn waits for; the counterpart of <see cref="ContinuationWriting"/>.</summary>
internal static class ContinuationReading
{
    public static TurnContinuation Continuation(JsonElement json) => new()
    {
        Point = StateReading.Required(json, "point") switch
        {
            "called" => ResumePoint.Called,
            "recognized" => ResumePoint.Recognized,
            "pre" => ResumePoint.PreProcessed,
            "post" => ResumePoint.PostProcessed,
            "response" => ResumePoint.ResponseProcessed,
            "transformed" => ResumePoint.Transformed,
            "session" => ResumePoint.SessionStarted,
            "file" => ResumePoint.FilePreProcessed,
            "uploaded" => ResumePoint.UploadTransformed,
            { } other => throw new FormatException($"'{other}' is no point to go on from."),
        },
        Key = StateReading.Required(json, "key"),
        Handed = StateReading.Flag(json, "handed"),
        Opening = StateReading.Text(json, "opening") switch
        {
            null => SessionOpening.Message,
            "long" => SessionOpening.LongMessage,
            "file" => SessionOpening.File,
            "event" => SessionOpening.HostEvent,
            "arrival" => SessionOpening.Arrival,
            { } other => throw new FormatException($"'{other}' begins no session."),
        },
        File = StateReading.Object(json, "staged", EffectReading.File),
        Text = StateReading.Text(json, "text"),
        Intent = StateReading.Text(json, "intent"),
        Rule = (int)StateReading.Number(json, "rule") - 1,
        Trigger = StateReading.Text(json, "trigger"),
        Delay = json.TryGetProperty("delay", out JsonElement delay) ? new TimeSpan(delay.GetInt64()) : null,
        Choices = StateReading.List(json, "choices", StateReading.Choice),
        Outcome = StateReading.Object(json, "outcome", Outcome),
        Prepared = StateReading.Object(json, "prepared", Prepared),
    };

    public static CallOutcome Outcome(JsonElement json) => new()
    {
        Result = StateReading.Result(json),
        Status = StateReading.Status(json),
        Body = StateReading.Text(json, "body") ?? "",
        Attempts = (int)StateReading.Number(json, "attempts"),
        Reason = StateReading.Text(json, "reason"),
    };

    private static PreparedContent Prepared(JsonElement json) => new()
    {
        Message = StateReading.Object(json, "message", MessageReading.Message),
        SkillId = StateReading.Text(json, "skill"),
        AgentId = StateReading.Text(json, "agent"),
    };
}
