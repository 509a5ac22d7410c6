using ConversationInteractions.Interpretation;
using ConversationInteractions.Runtime;

namespace ConversationInteractions.Testing;

/// <summary>Compares what happened in a conversation with what is expected, each kind of thing consumed in its own order.</summary>
internal sealed class ExpectationChecker(TestedConversation conversation)
{
    private readonly StubbedWorld _world = conversation.World;
    private int _messages;
    private int _closed;
    private int _toAgent;
    private int _calls;
    private int _transfers;
    private int _uploads;

    /// <summary>The message consumed last.</summary>
    public OutgoingMessage? LastMessage { get; private set; }

    /// <summary>The call consumed last.</summary>
    public RecordedCall? LastCall { get; private set; }

    /// <summary>The upload consumed last.</summary>
    public FileUploadRequest? LastUpload { get; private set; }

    /// <summary>Consumes what a step expects.</summary>
    /// <returns>What is otherwise; <see langword="null"/> where all is as expected.</returns>
    public Mismatch? Check(ExpectingStep step) => step switch
    {
        BotStep bot => Message(bot),
        SilenceStep => Leftover("no message"),
        ToAgentStep toAgent => Next(_world.Agent.Messages, ref _toAgent, $"{Quoted.Text(toAgent.Text)} handed to the agent's side") is var (handed, missing)
            ? missing ?? Compare(toAgent, handed!) : null,
        CallStep call => Call(call),
        TransferStep transfer => Next(_world.Watch.Transfers, ref _transfers, "a transfer request") is var (requested, missing)
            ? missing ?? Compare(transfer, requested!) : null,
        UploadStep upload => Upload(upload),
        ClosedStep closed => Next(_world.Channel.Closed, ref _closed, "the conversation closed") is var (happened, missing)
            ? missing ?? new Comparison().Value("survey", closed.Survey, happened!.Survey).Of("the closing") : null,
        NoneStep none => None(none.Kind),
        StateStep state => State(state),
        TraceStep trace => Trace(trace),
        _ => throw new ArgumentException($"{step.GetType().Name} is no expectation that is known here; add it.", nameof(step)),
    };

    /// <summary>Messages must be consumed before the next acting step, and before the end.</summary>
    public Mismatch? Leftover(string expected)
    {
        SentMessage[] waiting = [.. _world.Channel.Messages.Skip(_messages)];
        return waiting.Length == 0 ? null : new Mismatch(expected, string.Join(", then ", waiting.Select(sent => $"the message {Quoted.Text(ContentText.Of(sent.Message))}")));
    }

    private Mismatch? Message(BotStep step)
    {
        (SentMessage? sent, Mismatch? missing) = Next(_world.Channel.Messages, ref _messages, $"a message with the text {step.Text}");
        LastMessage = sent?.Message;
        return missing ?? ContentComparison.Compare(step, sent!.Message);
    }

    private Mismatch? Call(CallStep step)
    {
        (LastCall, Mismatch? missing) = Next(_world.Http.Calls, ref _calls, "a call");
        return missing ?? CallComparison.Compare(step, LastCall!);
    }

    private Mismatch? Upload(UploadStep step)
    {
        (LastUpload, Mismatch? missing) = Next(_world.Share.Uploads, ref _uploads, "an upload");
        return missing ?? Compare(step, LastUpload!);
    }

    private Mismatch? None(NoneKind kind) => kind switch
    {
        NoneKind.Call => None("call", _world.Http.Calls.Skip(_calls).Select(call => $"a call of {call.Integration} ({call.Kind ?? $"{call.Method} {call.Url}"})")),
        NoneKind.Transfer => None("transfer request", _world.Watch.Transfers.Skip(_transfers).Select(transfer => $"a transfer request to skill {transfer.SkillId}")),
        _ => None("upload", _world.Share.Uploads.Skip(_uploads).Select(upload => $"an upload of {upload.FileName}")),
    };

    private Mismatch? State(StateStep step)
    {
        ConversationState? state = conversation.State;
        if (state is null)
        {
            return new Mismatch("a conversation", "it has not begun");
        }

        DialogFrame? frame = state.Stack.Count > 0 ? state.Stack[^1] : null;
        Comparison comparison = new Comparison()
            .Value("owner", step.Owner, state.Owner)
            .Text("bot", step.Bot, state.Bot)
            .Text("dialog", step.Dialog, frame?.Dialog)
            .Text("interaction", step.Interaction, frame?.Interaction);
        foreach ((string name, string value) in step.Variables)
        {
            comparison.Text($"the variable {name}", value, conversation.ReadVariable(name) ?? "");
        }

        return comparison.Of("a state");
    }

    private Mismatch? Trace(TraceStep step)
    {
        string[] codes = [.. _world.Watch.Trace.Select(trace => trace.Code)];
        return codes.Contains(step.Code, StringComparer.Ordinal) ? null
            : new Mismatch($"the trace event {step.Code}", codes.Length == 0 ? "no trace event" : $"the trace events {string.Join(", ", codes)}");
    }

    private static Mismatch? Compare(ToAgentStep step, AgentBoundMessage message)
    {
        string text = message.File?.Name ?? message.Text;
        return new Comparison().Text("the text", step.Text, text).Of("what was handed to the agent's side next");
    }

    private static Mismatch? Compare(TransferStep step, RecordedTransfer transfer)
    {
        Comparison comparison = new Comparison()
            .Text("skill", step.SkillId, transfer.SkillId)
            .Text("agent", step.AgentId, transfer.AgentId)
            .Text("the message", step.Message, transfer.Message);
        if (step.Context is { IsAbsent: var isAbsent })
        {
            comparison.Add(isAbsent == transfer.Context is null, "context", isAbsent ? "none" : "some", transfer.Context is null ? "none" : "some");
        }

        if (step.Context is { IsAbsent: false } context)
        {
            comparison.Text("the context's intent", context.Intent, transfer.Context?.Intent);
            comparison.Text("the context's message", context.Message, transfer.Context?.Message);
        }

        return comparison.Of("the next transfer request");
    }

    private static Mismatch? Compare(UploadStep step, FileUploadRequest upload) => new Comparison()
        .Text("integration", step.Integration, upload.Integration)
        .Text("file name", step.FileName, upload.FileName)
        .Text("media type", step.MediaType, upload.MediaType)
        .Text("path", step.Path, upload.Path)
        .Value("bytes", step.Bytes, upload.Bytes)
        .Of("the next upload");

    private static Mismatch? None(string what, IEnumerable<string> left)
    {
        string[] all = [.. left];
        return all.Length == 0 ? null : new Mismatch($"no {what}", string.Join(", then ", all));
    }

    private static (T? Item, Mismatch? Missing) Next<T>(IReadOnlyList<T> all, ref int consumed, string expected)
        where T : class =>
        consumed < all.Count ? (all[consumed++], null) : (null, new Mismatch(expected, "nothing of that kind, or all of it was consumed before"));
}
