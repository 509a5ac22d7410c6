using ConversationInteractions.Model;
using ConversationInteractions.Runtime;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace ConversationInteractions.RabbitMQ.Tests;

public sealed class RabbitMqBuilderTests
{
    [Test]
    public async Task A_worker_has_all_it_needs()
    {
        ServiceCollection services = new();
        services.AddConversationInteractions()
            .AddBot(new Bot { Name = "Echo", Dialogs = [new Dialog { Name = "d", Interactions = [new DialogStarter { Name = "s", Patterns = ["hi"] }] }] })
            .UseRabbitMq(o => o.Prefix = "bank");

        await using ServiceProvider provider = services.BuildServiceProvider();

        Assert.Multiple(() =>
        {
            Assert.That(provider.GetRequiredService<ConversationWorker>(), Is.Not.Null);
            Assert.That(provider.GetRequiredService<IMessageChannel>(), Is.SameAs(provider.GetRequiredService<RabbitMqMessageChannel>()));
            Assert.That(provider.GetRequiredService<EventPublisher>(), Is.Not.Null);
            Assert.That(provider.GetRequiredService<IOptions<RabbitMqOptions>>().Value.Prefix, Is.EqualTo("bank"));
        });
    }

    [Test]
    public void Everything_that_is_wrong_with_the_options_is_told_at_once()
    {
        ServiceCollection services = new();
        services.AddConversationEventPublisher(o =>
        {
            o.Addresses = [new Uri("http://broker/")];
            o.Prefix = "amq.x";
            o.Partitions = 0;
            o.Prefetch = 70_000;
            o.TryBackoff = TimeSpan.Zero;
        });
        using ServiceProvider provider = services.BuildServiceProvider();

        Assert.That(
            provider.GetRequiredService<EventPublisher>,
            Throws.TypeOf<OptionsValidationException>().With.Message.Contains("Addresses must name")
                .And.Message.Contains("Prefix must have").And.Message.Contains("Partitions is 0; it must be 1 to 1024")
                .And.Message.Contains("Prefetch is 70000").And.Message.Contains("TryBackoff is 00:00:00"));
    }
}
