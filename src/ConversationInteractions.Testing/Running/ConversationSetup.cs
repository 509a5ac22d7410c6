using ConversationInteractions.Model;
using ConversationInteractions.Runtime;

namespace ConversationInteractions.Testing;

/// <summary>What a tested conversation is made of.</summary>
internal sealed record ConversationSetup
{
    /// <summary>The bots; the first one has the conversation first.</summary>
    public required IReadOnlyList<Bot> Bots { get; init; }

    public string? Channel { get; init; }

    public ValueMap<string> Skills { get; init; } = [];

    public ScriptStubs Stubs { get; init; } = new();

    public IScriptEngine? ScriptEngine { get; init; }

    /// <summary>The hosts that the host application allows although a value decides them (B6).</summary>
    public IReadOnlyList<string> AllowedHosts { get; init; } = [];

    /// <summary>How long, in real time, a step may take to come to rest.</summary>
    public TimeSpan StepTimeout { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>Changes the ports of every process before it starts.</summary>
    public Func<RuntimePorts, RuntimePorts>? Decorate { get; init; }

    /// <summary>What the conversation of a script is made of.</summary>
    public static ConversationSetup Of(ConversationScript script, IReadOnlyDictionary<string, Bot> bots, ScriptRunnerOptions options) => new()
    {
        Bots = [.. script.Bots.Select(bot => bots[bot])],
        Channel = script.Channel,
        Skills = script.Skills,
        Stubs = script.Stubs,
        ScriptEngine = options.ScriptEngine,
        AllowedHosts = options.AllowedHosts,
        StepTimeout = options.StepTimeout,
    };
}
