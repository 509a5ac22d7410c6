using System.Diagnostics.CodeAnalysis;

namespace ConversationInteractions.Interpretation;

/// <summary>The bots of a host, and the skills that stand for them.</summary>
/// <remarks>Immutable and thread-safe.</remarks>
public sealed class ProgramCatalog
{
    private readonly Dictionary<string, BotProgram> _programs = new(StringComparer.Ordinal);
    private readonly Dictionary<string, BotProgram> _skills = new(StringComparer.Ordinal);
    private readonly List<BotProgram> _order = [];

    private ProgramCatalog()
    {
    }

    /// <summary>What the bots call their parts.</summary>
    internal KnownTexts Texts => field ??= new KnownTexts(_order);

    /// <summary>The bots in the order they were given.</summary>
    public IReadOnlyList<BotProgram> Programs => _order;

    /// <summary>The skill ids that stand for bots, with the names of the bots.</summary>
    public IReadOnlyDictionary<string, string> Skills => _skills.ToDictionary(skill => skill.Key, skill => skill.Value.Name, StringComparer.Ordinal);

    /// <summary>Makes a catalog.</summary>
    /// <param name="programs">The bots; the first has a conversation that names none.</param>
    /// <param name="skills">Skill ids that stand for one of the bots, by its name (C16).</param>
    /// <exception cref="ArgumentException">There is no bot, two have one name, or a skill names no bot.</exception>
    public static ProgramCatalog Create(IEnumerable<BotProgram> programs, IEnumerable<KeyValuePair<string, string>>? skills = null)
    {
        ArgumentNullException.ThrowIfNull(programs);
        ProgramCatalog catalog = new();
        foreach (BotProgram program in programs)
        {
            if (!catalog._programs.TryAdd(program.Name, program))
            {
                throw new ArgumentException($"Two bots have the name '{program.Name}'. Rename one of them.", nameof(programs));
            }

            catalog._order.Add(program);
        }

        if (catalog._order.Count == 0)
        {
            throw new ArgumentException("There is no bot to host. Add at least one.", nameof(programs));
        }

        foreach ((string skill, string bot) in skills ?? [])
        {
            catalog._skills[skill] = catalog._programs.TryGetValue(bot, out BotProgram? program)
                ? program
                : throw new ArgumentException($"Skill '{skill}' stands for a bot '{bot}' that is not hosted. Add the bot, or correct the name.", nameof(skills));
        }

        return catalog;
    }

    /// <summary>Finds a bot.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="program">The bot.</param>
    public bool TryGet(string name, [NotNullWhen(true)] out BotProgram? program) => _programs.TryGetValue(name, out program);

    /// <summary>The intents that can lead anywhere while a bot has the conversation: those of its starters and rules, and those of the starters of its group.</summary>
    /// <param name="bot">The name of the bot.</param>
    /// <returns>Each once, in ordinal order; empty for a bot that is not hosted.</returns>
    public IReadOnlyList<string> IntentsFor(string bot) => TryGet(bot, out BotProgram? program)
        ? [.. program.Intents.Concat(GroupOf(program).SelectMany(member => member.StarterIntents)).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)]
        : [];

    /// <summary>Finds the bots that may have a conversation before anything more happens in it: the one that has it, the members of its group, and those that transfers may reach (C16).</summary>
    /// <param name="program">The bot that has it.</param>
    /// <returns>That bot first, then the others, each once.</returns>
    public IReadOnlyList<BotProgram> FindReachable(BotProgram program)
    {
        ArgumentNullException.ThrowIfNull(program);
        List<BotProgram> reached = [program];
        for (int i = 0; i < reached.Count; i++)
        {
            reached.AddRange(GroupOf(reached[i]).Concat(reached[i].ReceiversIn(this)).Distinct().Where(next => !reached.Contains(next)).ToList());
        }

        return reached;
    }

    /// <summary>The bots that skills stand for.</summary>
    internal IEnumerable<BotProgram> BotsOfSkills => _skills.Values;

    /// <summary>The bot that a skill stands for, if any.</summary>
    internal BotProgram? BotOfSkill(string skill) => _skills.GetValueOrDefault(skill);

    /// <summary>The other members of a bot's group, in order.</summary>
    internal IEnumerable<BotProgram> GroupOf(BotProgram program) =>
        program.Bot.Group is null ? [] : _order.Where(p => p != program && string.Equals(p.Bot.Group, program.Bot.Group, StringComparison.Ordinal));
}
