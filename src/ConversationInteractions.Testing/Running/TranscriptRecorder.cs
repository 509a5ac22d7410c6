using System.Globalization;
using System.Text;

namespace ConversationInteractions.Testing;

/// <summary>Writes down what happens, line by line with the virtual time since the beginning, for people who look for a mistake.</summary>
internal sealed class TranscriptRecorder(TimeProvider time)
{
    private readonly Lock _lock = new();
    private readonly StringBuilder _text = new();
    private readonly DateTimeOffset _start = time.GetUtcNow();

    public void Add(string who, string what)
    {
        string at = (time.GetUtcNow() - _start).ToString(@"hh\:mm\:ss", CultureInfo.InvariantCulture);
        string indented = what.ReplaceLineEndings("\n").Replace("\n", "\n                     ", StringComparison.Ordinal);
        lock (_lock)
        {
            _text.Append(at).Append("  ").Append(who.PadRight(9)).Append("  ").Append(indented).Append('\n');
        }
    }

    public override string ToString()
    {
        lock (_lock)
        {
            return _text.ToString();
        }
    }
}
