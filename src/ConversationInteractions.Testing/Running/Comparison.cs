namespace ConversationInteractions.Testing;

/// <summary>Compares what is given of an expectation, part by part, and gathers what differs.</summary>
internal sealed class Comparison
{
    private readonly List<string> _expected = [];
    private readonly List<string> _happened = [];

    /// <summary>Compares a text, if one is expected.</summary>
    public Comparison Text(string part, string? expected, string? actual, StringComparison comparison = StringComparison.Ordinal) =>
        Add(expected is null || string.Equals(expected, actual, comparison), part, Quoted.OrNone(expected), Quoted.OrNone(actual));

    /// <summary>Compares a text that may be expected to be absent.</summary>
    public Comparison Text(string part, ExpectedOptionalText? expected, string? actual) =>
        Add(expected is null || string.Equals(expected.Text, actual, StringComparison.Ordinal), part, Quoted.OrNone(expected?.Text), Quoted.OrNone(actual));

    /// <summary>Compares a number, a truth value or a word, if one is expected.</summary>
    public Comparison Value<T>(string part, T? expected, T? actual)
        where T : struct =>
        Add(expected is null || EqualityComparer<T?>.Default.Equals(expected, actual), part, $"{expected}", actual is null ? "none" : $"{actual}");

    /// <summary>Takes over the outcome of a comparison.</summary>
    public Comparison Add(bool fits, string part, string expected, string actual)
    {
        if (!fits)
        {
            _expected.Add($"{part} {expected}");
            _happened.Add($"{part} {actual}");
        }

        return this;
    }

    /// <summary>What differs; <see langword="null"/> where nothing does.</summary>
    public Mismatch? Of(string what) =>
        _expected.Count == 0 ? null : new Mismatch($"{what} with {string.Join(", ", _expected)}", $"{what} with {string.Join(", ", _happened)}");
}
