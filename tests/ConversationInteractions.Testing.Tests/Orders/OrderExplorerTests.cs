using ConversationInteractions.Testing.Tests.Crashes;

namespace ConversationInteractions.Testing.Tests.Orders;

/// <summary>Which orders the explorer explores.</summary>
public sealed class OrderExplorerTests
{
    [Test]
    public async Task A_message_may_come_before_the_call_is_answered_and_is_handled_after_it()
    {
        OrderResult result = await OrderSamples.ExploreAsync(OrderSamples.Call, """ "credentials": { "crm": "secret" } """);
        Assert.That(result.Failures, Is.Empty);
        Assert.That((result.Orders, result.LeftOut), Is.EqualTo((2, 0)));
    }

    [Test]
    public async Task The_answer_to_a_request_may_come_after_what_the_consumer_says_and_an_agent_does()
    {
        OrderResult result = await OrderSamples.ExploreAsync("""{ "user": "agent" }, { "user": "hello" }, { "agent": "connects" }, { "agent": "says", "text": "Hi." }, { "bot": "Hi." }""");
        Assert.That(result.Failures, Is.Empty);
        Assert.That((result.Orders, result.LeftOut), Is.EqualTo((12, 0)), "four places for the answer, and the consumer before, between and after the two reports");
    }

    [Test]
    public async Task Many_things_at_once()
    {
        OrderResult result = await OrderSamples.ExploreAsync(CrashSamples.Everything, """ "credentials": { "crm": "secret" } """);
        Assert.That(result.Failures, Is.Empty);
        Assert.That(result.Orders, Is.EqualTo(OrderOptions.DefaultMaxOrders));
        Assert.That(result.LeftOut, Is.GreaterThan(0));
    }

    [Test]
    public async Task A_timer_may_meet_what_comes_late()
    {
        OrderResult result = await OrderSamples.ExploreAsync("""
            { "user": "agent" }, { "advance": "00:01:00" }, { "agent": "connects" }, { "user": "hello" }, { "event": "parcel", "text": "parcel_arrived" }, { "agent": "returns" },
            { "bot": "Welcome back." }, { "bot": "Your parcel is here." }
            """);
        Assert.That(result.Failures, Is.Empty);
        Assert.That(result.Orders, Is.EqualTo(OrderOptions.DefaultMaxOrders));
    }

    [Test]
    public async Task Uploads_that_wait_may_end_at_any_point()
    {
        OrderResult result = await OrderSamples.ExploreAsync("""
            { "user": "upload" }, { "bot": { "matches": ".*" } }, { "file": { "name": "a.pdf", "content": "pdf", "bytes": 2048 } }, { "bot": { "matches": ".*" } },
            { "user": "upload" }, { "bot": { "matches": ".*" } }, { "file": { "name": "b.pdf", "content": "pdf", "bytes": 2048 } }, { "bot": { "matches": ".*" } },
            { "share": "stores" }, { "bot": { "matches": ".*" } }, { "share": "fails" }, { "bot": { "matches": ".*" } },
            { "user": "agent" }, { "user": "hello" }
            """, """ "files": [ "pending" ] """);
        Assert.That(result.Failures, Is.Empty);
        Assert.That((result.Orders, result.LeftOut), Is.EqualTo((36, 0)));
    }

    [Test]
    public async Task What_is_left_out_is_counted()
    {
        OrderResult result = await OrderSamples.ExploreAsync(CrashSamples.Everything, """ "credentials": { "crm": "secret" } """, max: 5);
        Assert.That(result.Orders, Is.EqualTo(5));
        Assert.That(result.LeftOut, Is.GreaterThan(0));
    }

    [Test]
    public void The_throwing_form_throws_for_what_cannot_be_read() => Assert.That(
        () => OrderExplorer.VerifyAsync("no-such-file.convo.json"),
        Throws.TypeOf<OrderException>().With.Message.Contains("The file cannot be read"));
}
