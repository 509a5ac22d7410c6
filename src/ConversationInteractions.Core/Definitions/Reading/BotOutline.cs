using System.Globalization;
using ConversationInteractions.Language;
using ConversationInteractions.Model;

namespace ConversationInteractions.Definitions.Reading;

/// <summary>A bot beside the file it was read from: each part of the model with its place. What the rules of validation look at.</summary>
internal sealed class BotOutline
{
    private readonly Dictionary<string, DialogOutline> _dialogs = new(StringComparer.Ordinal);
    private readonly Dictionary<string, InteractionOutline> _interactions = new(StringComparer.Ordinal);
    private readonly Dictionary<string, IntegrationOutline> _integrations = new(StringComparer.Ordinal);
    private readonly HashSet<string> _responseVariables = new(StringComparer.Ordinal);

    private BotOutline(SourceNode root, bool isComplete, DialogOutline[] dialogs, IntegrationOutline[] integrations)
    {
        (Root, IsComplete, Dialogs, Integrations) = (root, isComplete, dialogs, integrations);
        foreach (DialogOutline dialog in dialogs)
        {
            _dialogs.TryAdd(dialog.Name, dialog);
            foreach (InteractionOutline interaction in dialog.Interactions)
            {
                if (interaction.Name is { } name)
                {
                    _interactions.TryAdd(name, interaction);
                }
            }
        }

        foreach (IntegrationOutline integration in integrations)
        {
            _integrations.TryAdd(integration.Name, integration);
            _responseVariables.Add(integration.ResponseVariable);
        }

        Bot = new Bot
        {
            Name = root.TextOf("name") ?? "",
            Version = root.TextOf("version"),
            Language = root.TextOf("language"),
            Group = root.TextOf("group"),
            GroupTransferMessage = root.TextOf("groupTransferMessage"),
            Settings = root.Member("settings") is { } settings ? SettingsMapping.Settings(settings) : new BotSettings(),
            Environment = Values.Map(root, "environment"),
            Variables = Values.Map(root, "variables"),
            GlobalScript = root.TextOf("globalScript"),
            Integrations = Values.Readable(integrations, integration => integration.Value),
            Dialogs = Values.Readable(dialogs, dialog => dialog.Value),
        };
        FirstScript = root.Member("globalScript")
            ?? integrations.Select(integration => integration.Node.Member("transform")).FirstOrDefault(script => script is not null)
            ?? Interactions.Select(interaction => interaction.Node.Member("scripts")).FirstOrDefault(scripts => scripts is { Children.Count: > 0 });
    }

    /// <summary>The bot; parts that could not be read are missing in it.</summary>
    public Bot Bot { get; }

    /// <summary>The whole file.</summary>
    public SourceNode Root { get; }

    /// <summary>Whether the whole file could be read; if not, nothing can be said about what is <em>not</em> in it.</summary>
    public bool IsComplete { get; }

    public DialogOutline[] Dialogs { get; }

    public IntegrationOutline[] Integrations { get; }

    /// <summary>Every interaction in the order of the file.</summary>
    public IEnumerable<InteractionOutline> Interactions => Dialogs.SelectMany(dialog => dialog.Interactions);

    public IReadOnlyCollection<string> DialogNames => _dialogs.Keys;

    public IReadOnlyCollection<string> InteractionNames => _interactions.Keys;

    public IReadOnlyCollection<string> IntegrationNames => _integrations.Keys;

    public Suggestions Suggestions { get; } = new();

    /// <summary>Where the first script stands, which may do anything: set variables, jump to names.</summary>
    public SourceNode? FirstScript { get; }

    public static BotOutline From(SourceNode root, bool isComplete) => new(
        root,
        isComplete,
        [.. root.ListOf("dialogs").Select(DialogOutline.From)],
        [.. root.ListOf("integrations").Select(node => new IntegrationOutline(node))]);

    /// <summary>Whether a name is that of an integration or of a response variable, so that <c>{name.field}</c> is a reference (C33).</summary>
    public bool IsIntegration(string name) => _integrations.ContainsKey(name) || _responseVariables.Contains(name);

    /// <summary>Whether an interaction calls a file integration.</summary>
    public bool IsFileCall(InteractionOutline interaction) =>
        interaction.Value is IntegrationCall call && FindIntegration(call.Integration)?.Value is FileIntegration;

    public Template Parse(string template) => Template.Parse(template, IsIntegration);

    public DialogOutline? FindDialog(string name) => _dialogs.GetValueOrDefault(name);

    public IntegrationOutline? FindIntegration(string name) => _integrations.GetValueOrDefault(name);

    /// <summary>The interaction of a name, or of <c>Dialog#position</c> where that one has no name.</summary>
    public InteractionOutline? FindInteraction(string name) => _interactions.GetValueOrDefault(name) ?? FindUnnamed(name);

    /// <summary>The interaction without a name that is addressed as <c>Dialog#position</c>.</summary>
    public InteractionOutline? FindUnnamed(string address)
    {
        int hash = address.LastIndexOf('#');
        return hash > 0 && FindDialog(address[..hash]) is { } dialog
            && int.TryParse(address.AsSpan(hash + 1), NumberStyles.None, CultureInfo.InvariantCulture, out int position)
            && position >= 1 && position <= dialog.Interactions.Length && dialog.Interactions[position - 1] is { Name: null } unnamed ? unnamed : null;
    }
}
