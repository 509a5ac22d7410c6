using ConversationInteractions.Definitions;
using FsCheck;
using FsCheck.Fluent;

namespace ConversationInteractions.Core.Tests.Definitions;

public sealed class BotPropertyTests
{
    [Test]
    public void A_random_bot_is_equal_after_writing_and_reading() =>
        Prop.ForAll(BotSamples.Bot.ToArbitrary(), bot =>
        {
            BotReadResult result = BotReader.Read(BotWriter.Write(bot));
            return Equals(result.Bot, bot).Label(Definition.Describe(result.Diagnostics));
        }).QuickCheckThrowOnFailure();
}
