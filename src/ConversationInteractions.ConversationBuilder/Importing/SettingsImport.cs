using System.Globalization;
using ConversationInteractions.Definitions;
using ConversationInteractions.Model;

namespace ConversationInteractions.ConversationBuilder.Importing;

/// <summary>Makes the settings of the bot of those of an export, and writes down what Conversation Builder does by default and the library does only when asked.</summary>
internal sealed class SettingsImport(ExportImport import)
{
    private readonly SourceNode? _bot = import.Fields.Object(import.Root, "bot");

    private ExportFields Fields => import.Fields;

    public string Name => Fields.FullText(_bot, "name") ?? "Imported bot";

    public string? Language => Fields.FullText(_bot, "language");

    /// <summary>The group whose members hand conversations over to each other.</summary>
    public string? Group => Fields.FullText(_bot, "transferGroupId");

    public BotSettings Settings()
    {
        SourceNode? attributes = Fields.Object(_bot, "botAttributes");
        BotSettings settings = new()
        {
            ErrorResponse = import.Texts.OfFull(Fields.Text(attributes, "DEFAULT_ERROR_MESSAGE")),
            SessionTimeout = SessionTimeout(),
            Limits = new BotLimits { InteractionsPerTurn = 10 },
            CloseTexts = true,
            ChoiceSendsValue = true,
        };
        Tell(attributes);
        return settings;
    }

    private TimeSpan SessionTimeout()
    {
        SourceNode? node = Fields.TextNode(_bot, "sessionLength");
        TimeSpan otherwise = new BotSettings().SessionTimeout;
        if (node is null || !double.TryParse(node.Text, NumberStyles.Float, CultureInfo.InvariantCulture, out double length) || !(length > 0))
        {
            return otherwise;
        }

        // No export with a length of its own is known, and the pages name no unit: nobody means sessions of a month, or of less than a minute.
        const double aMinuteInMilliseconds = 60_000;
        double minutes = length >= aMinuteInMilliseconds ? length / aMinuteInMilliseconds : length;
        TimeSpan timeout = TimeSpan.FromMinutes(Math.Clamp(minutes, 1, TimeSpan.FromDays(30).TotalMinutes));
        import.Log.Change(node, "session length", $"{node.Text} is taken as {(length >= aMinuteInMilliseconds ? "milliseconds" : "minutes")}: sessions end after {timeout:c} of silence.");
        return timeout;
    }

    private void Tell(SourceNode? attributes)
    {
        if (Fields.FullText(_bot, "name") is null)
        {
            import.Log.Change(_bot ?? import.Root, "bot", $"The bot has no name and is called \"{Name}\".");
        }

        if (_bot is null)
        {
            return;
        }

        import.Log.Carry(_bot, $"bot \"{Name}\"", "bot; at most 10 interactions run without the consumer, and texts such as LP_CLOSECONVERSATION close, as in Conversation Builder");
        if (Fields.Flag(attributes, "ENABLE_DEBUG") == true)
        {
            import.Log.Drop(attributes!.Member("ENABLE_DEBUG")!, "debug commands", "The commands that a consumer can type to reset a session or to see its ids are not built.");
        }

        if (Fields.FullText(attributes, "PCS_FALLBACK_LIMIT") is not null)
        {
            import.Log.Drop(attributes!.Member("PCS_FALLBACK_LIMIT")!, "fallback limit", "It ends surveys after that many answers that were not understood; surveys are ordinary dialogs here.");
        }

        if (Fields.FullText(_bot, "getStartedButtonPayload") is { } greeting)
        {
            import.Log.Ignore(_bot.Member("getStartedButtonPayload")!, "get started button", $"A channel that has such a button sends \"{greeting}\" as the first message.");
        }

        if (Fields.FullText(_bot, "chatBotType") is { } type && type != "CUSTOMER_FACING_BOT")
        {
            import.Log.Change(_bot.Member("chatBotType")!, "bot type", $"A bot of the type {type} is run like any other; who starts it is the host's business.");
        }

        if (Fields.FullText(_bot, "entityDataSourceId") is not null)
        {
            import.Log.Drop(_bot.Member("entityDataSourceId")!, "entities", "Entities are not recognised here.");
        }

        if (Group is { } group)
        {
            import.Log.Carry(_bot.Member("transferGroupId")!, "bot group", $"Bots of the group \"{group}\" that run in one host hand over to each other.");
        }

        Fields.Flag(_bot, "skipNLP");
    }
}
