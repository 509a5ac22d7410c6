using ConversationInteractions.Model;

namespace ConversationInteractions.Testing;

/// <summary>One run of a script, to its end or its first failure.</summary>
internal sealed class ScriptRun(TestedConversation conversation, ConversationScript script, IReadOnlyDictionary<string, Bot> bots, string path)
{
    private readonly ExpectationChecker _checker = new(conversation);

    public async Task<ScriptFailure?> RunAsync(CancellationToken cancellationToken)
    {
        int number = 0;
        foreach (ScriptStep step in script.Steps)
        {
            number++;
            if (await RunAsync(step, cancellationToken).ConfigureAwait(false) is { } mismatch)
            {
                return Fail(step, number, mismatch);
            }
        }

        return _checker.Leftover("no further message before the script ends") is { } left ? Fail(script.Steps[^1], number, left) : null;
    }

    private async Task<Mismatch?> RunAsync(ScriptStep step, CancellationToken cancellationToken)
    {
        switch (step)
        {
            case ExpectingStep expecting:
                return _checker.Check(expecting);
            case ActingStep acting:
                return _checker.Leftover("every message consumed before this step") ?? await ActAsync(acting, cancellationToken).ConfigureAwait(false);
            default:
                throw new InvalidOperationException($"{step.GetType().Name} neither acts nor expects; add it here.");
        }
    }

    private async Task<Mismatch?> ActAsync(ActingStep step, CancellationToken cancellationToken)
    {
        try
        {
            Task<string?> act = step is DeployStep deploy
                ? conversation.DeployAsync(bots[deploy.Bot], cancellationToken)
                : conversation.ActAsync(step, cancellationToken);
            return await act.ConfigureAwait(false) is { } problem ? Mismatch.CannotAct(problem) : null;
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return new Mismatch("the conversation comes to rest", $"it was still busy after {conversation.StepTimeout:c} of real time");
        }
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            // Whatever the library throws is a failure of this script and must not keep the others from running.
            return new Mismatch("no exception", exception.ToString());
        }
    }

    private ScriptFailure Fail(ScriptStep step, int number, Mismatch mismatch) => new()
    {
        File = path,
        Line = step.Line,
        StepNumber = number,
        Step = step.Source ?? step.ToString(),
        Expected = mismatch.Expected,
        Happened = mismatch.Happened,
        Transcript = conversation.World.Transcript.ToString(),
    };
}
