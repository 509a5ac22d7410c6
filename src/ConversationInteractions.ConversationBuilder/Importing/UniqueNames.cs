using System.Globalization;

namespace ConversationInteractions.ConversationBuilder.Importing;

/// <summary>Gives each thing a name of its own: the one it has, unless that is taken.</summary>
internal sealed class UniqueNames
{
    private readonly HashSet<string> _taken = new(StringComparer.Ordinal);
    private readonly Dictionary<string, int> _repeats = new(StringComparer.Ordinal);

    public string Take(string wanted)
    {
        string name = wanted;
        while (!_taken.Add(name))
        {
            int number = _repeats.GetValueOrDefault(wanted, 1) + 1;
            _repeats[wanted] = number;
            name = string.Create(CultureInfo.InvariantCulture, $"{wanted} ({number})");
        }

        return name;
    }
}
