using ConversationInteractions.Testing;

namespace ConversationInteractions.Preview;

/// <summary>What people do on the page.</summary>
internal static class PreviewActs
{
    private static readonly TimeSpan Longest = TimeSpan.FromDays(366);

    /// <summary>Reads a request.</summary>
    /// <returns>The step, or why there is none.</returns>
    public static (ActingStep? Step, string? Problem) Read(ActRequest request) => request switch
    {
        { Kind: "say", Text: { } text } => (new UserStep(text) { Payload = request.Payload }, null),
        { Kind: "advance", Seconds: > 0 and var seconds } when seconds <= Longest.TotalSeconds => (new AdvanceStep(TimeSpan.FromSeconds(Math.Round(seconds))), null),
        { Kind: "advance" } => (null, "Time can pass by a second up to a year at once."),
        { Kind: "agent" } when Agent(request.Name) is { } act => (new AgentStep(act, act is AgentAct.Says ? request.Text : null), null),
        { Kind: "share", Name: "stores" or "fails" } => (new ShareStep(Stores: request.Name == "stores"), null),
        { Kind: "event", Name.Length: > 0, Text: { } text } => (new EventStep(request.Name, text), null),
        { Kind: "restart" } => (new RestartStep(), null),
        _ => (null, "This is nothing that can be done here."),
    };

    /// <summary>Who did it, and what.</summary>
    public static (string Who, string What) Describe(ActingStep step) => step switch
    {
        UserStep user => ("consumer", user.Text),
        FileStep file => ("consumer", $"File {file.Name}"),
        AgentStep { Act: AgentAct.Says } agent => ("agent", agent.Text ?? ""),
        AgentStep agent => ("agent", agent.Act switch { AgentAct.Connects => "connects", AgentAct.Fails => "fails", AgentAct.Returns => "returns the conversation", _ => "closes the conversation" }),
        ShareStep share => ("share", share.Stores ? "stores the file" : "fails"),
        EventStep raised => ("host", $"{raised.Name}: {raised.Text}"),
        AdvanceStep advance => ("time", $"{PreviewClock.Text(advance.Duration)} later"),
        _ => ("process", "restarts"),
    };

    private static AgentAct? Agent(string? name) => name switch
    {
        "connects" => AgentAct.Connects,
        "says" => AgentAct.Says,
        "fails" => AgentAct.Fails,
        "returns" => AgentAct.Returns,
        "closes" => AgentAct.Closes,
        _ => null,
    };
}
