using ConversationInteractions.Interpretation;
using ConversationInteractions.Language;
using ConversationInteractions.Model;
using ConversationInteractions.Runtime;

namespace ConversationInteractions.ConversationBuilder.Scripting;

/// <summary>One run of a script: what it may read, and what it wants so far.</summary>
internal sealed class ScriptRun(RunScript script, ConversationBuilderScriptOptions limits, ContextValues context)
{
    private readonly List<ScriptVariable> _variables = [];
    private readonly Dictionary<string, Value?> _written = new(StringComparer.Ordinal);
    private readonly List<ScriptMessage> _messages = [];
    private readonly List<OutgoingChoice> _choices = [];
    private readonly List<ContextChange> _changes = [];
    private readonly List<TraceEvent> _trace = [];
    private int _length;
    private int _made;

    public RunScript Script { get; } = script;

    public ScriptInput Input => Script.Input;

    public ConversationBuilderScriptOptions Limits { get; } = limits;

    public SeededRandom Random { get; } = new(script.Key);

    public string? Trigger { get; set; }

    public TimeSpan? Delay { get; set; }

    public bool Stops { get; set; }

    public string? TransferIntent { get; set; }

    public string? TransferMessage { get; set; }

    /// <summary>Whether the script has stored or removed a variable, and what it holds now.</summary>
    public bool TryWritten(string name, out Value? value) => _written.TryGetValue(name, out value);

    /// <summary>Stores or removes a variable.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="value">What the script reads from now on.</param>
    /// <param name="stored">What is stored.</param>
    /// <param name="scope">How long it is kept.</param>
    public void Store(string name, Value? value, Value? stored, VariableScope scope)
    {
        Count(_variables.Count);
        Charge(name.Length + (stored?.First.Length ?? 0));
        _written[name] = value;
        _variables.Add(new ScriptVariable(name, stored, scope));
    }

    public void Say(string text, ValueList<OutgoingChoice>? choices = null)
    {
        if (text.Length == 0 || string.Equals(text.Trim(), ReservedText.Blank, StringComparison.Ordinal))
        {
            return;
        }

        if (_messages.Count == Limits.MaxMessages)
        {
            throw new ScriptLimitReached(ScriptTexts.TooManyMessages(Limits.MaxMessages));
        }

        Charge(text.Length);
        _messages.Add(new ScriptMessage(text) { Choices = choices ?? [], Delay = Delay ?? TimeSpan.Zero });
    }

    public OutgoingChoice Choice(string label, string? value)
    {
        Charge(label.Length + (value?.Length ?? 0));
        return new OutgoingChoice(label, value);
    }

    public void Offer(OutgoingChoice choice)
    {
        Count(_choices.Count);
        _choices.Add(choice);
    }

    public void Change(ContextChange change)
    {
        Count(_changes.Count);
        Charge(change.Namespace.Length + change.Name.Length + (change.Value?.Length ?? 0));
        _changes.Add(change);
    }

    /// <summary>The values of a namespace, with what the script has changed.</summary>
    public IReadOnlyDictionary<string, string> Read(ContextScopeKind kind, string name)
    {
        ContextScope scope = ScopeOf(kind);
        Dictionary<string, string>? values = null;
        int last = _changes.FindLastIndex(c => c.Namespace == name && (c.Kind == ContextChangeKind.Delete || (c.Kind == ContextChangeKind.Clear && c.Scope == kind)));
        if (last < 0)
        {
            ContextKey key = new(scope, name);
            if (!context.TryGet(key, out IReadOnlyDictionary<string, string>? read))
            {
                throw new ContextNeeded(key);
            }

            values = new Dictionary<string, string>(read, StringComparer.Ordinal);
        }

        values ??= new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (ContextChange change in _changes.Skip(last + 1).Where(c => c.Kind == ContextChangeKind.Write && c.Scope == kind && c.Namespace == name))
        {
            if (change.Value is null)
            {
                values.Remove(change.Name);
            }
            else
            {
                values[change.Name] = change.Value;
            }
        }

        return values;
    }

    public void Note(string code, string detail)
    {
        Count(_trace.Count);
        Charge(detail.Length);
        _trace.Add(new TraceEvent(code, Script.Place, detail));
    }

    /// <summary>The script ended too early; no limit holds for saying so, for what is said is short.</summary>
    public void Fail(string message) => _trace.Add(new TraceEvent(TraceCodes.ScriptError, Script.Place, $"{ScriptTexts.Place(Script)}: {ScriptTexts.Shortened(message)}"));

    /// <summary>The script ended too early.</summary>
    /// <param name="place">The source.</param>
    /// <param name="line">The line, from 1.</param>
    /// <param name="column">The column, from 1.</param>
    /// <param name="message">Why.</param>
    public void Fail(string place, int line, int column, string message) =>
        _trace.Add(new TraceEvent(TraceCodes.ScriptError, Script.Place, string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{place}:{line}:{column}: {ScriptTexts.Shortened(message)}")));

    /// <summary>Counts the text that a built-in function is about to make.</summary>
    public void Make(long characters)
    {
        if (characters > Limits.MaxTextLength - _made)
        {
            throw new ScriptLimitReached(ScriptTexts.TextTooLong(Limits.MaxTextLength));
        }

        _made += (int)characters;
    }

    public ScriptOutcome ToOutcome() => new()
    {
        Variables = [.. _variables],
        Context = [.. _changes],
        Messages = [.. _messages],
        Choices = [.. _choices],
        Trigger = Trigger,
        Delay = Delay,
        Stop = Stops,
        TransferIntent = TransferIntent,
        TransferMessage = TransferMessage,
        Trace = [.. _trace],
    };

    private ContextScope ScopeOf(ContextScopeKind kind) => kind switch
    {
        ContextScopeKind.Conversation => ContextScope.Conversation(Input.ConversationId),
        ContextScopeKind.User => ContextScope.User(Input.UserId!),
        ContextScopeKind.Global => ContextScope.Global,
        _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, "Unknown scope."),
    };

    private void Charge(int characters)
    {
        if (characters > Limits.MaxResultLength - _length)
        {
            throw new ScriptLimitReached(ScriptTexts.ResultTooLong(Limits.MaxResultLength));
        }

        _length += characters;
    }

    private void Count(int already)
    {
        if (already >= Limits.MaxChanges)
        {
            throw new ScriptLimitReached(ScriptTexts.TooManyChanges(Limits.MaxChanges));
        }
    }
}
