namespace ConversationInteractions.Language;

/// <summary>Writes patterns out without groups, as long as that stays little.</summary>
internal static class PatternExpansion
{
    private const int MaxReadings = 64;
    private const int MaxListedReadings = 1_000;
    private const int MaxGrowth = 4;

    /// <summary>All alternates of a pattern, or null when they are too many.</summary>
    public static Alternate[]? TryExpand(PatternOutline outline)
    {
        var (readings, characters) = outline.Whole;
        // Long lists of words such as "*(one|two|…)*" are common, and hardly longer when written out.
        if (readings > MaxReadings && !(readings <= MaxListedReadings && characters <= MaxGrowth * outline.Text.Length))
        {
            return null;
        }
        var alternates = new Alternate[(int)readings];
        var reading = new TextBuilder(stackalloc char[256]);
        for (int i = 0; i < alternates.Length; i++)
        {
            int choice = i;
            outline.Write(0, outline.Text.Length, ref choice, ref reading);
            alternates[i] = new Alternate(CollapseBlanks(reading.Written).ToString());
            reading.Clear();
        }
        reading.Dispose();
        return alternates;
    }

    /// <summary>All ways to read a part of a pattern.</summary>
    public static string[] Expand(PatternOutline outline, int start, int end, int readings)
    {
        string[] texts = new string[readings];
        var reading = new TextBuilder(stackalloc char[256]);
        for (int i = 0; i < readings; i++)
        {
            int choice = i;
            outline.Write(start, end, ref choice, ref reading);
            texts[i] = CollapseBlanks(reading.Written).ToString();
            reading.Clear();
        }
        reading.Dispose();
        return texts;
    }

    // Alternates meet the blanks of their neighbours. In place: trims, and makes each run of blanks one.
    private static ReadOnlySpan<char> CollapseBlanks(Span<char> text)
    {
        int length = 0;
        foreach (char c in text)
        {
            if (c != ' ' || (length > 0 && text[length - 1] != ' '))
            {
                text[length++] = c;
            }
        }
        return text[..length].TrimEnd(' ');
    }
}
