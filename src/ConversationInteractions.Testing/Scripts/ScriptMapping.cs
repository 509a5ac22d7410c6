using ConversationInteractions.Definitions;
using ConversationInteractions.Interpretation;
using ConversationInteractions.Model;

namespace ConversationInteractions.Testing;

/// <summary>Makes a script of a file that follows the format.</summary>
internal static class ScriptMapping
{
    public static ConversationScript Script(SourceNode node) => new()
    {
        Description = node.TextOf("description"),
        Bots = node.TextOf("bot") is { } bot ? [bot] : Texts(node, "bots"),
        Channel = node.TextOf("channel"),
        Skills = Map(node.Member("skills"), skill => skill.Text),
        Stubs = node.Member("stubs") is { } stubs ? Stubs(stubs) : new ScriptStubs(),
        Steps = List(node, "steps", StepMapping.Step),
    };

    public static ValueList<T> List<T>(SourceNode owner, string name, Func<SourceNode, T> map) => List(owner.ListOf(name), map);

    /// <summary>The elements of a list, or <see langword="null"/> where it is not given.</summary>
    public static ValueList<T>? Optional<T>(SourceNode owner, string name, Func<SourceNode, T> map) =>
        owner.Member(name) is { } list ? List(list.Children, map) : null;

    public static ValueMap<T> Map<T>(SourceNode? map, Func<SourceNode, T> value) =>
        ValueMap.Create<T>([.. (map?.Children ?? []).Select(member => KeyValuePair.Create(member.Name!, value(member)))]);

    private static ValueList<T> List<T>(IReadOnlyList<SourceNode> nodes, Func<SourceNode, T> map) => ValueList.Create<T>([.. nodes.Select(map)]);

    private static ValueList<string> Texts(SourceNode owner, string name) => List(owner, name, node => node.Text);

    private static ScriptStubs Stubs(SourceNode node) => new()
    {
        Integrations = Map(node.Member("integrations"), answers => List(answers.Children, Answer)),
        Escalation = List(node, "escalation", answer => answer.Text switch
        {
            "reject" => TransferStub.Reject,
            "silent" => TransferStub.Silent,
            _ => TransferStub.Accept,
        }),
        Files = List(node, "files", answer => answer.Text switch
        {
            "fail" => ShareStub.Fail,
            "pending" => ShareStub.Pending,
            _ => ShareStub.Store,
        }),
        Intents = Map(node.Member("intents"), intents => List(intents.Children, Intent)),
        Credentials = Map(node.Member("credentials"), secret => secret.Text),
        Attributes = node.Member("attributes")?.ToJson(),
    };

    private static StubAnswer Answer(SourceNode node)
    {
        if (node.TextOf("error") is { } error)
        {
            return StubAnswer.Fails(error);
        }

        if (node.BooleanOf("timeout") is true)
        {
            return StubAnswer.TimesOut();
        }

        int status = (int)(node.IntegerOf("status") ?? 200);
        return node.Member("body") switch
        {
            null => StubAnswer.WithStatus(status),
            { Kind: SourceKind.Text } text => StubAnswer.Text(text.Text, status),
            { } json => StubAnswer.Json(json.ToJson()!.Text, status),
        };
    }

    private static RecognizedIntent Intent(SourceNode node) => new(node.TextOf("name") ?? "", node.NumberOf("score") ?? 0, node.TextOf("displayName"));
}
