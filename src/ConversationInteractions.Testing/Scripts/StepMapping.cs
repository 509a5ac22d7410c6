using ConversationInteractions.Definitions;
using ConversationInteractions.Interpretation;

namespace ConversationInteractions.Testing;

/// <summary>Makes the steps of a script of a file that follows the format. The first property that is known tells the kind.</summary>
internal static class StepMapping
{
    private const long DefaultBytes = 1024;

    public static ScriptStep Step(SourceNode node) => Kind(node) with { Line = node.Line, Source = node.ToJson()?.Text };

    private static ScriptStep Kind(SourceNode node) => (ScriptStep?)Acting(node) ?? Expecting(node)
        ?? throw new InvalidOperationException($"{node.Path} has no known kind of step, though the table of the format allows it; add it here.");

    private static ActingStep? Acting(SourceNode node)
    {
        if (node.TextOf("user") is { } words)
        {
            return new UserStep(words) { Id = node.TextOf("id"), Payload = node.TextOf("payload") };
        }

        if (node.Member("file") is { } file)
        {
            return new FileStep(file.TextOf("name") ?? "", file.TextOf("content") ?? "text", file.IntegerOf("bytes") ?? DefaultBytes)
            {
                MediaType = file.TextOf("mediaType"),
                Id = node.TextOf("id"),
            };
        }

        if (node.TextOf("share") is { } share)
        {
            return new ShareStep(Stores: share == "stores");
        }

        if (node.TextOf("agent") is { } act)
        {
            return new AgentStep(Act(act), node.TextOf("text"));
        }

        if (node.TextOf("event") is { } name)
        {
            return new EventStep(name, node.TextOf("text") ?? "");
        }

        return node.DurationOf("advance") is { } duration ? new AdvanceStep(duration)
            : node.Has("restart") ? new RestartStep()
            : node.TextOf("deploy") is { } bot ? new DeployStep(bot)
            : null;
    }

    private static ExpectingStep? Expecting(SourceNode node)
    {
        if (node.Member("bot") is { } text)
        {
            return ContentMapping.Message(node, text);
        }

        if (node.TextOf("toAgent") is { } words)
        {
            return new ToAgentStep(words);
        }

        if (node.Member("state") is { } state)
        {
            return State(state);
        }

        if (node.Member("closed") is { } closed)
        {
            return new ClosedStep(closed.BooleanOf("survey"));
        }

        return node.TextOf("trace") is { } code ? new TraceStep(code)
            : node.Has("silence") ? new SilenceStep()
            : node.Has("call") ? node.Member("call") is { } call ? Call(call) : new NoneStep(NoneKind.Call)
            : node.Has("transfer") ? node.Member("transfer") is { } transfer ? Transfer(transfer) : new NoneStep(NoneKind.Transfer)
            : node.Has("upload") ? node.Member("upload") is { } upload ? Upload(upload) : new NoneStep(NoneKind.Upload)
            : null;
    }

    private static CallStep Call(SourceNode node) => new()
    {
        Integration = node.TextOf("integration"),
        Method = node.TextOf("method"),
        Url = node.TextOf("url"),
        Headers = ScriptMapping.Map(node.Member("headers"), header => header.Text),
        Query = ScriptMapping.Map(node.Member("query"), value => value.Text),
        Body = node.Member("body")?.ToJson(),
        Attempts = (int?)node.IntegerOf("attempts"),
    };

    private static TransferStep Transfer(SourceNode node) => new()
    {
        SkillId = node.TextOf("skillId"),
        AgentId = node.TextOf("agentId"),
        Message = OptionalText(node, "message"),
        Context = !node.Has("context") ? null
            : node.Member("context") is { } context ? new ExpectedContext(IsAbsent: false, OptionalText(context, "intent"), OptionalText(context, "message"))
            : new ExpectedContext(IsAbsent: true),
    };

    private static UploadStep Upload(SourceNode node) => new()
    {
        Integration = node.TextOf("integration"),
        FileName = node.TextOf("fileName"),
        MediaType = node.TextOf("mediaType"),
        Path = node.TextOf("path"),
        Bytes = node.IntegerOf("bytes"),
    };

    private static StateStep State(SourceNode node) => new()
    {
        Owner = node.TextOf("owner") switch
        {
            "bot" => ConversationOwner.Bot,
            "pending" => ConversationOwner.Pending,
            "agent" => ConversationOwner.Agent,
            "closed" => ConversationOwner.Closed,
            _ => null,
        },
        Bot = node.TextOf("bot"),
        Dialog = node.TextOf("dialog"),
        Interaction = node.TextOf("interaction"),
        Variables = ScriptMapping.Map(node.Member("variables"), value => value.Text),
    };

    private static ExpectedOptionalText? OptionalText(SourceNode node, string name) => node.Has(name) ? new ExpectedOptionalText(node.TextOf(name)) : null;

    private static AgentAct Act(string word) => word switch
    {
        "fails" => AgentAct.Fails,
        "returns" => AgentAct.Returns,
        "closes" => AgentAct.Closes,
        "says" => AgentAct.Says,
        _ => AgentAct.Connects,
    };
}
