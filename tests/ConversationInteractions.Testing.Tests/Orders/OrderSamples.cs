using ConversationInteractions.Model;
using ConversationInteractions.Runtime;
using ConversationInteractions.Testing.Tests.Running;

namespace ConversationInteractions.Testing.Tests.Orders;

/// <summary>Scripts whose orders the tests explore.</summary>
internal static class OrderSamples
{
    public const string Call = """
        { "user": "balance" }, { "bot": "Which account?" }, { "user": "Savings" }, { "bot": { "matches": "^Your balance is" } }, { "user": "parcel_arrived" }, { "bot": "Your parcel is here." }
        """;

    /// <summary>The timer is due at the moment of what follows.</summary>
    public const string Timer = """
        { "user": "agent" }, { "advance": "00:00:30" }, { "agent": "connects" }, { "advance": "00:01:00" }, { "user": "hello" }
        """;

    public const string Upload = """
        { "user": "upload" }, { "bot": { "matches": ".*" } }, { "file": { "name": "id.pdf", "content": "pdf", "bytes": 2048 } }, { "bot": { "matches": ".*" } }, { "bot": { "matches": ".*" } },
        { "user": "balance" }, { "bot": "Which account?" }, { "user": "Savings" }, { "bot": { "matches": "^Your balance is" } }
        """;

    /// <summary>Explores a script of the bank, perhaps with a fault planted.</summary>
    public static async Task<OrderResult> ExploreAsync(string steps, string stubs = "", Func<RuntimePorts, RuntimePorts>? plant = null, int? max = OrderOptions.DefaultMaxOrders)
    {
        ScriptReadResult read = ConversationScriptReader.Read($$"""{ "bot": "bank", "stubs": { {{stubs}} }, "steps": [ {{steps}} ] }""");
        Assert.That(read.Diagnostics, Is.Empty);
        OrderOptions options = new() { Plant = plant, MaxOrders = max, Runner = new ScriptRunnerOptions { StepTimeout = TimeSpan.FromSeconds(plant is null ? 30 : 3) } };
        OrderResult result = await OrderExplorer.ExploreAsync(read.Script!, new Dictionary<string, Bot> { ["bank"] = SampleBots.Bank }, options: options);
        Assert.That(result.Script.Failure?.ToString(), Is.Null);
        return result;
    }
}
