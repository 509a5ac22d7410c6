using System.Diagnostics.CodeAnalysis;

namespace ConversationInteractions.Language;

/// <summary>
/// A pattern that a whole text must fit: <c>*</c> stands for any characters including none, <c>( | )</c> groups alternates, which may be
/// empty and nest, <c>|</c> may also stand outside of groups, and everything else stands for itself (A3 to A6, C32).
/// </summary>
/// <remarks>
/// <para>Case and the number of blanks do not count, and blanks at the ends are dropped; both sides are compared as
/// <see cref="Utterance.Normalize"/> leaves them. There is no escape: an operator cannot be a literal.</para>
/// <para>A pattern has at most 2,000 characters and 64 levels of groups. Matching takes time linear in the text. Immutable and
/// thread-safe.</para>
/// </remarks>
public sealed class Pattern
{
    private readonly Alternate[]? _alternates;
    private readonly PatternAutomaton? _automaton;

    private Pattern(string text)
    {
        Text = text;
        string normalized = Utterance.Normalize(text);
        if (normalized.AsSpan().ContainsAny('(', '|'))
        {
            var outline = new PatternOutline(normalized);
            _alternates = PatternExpansion.TryExpand(outline);
            if (_alternates is null)
            {
                _automaton = new PatternAutomaton(outline);
                RequiredLiterals = PatternRequirement.Find(outline);
            }
        }
        else
        {
            _alternates = [new Alternate(normalized)];
        }
    }

    /// <summary>The pattern as written.</summary>
    public string Text { get; }

    /// <summary>The pattern written out without groups; empty when it has too many alternates.</summary>
    internal ReadOnlySpan<Alternate> Alternates => _alternates;

    /// <summary>
    /// For a pattern that is not written out: literals one of which is in every text it matches; empty when there are no such literals.
    /// </summary>
    internal IReadOnlyList<string> RequiredLiterals { get; } = [];

    /// <summary>Reads a pattern.</summary>
    /// <param name="text">The pattern as written.</param>
    /// <exception cref="FormatException">The pattern cannot be read; the message says why and what to do.</exception>
    public static Pattern Parse(string text) =>
        TryParse(text, out Pattern? pattern, out PatternError? error) ? pattern : throw new FormatException(error.Message);

    /// <summary>Reads a pattern.</summary>
    /// <param name="text">The pattern as written.</param>
    /// <param name="pattern">The pattern, if it can be read.</param>
    /// <param name="error">Otherwise why it cannot.</param>
    /// <returns>Whether it can be read.</returns>
    public static bool TryParse(string text, [NotNullWhen(true)] out Pattern? pattern, [NotNullWhen(false)] out PatternError? error)
    {
        ArgumentNullException.ThrowIfNull(text);
        error = PatternSyntax.Check(text);
        pattern = error is null ? new Pattern(text) : null;
        return error is null;
    }

    /// <summary>Whether a text fits the pattern.</summary>
    /// <param name="normalized">A text as <see cref="Utterance.Normalize"/> returned it.</param>
    public bool IsMatch(string normalized)
    {
        ArgumentNullException.ThrowIfNull(normalized);
        if (_automaton is not null)
        {
            return _automaton.IsMatch(normalized);
        }
        foreach (Alternate alternate in Alternates)
        {
            if (alternate.IsMatch(normalized))
            {
                return true;
            }
        }
        return false;
    }

    /// <summary>The pattern as written.</summary>
    public override string ToString() => Text;
}
