using ConversationInteractions.Interpretation;
using ConversationInteractions.Model;
using ConversationInteractions.Runtime;

namespace ConversationInteractions.Tests.Runtime;

/// <summary>A store that is away while a script reads the context is no error of the script: nothing is decided, and the event is handled when it is repeated.</summary>
[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
public sealed class ContextUnavailableTests
{
    private static readonly Bot Greeter = new()
    {
        Name = "Greeter",
        Dialogs =
        [
            new Dialog
            {
                Name = "Greet",
                Interactions =
                [
                    new DialogStarter { Patterns = ["hi"] },
                    new Statement { Content = "Hello {$botContext.name}.", Scripts = new InteractionScripts { PreProcess = "x" } },
                ],
            },
        ],
    };

    private readonly CollectingChannel _channel = new();
    private readonly FailingContextStore _values = new();

    [TestCase(false)]
    [TestCase(true)]
    public async Task The_event_is_refused_with_the_cause_and_handled_when_it_is_repeated(bool hidesFailures)
    {
        await _values.WriteAsync(ContextScope.Global, "customer", "name", "Kim", default);
        await using ConversationRuntime runtime = new(TestBots.Ports(_channel, Greeter) with { Context = _values, Scripts = new ReadingEngine(hidesFailures) });
        _values.IsAway = true;
        ContextUnavailableException? refused = Assert.ThrowsAsync<ContextUnavailableException>(async () => await runtime.HandleAsync("c", new UserMessage("hi") { Id = "m1" }));
        Assert.That(refused, Has.Property("Namespace").EqualTo("customer").And.Property("Code").EqualTo("context-unavailable").And.Property("InnerException").TypeOf<IOException>());

        _values.IsAway = false;
        TurnReceipt receipt = await runtime.HandleAsync("c", new UserMessage("hi") { Id = "m1" });
        await runtime.WhenIdleAsync();
        Assert.That(receipt.Status, Is.EqualTo(TurnStatus.Accepted));
        Assert.That(_channel.Texts("c"), Is.EqualTo(new[] { "Hello Kim." }));
    }

    /// <summary>Reads a value and stores it; may swallow that it could not.</summary>
    private sealed class ReadingEngine(bool hidesFailures) : IScriptEngine
    {
        public async ValueTask<ScriptOutcome> RunAsync(RunScript script, IContextReader context, CancellationToken cancellationToken)
        {
            try
            {
                IReadOnlyDictionary<string, string> values = await context.ReadAsync(ContextScope.Global, "customer", cancellationToken);
                return new ScriptOutcome { Variables = [new ScriptVariable("name", values["name"], VariableScope.Request)] };
            }
            catch (ContextUnavailableException) when (hidesFailures)
            {
                return ScriptOutcome.Nothing;
            }
        }
    }

    /// <summary>A store that may be away.</summary>
    private sealed class FailingContextStore : IContextStore
    {
        private readonly InMemoryContextStore _inner = new();

        public bool IsAway { get; set; }

        public ValueTask<IReadOnlyDictionary<string, string>> ReadAsync(ContextScope scope, string name, CancellationToken cancellationToken) =>
            IsAway ? throw new IOException("The store is away.") : _inner.ReadAsync(scope, name, cancellationToken);

        public ValueTask WriteAsync(ContextScope scope, string name, string key, string? value, CancellationToken cancellationToken) =>
            _inner.WriteAsync(scope, name, key, value, cancellationToken);

        public ValueTask RegisterAsync(string name, TimeSpan? timeToLive, CancellationToken cancellationToken) => _inner.RegisterAsync(name, timeToLive, cancellationToken);

        public ValueTask ClearAsync(ContextScope scope, string name, CancellationToken cancellationToken) => _inner.ClearAsync(scope, name, cancellationToken);

        public ValueTask DeleteAsync(string name, CancellationToken cancellationToken) => _inner.DeleteAsync(name, cancellationToken);
    }
}
