using ConversationInteractions.Interpretation;
using ConversationInteractions.Model;
using ConversationInteractions.Runtime;

namespace ConversationInteractions.Testing;

/// <summary>What a tested conversation is like and how the outside world answers it. In each list of answers the last one repeats.</summary>
/// <remarks>Used while <see cref="ConversationTester.Start"/> runs; changes afterwards have no effect. Not thread-safe.</remarks>
public sealed class ConversationTesterOptions
{
    private readonly List<Bot> _bots = [];
    private readonly List<string> _hosts = [];
    private readonly List<KeyValuePair<string, string>> _skills = [];
    private readonly List<KeyValuePair<string, ValueList<StubAnswer>>> _integrations = [];
    private readonly List<KeyValuePair<string, ValueList<RecognizedIntent>>> _intents = [];
    private readonly List<KeyValuePair<string, string>> _credentials = [];
    private ValueList<TransferStub> _escalation = [];
    private ValueList<ShareStub> _files = [];

    internal ConversationTesterOptions()
    {
    }

    /// <summary>The channel, such as <c>web</c> or <c>sms</c>; none by default.</summary>
    public string? Channel { get; set; }

    /// <summary>Facts that the host knows about the conversation; none by default.</summary>
    public JsonText? Attributes { get; set; }

    /// <summary>Runs the scripts of bots; without it they are skipped with a trace event.</summary>
    public IScriptEngine? ScriptEngine { get; set; }

    /// <summary>How long, in real time, a step may take to come to rest before the test fails. 30 seconds by default.</summary>
    public TimeSpan StepTimeout { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>Hosts another bot beside the first one.</summary>
    /// <param name="bot">The bot.</param>
    /// <param name="skills">Skill ids that stand for it.</param>
    /// <returns>These options.</returns>
    public ConversationTesterOptions AddBot(Bot bot, params string[] skills)
    {
        ArgumentNullException.ThrowIfNull(bot);
        _bots.Add(bot);
        _skills.AddRange(skills.Select(skill => KeyValuePair.Create(skill, bot.Name)));
        return this;
    }

    /// <summary>Says what an integration answers, one answer per attempt; one of which nothing is said answers 200 with an empty object.</summary>
    /// <param name="name">The name of the integration.</param>
    /// <param name="answers">The answers.</param>
    /// <returns>These options.</returns>
    public ConversationTesterOptions Integration(string name, params StubAnswer[] answers)
    {
        _integrations.Add(KeyValuePair.Create(name, ValueList.Create<StubAnswer>(answers)));
        return this;
    }

    /// <summary>Says what the transport answers, one answer per request; without a word it accepts.</summary>
    /// <param name="answers">The answers.</param>
    /// <returns>These options.</returns>
    public ConversationTesterOptions Escalation(params TransferStub[] answers)
    {
        _escalation = answers;
        return this;
    }

    /// <summary>Says what the share does, one answer per upload; without a word it stores.</summary>
    /// <param name="answers">The answers.</param>
    /// <returns>These options.</returns>
    public ConversationTesterOptions Files(params ShareStub[] answers)
    {
        _files = answers;
        return this;
    }

    /// <summary>Says which intents an utterance has; one of which nothing is said has none.</summary>
    /// <param name="utterance">The utterance, exactly as it is said.</param>
    /// <param name="intents">The intents.</param>
    /// <returns>These options.</returns>
    public ConversationTesterOptions Intents(string utterance, params RecognizedIntent[] intents)
    {
        _intents.Add(KeyValuePair.Create(utterance, ValueList.Create<RecognizedIntent>(intents)));
        return this;
    }

    /// <summary>Gives a credential, which goes out as <c>Authorization: Bearer</c>.</summary>
    /// <param name="name">The name that integrations use.</param>
    /// <param name="secret">The secret.</param>
    /// <returns>These options.</returns>
    public ConversationTesterOptions Credential(string name, string secret)
    {
        _credentials.Add(KeyValuePair.Create(name, secret));
        return this;
    }

    /// <summary>Allows a host that a value of the conversation decides (B6).</summary>
    /// <param name="host">The host.</param>
    /// <returns>These options.</returns>
    public ConversationTesterOptions AllowHost(string host)
    {
        _hosts.Add(host);
        return this;
    }

    internal ConversationSetup ToSetup(Bot first) => new()
    {
        Bots = [first, .. _bots],
        Channel = Channel,
        Skills = ValueMap.Create<string>([.. _skills]),
        ScriptEngine = ScriptEngine,
        AllowedHosts = _hosts,
        StepTimeout = StepTimeout,
        Stubs = new ScriptStubs
        {
            Integrations = ValueMap.Create<ValueList<StubAnswer>>([.. _integrations]),
            Escalation = _escalation,
            Files = _files,
            Intents = ValueMap.Create<ValueList<RecognizedIntent>>([.. _intents]),
            Credentials = ValueMap.Create<string>([.. _credentials]),
            Attributes = Attributes,
        },
    };
}
