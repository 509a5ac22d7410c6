using System.Globalization;
using System.Text.RegularExpressions;

namespace ConversationInteractions.Testing;

/// <summary>The runtime gives events without ids fresh ones, at random; here they are numbered as they appear, so that runs can be compared.</summary>
internal sealed class StableIds
{
    private static readonly Regex Fresh = new("#[0-9a-f]{10}-[0-9]+", RegexOptions.NonBacktracking | RegexOptions.CultureInvariant);
    private readonly Lock _lock = new();
    private readonly Dictionary<string, string> _numbers = new(StringComparer.Ordinal);

    /// <summary>A text with the numbers in the place of the ids.</summary>
    public string In(string text) => text.Contains('#', StringComparison.Ordinal) ? Fresh.Replace(text, found => Of(found.Value)) : text;

    private string Of(string id)
    {
        lock (_lock)
        {
            if (!_numbers.TryGetValue(id, out string? number))
            {
                number = string.Create(CultureInfo.InvariantCulture, $"#fresh-{_numbers.Count + 1}");
                _numbers.Add(id, number);
            }

            return number;
        }
    }
}
