using System.Globalization;
using ConversationInteractions.Interpretation;
using ConversationInteractions.Runtime;

namespace ConversationInteractions.Testing;

/// <summary>What came of a run: all that must be the same whatever happens to the processes.</summary>
internal sealed record ExploredOutcome
{
    public required IReadOnlyList<(string Title, IReadOnlyList<string> Lines)> Lists { get; init; }

    /// <summary>What must never be, in any run.</summary>
    public required IReadOnlyList<string> Wrongs { get; init; }

    /// <summary>What was done more than once, which only a death excuses.</summary>
    public required IReadOnlyList<string> Repeated { get; init; }

    /// <summary>What the clock showed after each acting step, and at the end.</summary>
    public required IReadOnlyList<DateTimeOffset> StepEnds { get; init; }

    public required string Transcript { get; init; }

    /// <summary>Looks at what a run left behind.</summary>
    public static async Task<ExploredOutcome> OfAsync(ExploredWorld world, IReadOnlyList<DateTimeOffset> stepEnds, CancellationToken cancellationToken)
    {
        StubbedWorld outside = world.World;
        StoredConversation? stored = await world.Store.LoadAsync(TestedConversation.Id, null, cancellationToken).ConfigureAwait(false);
        ConversationState? state = stored is null ? null : ConversationStateJson.Read(TestedConversation.Id, stored.State.Span);
        IReadOnlyList<OutboxEntry> outbox = await world.Store.ReadOutboxAsync(TestedConversation.Id, cancellationToken).ConfigureAwait(false);
        List<string> wrongs = [.. world.Evidence.Wrongs];
        wrongs.AddRange(outbox
            .Where(entry => entry.Effect is not StartUpload upload || !outside.Share.IsPending(upload.Key))
            .Select(entry => $"{Evidence.Name(entry.Effect)} is stuck in the outbox"));
        if (state?.Continuation is { Key: var key })
        {
            wrongs.Add($"the conversation is stuck: it waits for what comes of {key}");
        }

        IReadOnlyList<string> shared = await world.Shared.ReadAsync(cancellationToken).ConfigureAwait(false);
        return new ExploredOutcome
        {
            Lists = [.. Lines(world, state, shared).Select(list => (list.Title, (IReadOnlyList<string>)[.. list.Lines.Select(world.Plan.Ids.In)]))],
            Wrongs = [.. wrongs.Select(world.Plan.Ids.In)],
            Repeated = [.. world.Evidence.Repeated().Select(name => world.Plan.Ids.In(string.Create(CultureInfo.InvariantCulture, $"{name} was performed {world.Evidence.CountOf(name)} times")))],
            StepEnds = stepEnds,
            Transcript = outside.Transcript.ToString(),
        };
    }

    /// <summary>What is otherwise than in another run.</summary>
    /// <param name="expected">The other run.</param>
    /// <param name="there">What to call the other run.</param>
    /// <param name="here">What to call this run.</param>
    public IReadOnlyList<string> DifferencesFrom(ExploredOutcome expected, string there = "without it", string here = "with it")
    {
        List<string> differences = [.. Wrongs];
        foreach (((string title, IReadOnlyList<string> wanted), (_, IReadOnlyList<string> got)) in expected.Lists.Zip(Lists))
        {
            for (int i = 0; i < Math.Max(wanted.Count, got.Count); i++)
            {
                string before = i < wanted.Count ? wanted[i] : "nothing further";
                string now = i < got.Count ? got[i] : "nothing further";
                if (before != now)
                {
                    differences.Add(string.Create(CultureInfo.InvariantCulture, $"{title} differs at {i + 1}: {there} \"{before}\", {here} \"{now}\""));
                    break;
                }
            }
        }

        return differences;
    }

    private static IReadOnlyList<(string Title, IReadOnlyList<string> Lines)> Lines(ExploredWorld world, ConversationState? state, IReadOnlyList<string> shared)
    {
        StubbedWorld outside = world.World;
        return
        [
            ("the consumer's transcript", world.Evidence.Consumer),
            ("what the agent's side got", [.. outside.Agent.Messages.Select(message => $"{message.Key} {message.File?.Name ?? message.Text}")]),
            ("calls", [.. outside.Http.Calls.Select(call => $"{call.Key} {call.Integration} {call.Kind ?? call.Method} {call.Url?.AbsoluteUri} {call.Body}".TrimEnd())]),
            ("transfer requests", [.. outside.Transport.Requests.Select(request => $"{request.TransferId} to skill {request.SkillId} {request.AgentId}: {request.Message}")]),
            ("uploads", [.. outside.Share.Uploads.Select(upload => string.Create(CultureInfo.InvariantCulture, $"{upload.UploadId} {upload.Integration} {upload.Path}, {upload.Bytes} bytes"))]),
            ("timers that fired", world.Evidence.Timers),
            ("the values that bots share", shared),
            ("the state", state is null ? [] : [.. Describe(state)]),
        ];
    }

    private static IEnumerable<string> Describe(ConversationState state) =>
    [
        $"owner {state.Owner}, bot {state.Bot}",
        string.Create(CultureInfo.InvariantCulture, $"session {state.Session}, last message {state.LastSequence}, interactions {state.InteractionsRun}, failed transfers {state.EscalationFailures}"),
        $"stack {string.Join(" > ", state.Stack.Select(frame => $"{frame.Dialog}/{frame.Interaction}"))}",
        $"transfer {state.Transfer?.Id ?? "none"}, uploads {string.Join(", ", state.Uploads.Select(upload => upload.Id))}, deferred events {state.Deferred.Count}",
        .. state.Variables.OrderBy(variable => variable.Key, StringComparer.Ordinal).Select(variable => $"{variable.Key} = {variable.Value}"),
    ];
}
