using ConversationInteractions.ConversationBuilder.Scripting;
using ConversationInteractions.Runtime;
using Microsoft.Extensions.DependencyInjection;

namespace ConversationInteractions.ConversationBuilder.Tests.Scripting;

public sealed class ScriptRegistrationTests
{
    [Test]
    public async Task The_engine_is_registered_with_its_limits()
    {
        ServiceCollection services = new();
        services.AddConversationInteractions().UseConversationBuilderScripts(new ConversationBuilderScriptOptions { MaxStatements = 5 });
        await using ServiceProvider provider = services.BuildServiceProvider();
        Assert.That(provider.GetRequiredService<IScriptEngine>(), Is.TypeOf<ConversationBuilderScriptEngine>());
    }

    [Test]
    public void A_limit_that_makes_no_sense_is_refused_at_once() =>
        Assert.That(() => new ServiceCollection().AddConversationInteractions().UseConversationBuilderScripts(new ConversationBuilderScriptOptions { MaxStatements = 0 }), Throws.ArgumentException);
}
