using System.Buffers;
using System.Text;
using System.Text.Unicode;

namespace ConversationInteractions.Definitions;

/// <summary>Counts lines and columns while moving forward through a file.</summary>
internal ref struct SourceCursor(ReadOnlySpan<byte> utf8)
{
    private readonly ReadOnlySpan<byte> _utf8 = utf8;
    private int _position;

    /// <summary>The line, from 1.</summary>
    public int Line { get; private set; } = 1;

    /// <summary>The column, from 1, in UTF-16 code units.</summary>
    public int Column { get; private set; } = 1;

    /// <summary>Where the first byte that is not UTF-8 stands.</summary>
    public static int FirstInvalidByte(ReadOnlySpan<byte> utf8)
    {
        char[] buffer = new char[4096];
        int position = 0;
        while (position < utf8.Length)
        {
            OperationStatus status = Utf8.ToUtf16(utf8[position..], buffer, out int read, out _, replaceInvalidSequences: false);
            position += read;
            if (status is OperationStatus.InvalidData)
            {
                break;
            }
        }

        return position;
    }

    /// <summary>Moves to a byte at or after the present one.</summary>
    public void MoveTo(int position)
    {
        ReadOnlySpan<byte> passed = _utf8[_position..position];
        _position = position;
        int newline = passed.LastIndexOf((byte)'\n');
        if (newline >= 0)
        {
            Line += passed.Count((byte)'\n');
            Column = 1;
            passed = passed[(newline + 1)..];
        }

        Column += Encoding.UTF8.GetCharCount(passed);
    }

    /// <summary>Moves from the start of the file to a byte of a line, both counted from 0; at most to the end of the file.</summary>
    public void MoveToLine(long line, long byteInLine)
    {
        int position = 0;
        for (long i = 0; i < line && _utf8[position..].IndexOf((byte)'\n') is >= 0 and var newline; i++)
        {
            position += newline + 1;
        }

        MoveTo((int)Math.Min(position + byteInLine, _utf8.Length));
    }
}
