using ConversationInteractions.Model;
using ConversationInteractions.Runtime;
using ConversationInteractions.Testing;

namespace ConversationInteractions.Preview;

/// <summary>What a session is made of.</summary>
internal sealed record PreviewSetup
{
    /// <summary>The bots; the first one has the conversation first.</summary>
    public required IReadOnlyList<PreviewBot> Bots { get; init; }

    /// <summary>Skill ids that stand for bots.</summary>
    public required IReadOnlyDictionary<string, string> Skills { get; init; }

    public required string Channel { get; init; }

    /// <summary>Facts that the host knows about the conversation.</summary>
    public JsonText? Attributes { get; init; }

    public required PreviewOptions Options { get; init; }

    /// <summary>Runs the scripts of bots.</summary>
    public IScriptEngine? ScriptEngine { get; init; }

    public ValueMap<string> Credentials => PreviewStubs.Credentials(Bots.Select(each => each.Bot));

    public ConversationSetup ToConversation(Func<RuntimePorts, RuntimePorts> decorate) => new()
    {
        Bots = [.. Bots.Select(each => each.Bot)],
        Channel = Channel,
        Skills = ValueMap.Create<string>([.. Skills]),
        Stubs = new ScriptStubs { Credentials = Credentials, Attributes = Attributes },
        ScriptEngine = ScriptEngine,
        AllowedHosts = [.. Options.AllowedHosts],
        StepTimeout = Options.ActTimeout,
        Decorate = decorate,
    };
}
