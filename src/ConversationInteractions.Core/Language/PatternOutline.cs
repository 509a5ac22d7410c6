namespace ConversationInteractions.Language;

/// <summary>
/// The groups of a normalised pattern. The whole is wrapped in one more group, so that a <c>|</c> outside of groups is none. Nothing is
/// parsed into objects: a bot has tens of thousands of patterns, and the text with a few numbers beside it says all.
/// </summary>
internal sealed class PatternOutline
{
    // At each "(" and "|": where the alternate after it ends, which is at the next "|" or at the ")" of its group.
    private readonly int[] _ends;

    // At each "(" and "|": in how many ways the alternate after it can be read.
    private readonly double[] _readings;

    /// <param name="normalized">The normalised text of a pattern that <see cref="PatternSyntax"/> has found right.</param>
    public PatternOutline(string normalized)
    {
        Text = string.Concat("(", normalized, ")");
        _ends = new int[Text.Length];
        _readings = new double[Text.Length];
        Span<int> opened = stackalloc int[PatternSyntax.MaxDepth + 1];
        Span<Size> groups = stackalloc Size[PatternSyntax.MaxDepth + 2];
        Span<Size> sequences = stackalloc Size[PatternSyntax.MaxDepth + 2];
        int depth = 0;
        sequences[0] = Size.OfNothing;
        for (int i = 0; i < Text.Length; i++)
        {
            switch (Text[i])
            {
                case '(':
                    opened[depth++] = i;
                    groups[depth] = default;
                    sequences[depth] = Size.OfNothing;
                    break;
                case '|' or ')':
                    int start = opened[depth - 1];
                    _ends[start] = i;
                    _readings[start] = sequences[depth].Readings;
                    groups[depth] = groups[depth].Or(sequences[depth]);
                    sequences[depth] = Size.OfNothing;
                    opened[depth - 1] = i;
                    if (Text[i] == ')')
                    {
                        sequences[depth - 1] = sequences[depth - 1].Then(groups[depth]);
                        depth--;
                    }
                    break;
                default:
                    sequences[depth] = sequences[depth].Then(Size.OfCharacter);
                    break;
            }
        }
        Whole = sequences[0];
    }

    /// <summary>The normalised pattern in one more pair of parentheses.</summary>
    public string Text { get; }

    /// <summary>The size of the whole pattern, written out.</summary>
    public Size Whole { get; }

    /// <summary>Where the alternate ends that begins after a <c>(</c> or <c>|</c>: at a <c>|</c> or <c>)</c>.</summary>
    public int EndOfAlternate(int start) => _ends[start];

    /// <summary>Where the group ends that begins with a <c>(</c>: at its <c>)</c>.</summary>
    public int EndOfGroup(int start)
    {
        while (Text[start] != ')')
        {
            start = _ends[start];
        }
        return start;
    }

    /// <summary>In how many ways a group can be read; a double because that grows without bound.</summary>
    public double ReadingsOfGroup(int start)
    {
        double readings = 0;
        for (; Text[start] != ')'; start = _ends[start])
        {
            readings += _readings[start];
        }
        return readings;
    }

    /// <summary>Writes one reading of a part of the text that has only whole groups.</summary>
    /// <param name="start">Where the part begins.</param>
    /// <param name="end">Where it ends.</param>
    /// <param name="choice">The number of the reading, of which each group takes what tells its alternates apart.</param>
    /// <param name="reading">Receives literal characters and <c>*</c>.</param>
    public void Write(int start, int end, ref int choice, ref TextBuilder reading)
    {
        for (int i = start; i < end; i++)
        {
            if (Text[i] != '(')
            {
                reading.Append(Text[i]);
                continue;
            }
            int readings = (int)ReadingsOfGroup(i);
            int own = choice % readings;
            choice /= readings;
            int alternate = i;
            for (; own >= _readings[alternate]; alternate = _ends[alternate])
            {
                own -= (int)_readings[alternate];
            }
            Write(alternate + 1, _ends[alternate], ref own, ref reading);
            i = EndOfGroup(i);
        }
    }

    /// <summary>The number of readings of a part, and the characters of all of them together.</summary>
    internal readonly record struct Size(double Readings, double Characters)
    {
        public static Size OfNothing => new(1, 0);

        public static Size OfCharacter => new(1, 1);

        public Size Then(Size next) =>
            new(Readings * next.Readings, (Characters * next.Readings) + (next.Characters * Readings));

        public Size Or(Size other) => new(Readings + other.Readings, Characters + other.Characters);
    }
}
