using System.Globalization;
using ConversationInteractions.Model;

namespace ConversationInteractions.Testing;

/// <summary>Reads the graph of a bot.</summary>
internal static class GraphReading
{
    public static BotGraph Read(Bot bot)
    {
        Dictionary<string, GraphTarget> places = new(StringComparer.Ordinal);
        Dictionary<string, GraphTarget> dialogs = new(StringComparer.Ordinal);
        for (int d = 0; d < bot.Dialogs.Count; d++)
        {
            Dialog dialog = bot.Dialogs[d];
            dialogs.TryAdd(dialog.Name, new GraphTarget(d, null));
            for (int r = 0; r < dialog.Interactions.Count; r++)
            {
                // As the program finds them: the first of a name wins, and every interaction has its position as a second name.
                places.TryAdd(Place(dialog, r), new GraphTarget(d, r));
                places.TryAdd(Position(dialog, r), new GraphTarget(d, r));
            }
        }

        return new BotGraph
        {
            Bot = bot.Name,
            Dialogs = [.. bot.Dialogs.Select(dialog => new GraphDialog
            {
                Name = dialog.Name,
                Kind = dialog.Kind,
                Enabled = dialog.Enabled,
                Rows = [.. dialog.Interactions.Select((interaction, r) => Row(bot, dialog, interaction, r, Find))],
            })],
        };

        GraphTarget? Find(NextAction next) => next.Kind switch
        {
            NextActionKind.GoTo => places.GetValueOrDefault(next.Target!),
            NextActionKind.ToDialog => dialogs.GetValueOrDefault(next.Target!),
            _ => null,
        };
    }

    private static GraphRow Row(Bot bot, Dialog dialog, Interaction interaction, int position, Func<NextAction, GraphTarget?> find)
    {
        ValueList<Rule> rules = Rules(interaction);
        List<GraphExit> exits = [.. rules.Select(rule => new GraphExit { Label = GraphTexts.Condition(rule.When), Rule = rule.Name, Next = rule.Next, Target = find(rule.Next) })];

        // The own next action of a question with rules is never taken (A15).
        bool hasOwnNext = !(interaction is Question && rules.Count > 0);
        if (hasOwnNext && interaction.Next != NextAction.Next)
        {
            exits.Add(new GraphExit { Label = rules.Count > 0 ? "otherwise" : "", Next = interaction.Next, Target = find(interaction.Next) });
        }

        return new GraphRow
        {
            Place = Place(dialog, position),
            Name = interaction.Name,
            Kind = Kind(bot, interaction),
            Text = GraphTexts.Interaction(bot, interaction),
            Enabled = interaction.Enabled,
            FallsThrough = position + 1 < dialog.Interactions.Count
                && (!interaction.Enabled || (hasOwnNext && interaction.Next == NextAction.Next) || rules.Any(rule => rule.Next == NextAction.Next)),
            Exits = [.. exits],
        };
    }

    /// <summary>The rules of an interaction, as listed.</summary>
    public static ValueList<Rule> Rules(Interaction interaction) => interaction switch
    {
        Question question => question.Rules,
        IntegrationCall call => call.Rules,
        Escalation escalation => escalation.Rules,
        FileUpload upload => upload.Rules,
        _ => [],
    };

    private static GraphRowKind Kind(Bot bot, Interaction interaction) => interaction switch
    {
        DialogStarter => GraphRowKind.Starter,
        Statement => GraphRowKind.Statement,
        Question => GraphRowKind.Question,
        Escalation => GraphRowKind.Transfer,
        FileUpload => GraphRowKind.Upload,
        IntegrationCall call => bot.Integrations.FirstOrDefault(integration => integration.Name == call.Integration) is AgentEscalationIntegration
            ? GraphRowKind.Transfer
            : GraphRowKind.Call,
        _ => throw new NotSupportedException($"Interactions of type {interaction.GetType().Name} have no picture yet; add one here."),
    };

    /// <summary>What states and traces call an interaction: its name, or its dialog and position.</summary>
    public static string Place(Dialog dialog, int position) => dialog.Interactions[position].Name ?? Position(dialog, position);

    private static string Position(Dialog dialog, int position) => string.Create(CultureInfo.InvariantCulture, $"{dialog.Name}#{position + 1}");
}
