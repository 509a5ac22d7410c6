using System.Globalization;
using System.Text;

namespace ConversationInteractions.Testing;

/// <summary>Writes down what happens, line by line with the virtual time since the beginning, for people who look for a mistake.</summary>
internal sealed class TranscriptRecorder(TimeProvider time)
{
    /// <summary>What goes in circles tells nothing more than this, and must not fill the memory.</summary>
    private const int MostLines = 10_000;

    private readonly Lock _lock = new();
    private readonly StringBuilder _text = new();
    private readonly DateTimeOffset _start = time.GetUtcNow();
    private int _lines;

    public void Add(string who, string what)
    {
        string at = (time.GetUtcNow() - _start).ToString(@"hh\:mm\:ss", CultureInfo.InvariantCulture);
        string indented = what.ReplaceLineEndings("\n").Replace("\n", "\n                     ", StringComparison.Ordinal);
        lock (_lock)
        {
            if (++_lines > MostLines)
            {
                return;
            }

            _text.Append(at).Append("  ").Append(who.PadRight(9)).Append("  ").Append(indented).Append('\n');
        }
    }

    public override string ToString()
    {
        lock (_lock)
        {
            return _lines <= MostLines ? _text.ToString() : string.Create(CultureInfo.InvariantCulture, $"{_text}({_lines - MostLines} further lines are left out)\n");
        }
    }
}
