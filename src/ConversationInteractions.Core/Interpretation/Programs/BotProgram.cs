using System.Security.Cryptography;
using ConversationInteractions.Definitions;
using ConversationInteractions.Language;
using ConversationInteractions.Model;

namespace ConversationInteractions.Interpretation;

/// <summary>A bot ready to run: names resolved, patterns indexed, templates parsed.</summary>
/// <remarks>Immutable and thread-safe; one program serves all conversations of the bot.</remarks>
public sealed class BotProgram
{
    private readonly Dictionary<string, CompiledInteraction> _interactions = new(StringComparer.Ordinal);
    private readonly Dictionary<string, CompiledDialog> _dialogs = new(StringComparer.Ordinal);
    private readonly Dictionary<string, CompiledDialog> _dialogsByIntent = new(StringComparer.Ordinal);
    private readonly TriggerIndex _starters;

    private BotProgram(Bot bot)
    {
        Bot = bot;
        Hash = Convert.ToHexStringLower(SHA256.HashData(BotWriter.WriteUtf8(bot)).AsSpan(0, 8));
        Compilation compilation = new(bot);
        Dialogs = new CompiledDialog[bot.Dialogs.Count];
        for (int i = 0; i < Dialogs.Length; i++)
        {
            CompiledDialog dialog = new(compilation, bot.Dialogs[i], i);
            Dialogs[i] = dialog;
            _dialogs.TryAdd(dialog.Name, dialog);
            foreach (CompiledInteraction interaction in dialog.Interactions)
            {
                _interactions.TryAdd(interaction.Address, interaction);
                _interactions.TryAdd(interaction.PlaceInDialog, interaction);
            }

            foreach (string intent in dialog.IsStartable ? dialog.Starter!.Intents : [])
            {
                _dialogsByIntent.TryAdd(intent, dialog);
            }
        }

        _starters = TriggerIndex.Build(Dialogs.Where(d => d.IsStartable).SelectMany(d => d.Starter!.Patterns.Select(p => new Trigger(p, d.Index))));
        Fallback = OfKind(DialogKind.Fallback);
        Disambiguation = OfKind(DialogKind.Disambiguation);
        AutoEscalation = OfKind(DialogKind.AutoEscalation);
        UsesIntents = _dialogsByIntent.Count > 0;
        Intents = [.. _dialogsByIntent.Keys.Concat(bot.Dialogs.SelectMany(d => d.Interactions).OfType<Question>().SelectMany(q => q.Rules).Select(r => r.When.Test).OfType<IntentTest>().Select(t => t.Intent))
            .Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)];
        FallbackMessage = compilation.Template(bot.Settings.FallbackMessage);
        ErrorResponse = bot.Settings.ErrorResponse is null ? null : compilation.Template(bot.Settings.ErrorResponse);
        ApiFailureMessage = compilation.Template(bot.Settings.ApiFailureMessage);
        EscalationFailedMessage = compilation.Template(bot.Settings.Escalation.FailedMessage);
        FallbackSkill = bot.Settings.Escalation.FallbackSkillId is null ? null : compilation.Template(bot.Settings.Escalation.FallbackSkillId);
        GroupTransferMessage = bot.GroupTransferMessage is null ? null : compilation.Template(bot.GroupTransferMessage);
        Sensitive = bot.Settings.Sensitive.ToHashSet(StringComparer.Ordinal);
        Variables = ValueMap.Create<Value>([.. bot.Variables.Select(v => KeyValuePair.Create(v.Key, Value.FromText(v.Value)))]);
        Integrations = compilation.Integrations;
        AllowedHosts = bot.Settings.AllowedHosts ?? compilation.WrittenHosts();
        ContextNamespaces = [.. compilation.ContextNamespaces.Order(StringComparer.Ordinal)];
        ReadBodies = compilation.ReadBodies;
        LargestUpload = Dialogs.SelectMany(d => d.Interactions).OfType<CompiledUpload>().Select(u => u.MaxBytes).Append(bot.Settings.Limits.UploadBytes).Max();
        ReadsAllBodies = bot.GlobalScript is not null || compilation.HasScripts;
    }

    /// <summary>The bot as its author wrote it.</summary>
    public Bot Bot { get; }

    /// <summary>The bot's name.</summary>
    public string Name => Bot.Name;

    /// <summary>Identifies the definition: equal for equal definitions (B10).</summary>
    public string Hash { get; }

    /// <summary>The namespaces of the context store that the bot reads.</summary>
    public IReadOnlyList<string> ContextNamespaces { get; }

    /// <summary>The largest file, in bytes, that any interaction of the bot accepts.</summary>
    public long LargestUpload { get; }

    internal CompiledDialog[] Dialogs { get; }

    internal CompiledDialog? Fallback { get; }

    internal CompiledDialog? Disambiguation { get; }

    internal CompiledDialog? AutoEscalation { get; }

    /// <summary>The intents that its starters and its questions' rules ask for, each once, in ordinal order.</summary>
    public IReadOnlyList<string> Intents { get; }

    /// <summary>The intents that start a dialog.</summary>
    internal IEnumerable<string> StarterIntents => _dialogsByIntent.Keys;

    /// <summary>Whether any starter asks for an intent.</summary>
    internal bool UsesIntents { get; }

    internal Template FallbackMessage { get; }

    internal Template? ErrorResponse { get; }

    internal Template ApiFailureMessage { get; }

    internal Template EscalationFailedMessage { get; }

    internal Template? FallbackSkill { get; }

    internal Template? GroupTransferMessage { get; }

    internal HashSet<string> Sensitive { get; }

    internal ValueMap<Value> Variables { get; }

    internal CompiledIntegrations Integrations { get; }

    internal ValueList<string> AllowedHosts { get; }

    internal bool ReadsAllBodies { get; }

    private HashSet<string> ReadBodies { get; }

    /// <summary>Prepares a bot to run.</summary>
    /// <param name="bot">A bot without errors: see <see cref="BotValidator"/>.</param>
    /// <returns>The program.</returns>
    /// <exception cref="FormatException">A pattern, path or regular expression of the bot cannot be read.</exception>
    public static BotProgram Compile(Bot bot)
    {
        ArgumentNullException.ThrowIfNull(bot);
        return new BotProgram(bot);
    }

    /// <summary>Whether the bot may hand a conversation to somebody who is not a bot of the catalog.</summary>
    /// <param name="programs">The hosted bots.</param>
    public bool EscalatesOutside(ProgramCatalog programs)
    {
        ArgumentNullException.ThrowIfNull(programs);
        return Dialogs.SelectMany(d => d.Interactions).OfType<CompiledTransfer>().Any(t => !t.SkillId.IsLiteral || programs.BotOfSkill(t.SkillId.Text) is null);
    }

    /// <summary>The bots of the catalog that may take a conversation from this one by a transfer; any that a skill stands for where a skill is a template.</summary>
    internal IEnumerable<BotProgram> ReceiversIn(ProgramCatalog programs)
    {
        IEnumerable<Template> skills = Dialogs.SelectMany(d => d.Interactions).OfType<CompiledTransfer>().Select(t => t.SkillId);
        return (FallbackSkill is null ? skills : skills.Append(FallbackSkill))
            .SelectMany(skill => !skill.IsLiteral ? programs.BotsOfSkills : programs.BotOfSkill(skill.Text) is { } receiver ? [receiver] : []);
    }

    internal CompiledInteraction? FindInteraction(string address) => _interactions.GetValueOrDefault(address);

    internal CompiledDialog? FindDialog(string name) => _dialogs.GetValueOrDefault(name);

    /// <summary>Finds the first dialog, in bot order, with a starter pattern that fits (A3) and no exclude keyword that hits (A4).</summary>
    internal CompiledDialog? FindByPattern(string normalized)
    {
        int index = _starters.FindFirst(normalized, i => !Dialogs[i].Starter!.IsExcluded(normalized));
        return index < 0 ? null : Dialogs[index];
    }

    /// <summary>Finds the dialog that an intent starts, unless an exclude keyword hits (A4).</summary>
    internal CompiledDialog? FindByIntent(string intent, string normalized) =>
        _dialogsByIntent.TryGetValue(intent, out CompiledDialog? dialog) && !dialog.Starter!.IsExcluded(normalized) ? dialog : null;

    /// <summary>Whether the bot reads the raw body of that response variable anywhere, so that it is worth keeping.</summary>
    internal bool ReadsBody(string responseVariable) => ReadsAllBodies || ReadBodies.Contains(responseVariable);

    private CompiledDialog? OfKind(DialogKind kind) => Array.Find(Dialogs, d => d.Kind == kind && d.Enabled);
}
