using ConversationInteractions.Definitions;
using ConversationInteractions.Interpretation;
using ConversationInteractions.Model;

namespace ConversationInteractions.Testing;

/// <summary>Tests one conversation in code, with any test framework: what people do, and what must come of it. Virtual time, and the outside world stubbed, as for conversation scripts.</summary>
/// <remarks>
/// <para>Acts are awaited and return when the conversation has come to rest. Every message must be consumed before the next act; calls, transfers and uploads need not be.
/// Each kind of thing is consumed in its own order. What is otherwise throws <see cref="ConversationAssertionException"/>, whose message shows the transcript.</para>
/// <para>Not thread-safe: one test, one conversation.</para>
/// </remarks>
/// <example><code>
/// await using ConversationTester conversation = ConversationTester.Start(bot, options => options.Integration("balance", StubAnswer.Json("""{ "amount": 42.5 }""")));
/// await conversation.User("balance");
/// conversation.Bot("Which account?").WithChoices("Savings", "Current");
/// await conversation.Tap("Savings");
/// conversation.Call("balance");
/// conversation.Bot("Your balance is 42.5.");
/// conversation.Silence();
/// </code></example>
public sealed partial class ConversationTester : IAsyncDisposable
{
    private readonly TestedConversation _conversation;
    private readonly ExpectationChecker _checker;

    private ConversationTester(TestedConversation conversation) => (_conversation, _checker) = (conversation, new ExpectationChecker(conversation));

    /// <summary>The state as it was committed last; <see langword="null"/> before the first act.</summary>
    public ConversationState? CurrentState => _conversation.State;

    /// <summary>The clock. <see cref="Advance"/> also lets timers of the conversation fire.</summary>
    public ManualTimeProvider Time => _conversation.World.Time;

    /// <summary>What has happened so far, line by line with virtual times.</summary>
    public string Transcript => _conversation.World.Transcript.ToString();

    /// <summary>Starts a conversation that nobody has said anything in yet.</summary>
    /// <param name="bot">The bot that has the conversation first.</param>
    /// <param name="configure">Says how the outside world answers.</param>
    /// <exception cref="ArgumentException">A bot cannot run; the message tells everything that is wrong.</exception>
    public static ConversationTester Start(Bot bot, Action<ConversationTesterOptions>? configure = null)
    {
        ArgumentNullException.ThrowIfNull(bot);
        ConversationTesterOptions options = new();
        configure?.Invoke(options);
        ConversationSetup setup = options.ToSetup(bot);
        foreach (Bot each in setup.Bots)
        {
            ThrowIfInvalid(each);
        }

        return new ConversationTester(new TestedConversation(setup));
    }

    /// <summary>Consumes whatever a script could expect.</summary>
    /// <param name="step">What is expected.</param>
    /// <exception cref="ConversationAssertionException">It is otherwise.</exception>
    public void Expect(ExpectingStep step)
    {
        ArgumentNullException.ThrowIfNull(step);
        Require(_checker.Check(step));
    }

    /// <summary>Does whatever a script could do, except deploying (<see cref="Deploy"/>).</summary>
    /// <param name="step">What is done.</param>
    /// <param name="cancellationToken">Stops waiting.</param>
    /// <exception cref="ConversationAssertionException">It cannot be done, or a message was not consumed before.</exception>
    public Task Act(ActingStep step, CancellationToken cancellationToken = default) => ActAsync(() => _conversation.ActAsync(step, cancellationToken), cancellationToken);

    /// <summary>Stops the conversation's process. What was not consumed is not looked at: end a test with <see cref="Silence"/>.</summary>
    public ValueTask DisposeAsync() => _conversation.DisposeAsync();

    internal void Require(Mismatch? mismatch)
    {
        if (mismatch is not null)
        {
            throw new ConversationAssertionException($"Expected {mismatch.Expected}, but {mismatch.Happened}.{Environment.NewLine}{Transcript}");
        }
    }

    private async Task ActAsync(Func<Task<string?>> act, CancellationToken cancellationToken)
    {
        Require(_checker.Leftover("every message consumed before the next act"));
        try
        {
            if (await act().ConfigureAwait(false) is { } problem)
            {
                Require(Mismatch.CannotAct(problem));
            }
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            Require(new Mismatch("the conversation to come to rest", $"it was still busy after {_conversation.StepTimeout:c} of real time"));
        }
    }

    private static void ThrowIfInvalid(Bot bot)
    {
        Diagnostic[] errors = [.. BotValidator.Validate(bot).Where(diagnostic => diagnostic.Severity is DiagnosticSeverity.Error)];
        if (errors.Length > 0)
        {
            throw new ArgumentException($"The bot {Quoted.Text(bot.Name)} cannot run:{Environment.NewLine}{string.Join(Environment.NewLine, errors.Select(error => error.ToString()))}", nameof(bot));
        }
    }
}
