using System.Globalization;
using System.Text.RegularExpressions;

namespace ConversationInteractions.Benchmarks;

/// <summary>Other ways to find the dialog that a message triggers, for the patterns of <see cref="TriggerMatchingBenchmarks"/> alone.</summary>
/// <param name="topics">The topic of each dialog, in capitals as normalised texts are.</param>
internal sealed class MatchingRivals(string[] topics)
{
    /// <summary>An alternation of all patterns takes a minute to be built for 10,000 dialogs, and as long to see its first texts.</summary>
    private const int MostOfAlternation = 1_000;

    private readonly Dictionary<string, int>.AlternateLookup<ReadOnlySpan<char>> _dialogs = topics
        .Select((topic, dialog) => KeyValuePair.Create(string.Create(CultureInfo.InvariantCulture, $"{topic} {dialog}"), dialog))
        .ToDictionary(StringComparer.Ordinal)
        .GetAlternateLookup<ReadOnlySpan<char>>();

    private readonly Regex[][] _regexes = [.. topics.Select((topic, dialog) => PatternsOf(topic, dialog).Select(pattern => new Regex($"^(?:{pattern})$", RegexOptions.CultureInvariant)).ToArray())];

    private readonly Regex? _alternation = topics.Length is 0 or > MostOfAlternation
        ? null
        : new Regex($"^(?:{string.Join('|', topics.SelectMany(PatternsOf))})$", RegexOptions.NonBacktracking | RegexOptions.CultureInvariant);

    /// <summary>The floor: a dictionary of what the patterns have in common, looked up where the message has the words around it.</summary>
    public int ByHand(string text)
    {
        if (_dialogs.TryGetValue(text, out int dialog))
        {
            return dialog;
        }

        ReadOnlySpan<char> said = text;
        if (said.StartsWith("SHOW ME ", StringComparison.Ordinal) || said.StartsWith("TELL ME ", StringComparison.Ordinal))
        {
            ReadOnlySpan<char> wanted = said["SHOW ME ".Length..];
            int first = wanted.IndexOf(' ');
            int second = first < 0 ? -1 : wanted[(first + 1)..].IndexOf(' ');
            if (second >= 0 && _dialogs.TryGetValue(wanted[..(first + 1 + second)], out dialog))
            {
                return dialog;
            }
        }

        int at = said.IndexOf(" NUMBER ", StringComparison.Ordinal);
        if (at < 0)
        {
            return -1;
        }

        ReadOnlySpan<char> topic = said[(said[..at].LastIndexOf(' ') + 1)..at];
        ReadOnlySpan<char> number = said[(at + " NUMBER ".Length)..];
        int end = number.IndexOf(' ');
        return end >= 0 && _dialogs.TryGetValue($"{topic} {number[..end]}", out dialog) ? dialog : -1;
    }

    /// <summary>A regular expression for each pattern, one after the other.</summary>
    public int ByRegexes(string text)
    {
        for (int dialog = 0; dialog < _regexes.Length; dialog++)
        {
            foreach (Regex regex in _regexes[dialog])
            {
                if (regex.IsMatch(text))
                {
                    return dialog;
                }
            }
        }

        return -1;
    }

    /// <summary>One regular expression without backtracking for all patterns, which tells only whether one matches.</summary>
    public bool ByAlternation(string text) => (_alternation ?? throw new NotSupportedException("It would take a minute to be built.")).IsMatch(text);

    /// <summary>Whether all of them find what is expected.</summary>
    public void Verify(string text, int dialog)
    {
        if (ByHand(text) != dialog || ByRegexes(text) != dialog || (_alternation is not null && ByAlternation(text) != dialog >= 0))
        {
            throw new InvalidOperationException($"'{text}' does not lead to dialog {dialog} everywhere.");
        }
    }

    private static IEnumerable<string> PatternsOf(string topic, int dialog)
    {
        string number = dialog.ToString(CultureInfo.InvariantCulture);
        yield return $"{topic} {number}";
        yield return $".*{topic} NUMBER {number} .*";
        yield return $"(?:SHOW|TELL) ME {topic} {number} .*";
    }
}
