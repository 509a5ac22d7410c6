using ConversationInteractions.Interpretation;
using ConversationInteractions.Language;
using ConversationInteractions.Model;
using FsCheck;
using FsCheck.Fluent;

namespace ConversationInteractions.Core.Tests.Interpretation;

/// <summary>Random events of every kind.</summary>
internal static class EventSamples
{
    private static readonly Gen<string> Text = Gen.Elements("", "hi", "Ü \"quoted\" \\", "line\r\nline", "\0\u001f", "😀", "{\"a\":[1]}", "c1/e1/1");

    private static readonly Gen<string?> OptionalText = Gen.OneOf(Gen.Constant<string?>(null), Text.Select(t => (string?)t));

    private static readonly Gen<DateTimeOffset> At = Gen.Choose(0, int.MaxValue).Select(t => new DateTimeOffset(638_000_000_000_000_000L + t, TimeSpan.Zero));

    private static readonly Gen<int?> Status = Gen.Elements<int?>(null, 200, 503);

    private static readonly Gen<VariableScope> Scope = Gen.Elements(VariableScope.Session, VariableScope.Dialog, VariableScope.Request, VariableScope.Context("a.b"));

    private static readonly Gen<ScriptVariable> Variable =
        from name in Text
        from value in Gen.OneOf(Gen.Constant<Value?>(null), Text.Select(t => (Value?)Value.FromText(t)), Text.ArrayOf().Select(t => (Value?)Value.FromList(t)), Gen.Constant((Value?)Value.FromJson("{\"a\":1}")))
        from scope in Scope
        select new ScriptVariable(name, value, scope);

    private static readonly Gen<ScriptOutcome> Script =
        from variables in Variable.ArrayOf()
        from messages in Text.ArrayOf()
        from choices in (from label in Text from value in OptionalText from image in OptionalText select new OutgoingChoice(label, value, image)).ArrayOf()
        from optional in OptionalText.ArrayOf(4)
        from delay in Gen.Elements<TimeSpan?>(null, TimeSpan.Zero, TimeSpan.FromSeconds(2.5))
        from stop in Gen.Elements(true, false)
        select new ScriptOutcome
        {
            Variables = variables,
            Messages = [.. messages.Select(m => new ScriptMessage(m) { Choices = choices, Delay = delay ?? TimeSpan.Zero })],
            Context = [.. messages.Select(m => new ContextChange(ContextChangeKind.Write, m) { Scope = ContextScopeKind.User, UserId = m, Name = m, Value = optional[0], TimeToLive = delay })],
            Choices = choices,
            Trigger = optional[0],
            Delay = delay,
            Stop = stop,
            TransferIntent = optional[1],
            TransferMessage = optional[2],
            Trace = optional[3] is { } detail ? [new TraceEvent(TraceCodes.ScriptPrinted, null, detail)] : [],
        };

    private static readonly Gen<CallOutcome> Outcome =
        from result in Gen.Elements(Enum.GetValues<CallResult>())
        from status in Status
        from body in Text
        from attempts in Gen.Choose(0, 4)
        from reason in OptionalText
        select new CallOutcome { Result = result, Status = status, Body = body, Attempts = attempts, Reason = reason };

    /// <summary>Every kind of event.</summary>
    public static Gen<ConversationEvent> Any { get; } =
        from id in Text
        from at in At
        from text in Text
        from optional in OptionalText
        from status in Status
        from flag in Gen.Elements(true, false)
        from outcome in Outcome
        from script in Script
        from score in Gen.Elements(0, 0.123456789, 1)
        from answer in Gen.Elements(Enum.GetValues<TransferAnswer>())
        from kind in Gen.Elements<ConversationEvent>(
            new UserMessageReceived { Id = id, At = at, Text = text, Payload = optional },
            new FileReceived { Id = id, At = at, File = new StagedFile { Reference = text, Name = text, MediaType = optional, Bytes = 5_000_000_000, DetectedType = optional } },
            new HostEventRaised { Id = id, At = at, Name = text, Text = text },
            new ConversationClosedByHost { Id = id, At = at },
            new IntegrationCompleted { Id = id, At = at, Outcome = outcome },
            new IntentsRecognized { Id = id, At = at, Intents = flag ? [] : [new RecognizedIntent(text, score, optional)] },
            new ScriptCompleted { Id = id, At = at, Outcome = script },
            new UploadCompleted { Id = id, At = at, UploadId = text, Stored = flag, Status = status, Reason = optional },
            new TimerElapsed { Id = id, At = at },
            new TransferAnswered { Id = id, At = at, TransferId = text, Answer = answer, Reason = optional },
            new TransferOffered { Id = id, At = at, TransferId = text },
            new AgentConnected { Id = id, At = at, TransferId = text },
            new TransferFailed { Id = id, At = at, TransferId = text, Reason = optional },
            new AgentReturned { Id = id, At = at, TransferId = text },
            new AgentClosed { Id = id, At = at, TransferId = text },
            new AgentSaid { Id = id, At = at, TransferId = text, Text = text })
        select kind;
}
