using System.Text;
using ConversationInteractions.Definitions.Writing;
using ConversationInteractions.Model;

namespace ConversationInteractions.Definitions;

/// <summary>Writes bots as definition files: indented, in the order in which they read best, without what holds anyway.</summary>
/// <remarks>
/// Reading what was written gives an equal bot, if the bot is valid (<see cref="BotValidator"/>). Two values cannot be told apart in a file: a body or settings that are
/// JSON <c>null</c> are written like none. Thread-safe.
/// </remarks>
public static class BotWriter
{
    /// <summary>Writes a bot.</summary>
    /// <param name="bot">The bot; it need not be valid.</param>
    /// <returns>The JSON text, lines ending in <c>\n</c>.</returns>
    /// <exception cref="ArgumentOutOfRangeException">An enum of the bot has an undefined value.</exception>
    public static string Write(Bot bot) => Encoding.UTF8.GetString(WriteUtf8(bot));

    /// <summary>Writes one interaction as compact JSON, such as a content hash is made of.</summary>
    internal static byte[] WriteUtf8(Interaction interaction)
    {
        using DefinitionWriter writer = new(isIndented: false);
        InteractionWriting.Write(writer, interaction);
        return writer.ToUtf8();
    }

    internal static byte[] WriteUtf8(Bot bot)
    {
        ArgumentNullException.ThrowIfNull(bot);
        using DefinitionWriter writer = new(isIndented: true);
        BotWriting.Write(writer, bot);
        return writer.ToUtf8();
    }
}
