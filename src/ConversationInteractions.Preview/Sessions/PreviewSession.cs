using ConversationInteractions.Interpretation;
using ConversationInteractions.Model;
using ConversationInteractions.Runtime;
using ConversationInteractions.Testing;

namespace ConversationInteractions.Preview;

/// <summary>One conversation that an author tries, on virtual time, with the outside world stubbed.</summary>
/// <remarks>Thread-safe: one thing is done at a time.</remarks>
internal sealed class PreviewSession : IAsyncDisposable
{
    private readonly SemaphoreSlim _one = new(1, 1);
    private readonly PreviewSetup _setup;
    private readonly Dictionary<string, BotGraph> _graphs;
    private readonly PreviewCoverage _coverage;
    private readonly PreviewStubs _stubs = new();
    private readonly PreviewWatch _watch;
    private readonly TestedConversation _conversation;
    private readonly List<TurnView> _turns = [];
    private IReadOnlyList<VariableView> _variables = [];
    private bool _hasEnded;

    public PreviewSession(string id, PreviewSetup setup)
    {
        (Id, _setup) = (id, setup);
        Bot[] bots = [.. setup.Bots.Select(each => each.Bot)];
        _graphs = bots.ToDictionary(bot => bot.Name, BotGraph.Of, StringComparer.Ordinal);
        _coverage = new PreviewCoverage(_graphs);
        _watch = new PreviewWatch(new PreviewReasons(bots), _coverage);
        _conversation = new TestedConversation(setup.ToConversation(Decorate));
        _stubs.Attach(_conversation.World);
        _watch.Attach(_conversation.World);
    }

    public string Id { get; }

    public IReadOnlyList<PreviewBot> Bots => _setup.Bots;

    /// <summary>Does what a person wants done and lets the conversation come to rest.</summary>
    /// <returns>Why it could not be done; <see langword="null"/> where it was.</returns>
    public Task<string?> ActAsync(ActingStep step, CancellationToken cancellationToken) => step is AgentStep { Act: AgentAct.Says, Text: null or "" }
        ? Task.FromResult<string?>("An agent who says something needs words.")
        : DoAsync(step, _ => _conversation.ActAsync(step, CancellationToken.None), cancellationToken);

    /// <summary>Hands in a file that a person dropped.</summary>
    /// <param name="file">The file.</param>
    /// <param name="bytes">Its length.</param>
    /// <param name="cancellationToken">Stops waiting for the acts before.</param>
    /// <returns>Why it could not be done; <see langword="null"/> where it was.</returns>
    public Task<string?> SendFileAsync(UserFile file, long bytes, CancellationToken cancellationToken) => DoAsync(
        new FileStep(file.Name, "text", bytes) { MediaType = file.MediaType },
        async step =>
        {
            string? problem = await _conversation.SendFileAsync(file, CancellationToken.None).ConfigureAwait(false);
            FileStep sample = (FileStep)step with { Content = FileSamples.Find(_watch.DetectedType, bytes, out string? remark) };
            _watch.Script.Replace(ScriptSteps.Of(sample));
            if (problem is null && remark is not null)
            {
                _watch.Script.Remark(remark);
            }

            return problem;
        },
        cancellationToken);

    /// <summary>Changes how the world outside answers.</summary>
    /// <returns>Why that cannot be; <see langword="null"/> where it is done.</returns>
    public string? Change(OutsideRequest request) => _stubs.Change(request);

    /// <summary>The picture of a bot with what the session reached.</summary>
    /// <returns>The picture; <see langword="null"/> where no bot is called so.</returns>
    public string? Draw(string bot) => _graphs.TryGetValue(bot, out BotGraph? graph)
        ? new SvgGraph(graph, GraphLayout.Of(graph), _coverage.Marks(bot), isStandalone: false).Write()
        : null;

    /// <summary>Writes the session as a script and runs it.</summary>
    /// <param name="description">What it shows.</param>
    /// <param name="cancellationToken">Stops it.</param>
    public async Task<PreviewScript> SaveAsync(string description, CancellationToken cancellationToken)
    {
        await _one.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            return await PreviewScript.MakeAsync(description, _setup, _stubs.ToScript(_setup.Credentials, _setup.Attributes), _watch.Script, cancellationToken).ConfigureAwait(false);
        }
        finally
        {
            _one.Release();
        }
    }

    /// <summary>The session as the page shows it.</summary>
    /// <param name="from">How many turns the page shows already.</param>
    /// <param name="problem">Why the latest act could not be done.</param>
    /// <param name="cancellationToken">Stops waiting for an act that is being done.</param>
    public async Task<SessionView> ViewAsync(int from, string? problem, CancellationToken cancellationToken)
    {
        await _one.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            StubbedWorld world = _conversation.World;
            ConversationState? state = _conversation.State;
            return new SessionView
            {
                Id = Id,
                Bots = [.. Bots.Select(each => each.Bot.Name)],
                Bot = state?.Bot ?? Bots[0].Bot.Name,
                Channel = _setup.Channel,
                Clock = _watch.Clock,
                Owner = (state?.Owner ?? ConversationOwner.Bot).ToString().ToLowerInvariant(),
                Places = [.. (state?.Stack ?? []).Select(frame => new PlaceView(frame.Dialog, frame.Interaction))],
                Timers = [.. PreviewTimers.Of(state, Bots, world.Time.GetUtcNow())],
                PendingUploads = [.. world.Share.Uploads.Where(upload => world.Share.IsPending(upload.UploadId)).Select(upload => upload.FileName)],
                Variables = _variables,
                Outside = _stubs.ToView([.. Bots.Select(each => each.Bot)]),
                Turns = [.. _turns.Skip(Math.Max(0, from))],
                Problem = problem,
            };
        }
        finally
        {
            _one.Release();
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _one.WaitAsync().ConfigureAwait(false);
        _hasEnded = true;
        await _conversation.DisposeAsync().ConfigureAwait(false);

        // Acts that waited are told; the semaphore holds nothing that needs to be disposed of.
        _one.Release();
    }

    private RuntimePorts Decorate(RuntimePorts ports)
    {
        ports.Options.DetailedTrace = true;
        return ports with { Intents = _stubs, Observers = [.. ports.Observers, _watch] };
    }

    private async Task<string?> DoAsync(ActingStep step, Func<ActingStep, Task<string?>> act, CancellationToken cancellationToken)
    {
        await _one.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            if (_hasEnded)
            {
                return "This session has ended. Start again.";
            }

            if (_turns.Count >= _setup.Options.MaxActs)
            {
                return $"A session has at most {_setup.Options.MaxActs} acts. Save it if you like, and start again.";
            }

            string clock = _watch.Clock;
            _watch.Script.Begin(ScriptSteps.Of(step));
            string? problem = await TryAsync(step, act).ConfigureAwait(false);
            if (problem is null)
            {
                _watch.Script.End();
            }
            else
            {
                _watch.Script.Undo();
            }

            AddTurn(step, clock, isDone: problem is null);
            return problem;
        }
        finally
        {
            _one.Release();
        }
    }

    private async Task<string?> TryAsync(ActingStep step, Func<ActingStep, Task<string?>> act)
    {
        try
        {
            return await act(step).ConfigureAwait(false);
        }
        catch (OperationCanceledException)
        {
            return $"The conversation was still busy after {_conversation.StepTimeout.TotalSeconds:0} seconds of real time. Start again.";
        }
        catch (Exception exception) when (exception is not OutOfMemoryException)
        {
            // Whatever the library throws is told to the author, who can see what led to it.
            return $"{exception.GetType().Name}: {exception.Message}";
        }
    }

    private void AddTurn(ActingStep step, string clock, bool isDone)
    {
        IReadOnlyList<HappeningView> happenings = _watch.Take();
        IReadOnlyList<VariableView> variables = PreviewVariables.Of(_conversation.State, Bots);
        IReadOnlyList<ChangeView> changes = PreviewVariables.Compare(_variables, variables);
        _variables = variables;
        if (isDone || happenings.Count > 0)
        {
            (string who, string what) = PreviewActs.Describe(step);
            _turns.Add(new TurnView { Number = _turns.Count + 1, Clock = clock, Who = who, What = what, Happenings = happenings, Changes = changes });
        }
    }
}
