using ConversationInteractions.Interpretation;
using ConversationInteractions.Runtime;
using ConversationInteractions.Testing;

namespace ConversationInteractions.Preview;

/// <summary>What a session has reached of each bot.</summary>
/// <remarks>Thread-safe.</remarks>
/// <param name="graphs">The graphs of the bots, by their names.</param>
internal sealed class PreviewCoverage(IReadOnlyDictionary<string, BotGraph> graphs)
{
    private readonly Lock _lock = new();
    private readonly Dictionary<string, Reached> _reached = new(StringComparer.Ordinal);
    private ConversationState? _state;

    public void Observe(CommittedStep step)
    {
        lock (_lock)
        {
            _state = step.State;
            if (!_reached.TryGetValue(step.State.Bot, out Reached? reached))
            {
                _reached.Add(step.State.Bot, reached = new Reached());
            }

            foreach (TraceEvent trace in step.Trace)
            {
                if (trace.Code is TraceCodes.Interaction && trace.Place is { } place)
                {
                    reached.Add(place);
                }
                else if (trace.Code is TraceCodes.StarterMatched && trace.Place is { } dialog)
                {
                    // What comes now was started, not jumped to.
                    reached.Begin(graphs[step.State.Bot].Dialogs.FirstOrDefault(each => each.Name == dialog)?.Rows is [var starter, ..] ? starter.Place : null);
                }
            }
        }
    }

    /// <summary>The marks for the picture of a bot.</summary>
    public GraphMarks Marks(string bot)
    {
        lock (_lock)
        {
            string? current = _state is { Stack: [.., var top], Owner: not ConversationOwner.Closed } && _state.Bot == bot ? top.Interaction : null;
            return _reached.TryGetValue(bot, out Reached? reached)
                ? new GraphMarks { Current = current, Visited = [.. reached.Places], Steps = [.. reached.Steps] }
                : new GraphMarks { Current = current };
        }
    }

    private sealed class Reached
    {
        private string? _last;

        private HashSet<string> Visited { get; } = new(StringComparer.Ordinal);

        public IEnumerable<string> Places => Visited;

        public HashSet<GraphStep> Steps { get; } = [];

        public void Add(string place)
        {
            if (_last is not null)
            {
                Steps.Add(new GraphStep(_last, place));
            }

            Visited.Add(place);
            _last = place;
        }

        public void Begin(string? starter)
        {
            if (starter is not null)
            {
                Visited.Add(starter);
            }

            _last = null;
        }
    }
}
