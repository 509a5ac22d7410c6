using ConversationInteractions.Runtime;

namespace ConversationInteractions.Testing.Tests.Orders;

/// <summary>The explorer of orders finds the faults that arise when things meet. Each is planted, and each is reported for what it is.</summary>
public sealed class PlantedOrderFaultTests
{
    private const string Stubs = """ "credentials": { "crm": "secret" } """;

    [Test]
    public async Task An_event_is_lost_when_it_arrives_during_a_call()
    {
        OrderFailure shortest = await ReportsAsync(OrderSamples.Call, ports => new LosesEventsDuringCalls(ports).Ports, "Your parcel is here.");
        Assert.That(shortest.Order[^1], Is.EqualTo("the consumer says \"parcel_arrived\""), "the order ends with the event that was out of its place");
    }

    [Test]
    public Task A_timer_fires_after_the_report_that_cancels_it() => ReportsAsync(
        OrderSamples.Timer, ports => ports with { Store = new FiresCancelledTimers(ports.Store) }, "the interpreter refuses it there: No timer is due.");

    [Test]
    public async Task The_outcome_of_an_upload_is_swallowed_by_a_later_question()
    {
        OrderFailure shortest = await ReportsAsync(
            OrderSamples.Upload, ports => ports with { Store = new SwallowsOutcomesAtQuestions(ports.Store) }, "the commit of UploadCompleted");
        Assert.That(shortest.Order[^1], Does.Contain("balance"));
    }

    [Test]
    public Task A_result_is_applied_twice() => ReportsAsync(
        OrderSamples.Call, ports => ports with { Store = new AppliesResultsTwice(ports.Store) }, "was committed, but not decided then");

    [TestCase(OrderSamples.Call)]
    [TestCase(OrderSamples.Timer)]
    [TestCase(OrderSamples.Upload)]
    public async Task Without_a_fault_there_is_nothing_to_report(string steps) =>
        Assert.That((await OrderSamples.ExploreAsync(steps, Stubs)).Failures, Is.Empty);

    private static async Task<OrderFailure> ReportsAsync(string steps, Func<RuntimePorts, RuntimePorts> plant, string difference)
    {
        OrderResult result = await OrderSamples.ExploreAsync(steps, Stubs, plant);
        await TestContext.Out.WriteLineAsync(result.Failures is [var shortest, ..] ? $"{result.Failures.Count} of {result.Orders}: {shortest}" : "nothing");
        Assert.That(result.Failures.SelectMany(failure => failure.Differences), Has.Some.Contains(difference));
        return result.Failures[0];
    }
}
