using System.Globalization;
using System.Text;
using System.Text.Json;

namespace ConversationInteractions.ConversationBuilder.Scripting;

/// <summary>Finds where in a JSON file a character of a text stands that is written there, escapes and all.</summary>
internal static class FilePlaces
{
    /// <summary>Finds a place.</summary>
    /// <param name="utf8">The file; may be empty.</param>
    /// <param name="path">The JSON path of the text.</param>
    /// <param name="index">The character, from 0.</param>
    /// <returns>Line and column, from 1, the column in UTF-16 code units; zeros where there is no such text in the file.</returns>
    public static (int Line, int Column) Find(ReadOnlySpan<byte> utf8, string path, int index)
    {
        utf8 = utf8.StartsWith(Encoding.UTF8.Preamble) ? utf8[Encoding.UTF8.Preamble.Length..] : utf8;
        int start = Start(utf8, path);
        if (start < 0)
        {
            return (0, 0);
        }

        int position = Advance(utf8, start + 1, index);
        ReadOnlySpan<byte> before = utf8[..position];
        int newline = before.LastIndexOf((byte)'\n');
        return (before.Count((byte)'\n') + 1, Encoding.UTF8.GetCharCount(before[(newline + 1)..]) + 1);
    }

    private static int Start(ReadOnlySpan<byte> utf8, string path)
    {
        if (utf8.IsEmpty)
        {
            return -1;
        }

        Utf8JsonReader reader = new(utf8, new JsonReaderOptions { AllowTrailingCommas = true, CommentHandling = JsonCommentHandling.Skip, MaxDepth = 256 });
        Stack<(string Path, int Next)> open = [];
        string at = "$";
        try
        {
            while (reader.Read())
            {
                switch (reader.TokenType)
                {
                    case JsonTokenType.PropertyName:
                        at = $"{open.Peek().Path}.{reader.GetString()}";
                        continue;
                    case JsonTokenType.EndObject or JsonTokenType.EndArray:
                        open.Pop();
                        continue;
                }

                if (open.TryPeek(out (string Path, int Next) list) && list.Next >= 0)
                {
                    at = string.Create(CultureInfo.InvariantCulture, $"{list.Path}[{list.Next}]");
                    open.Pop();
                    open.Push((list.Path, list.Next + 1));
                }

                if (reader.TokenType == JsonTokenType.String && string.Equals(at, path, StringComparison.Ordinal))
                {
                    return (int)reader.TokenStartIndex;
                }

                if (reader.TokenType is JsonTokenType.StartObject or JsonTokenType.StartArray)
                {
                    open.Push((at, reader.TokenType == JsonTokenType.StartArray ? 0 : -1));
                }
            }
        }
        catch (Exception problem) when (problem is JsonException or InvalidOperationException)
        {
            // Not the file that the bot was read from, or half a character in a name: no place.
        }

        return -1;
    }

    private static int Advance(ReadOnlySpan<byte> utf8, int position, int characters)
    {
        while (characters > 0 && position < utf8.Length && utf8[position] != '"')
        {
            if (utf8[position] == '\\')
            {
                position += position + 1 < utf8.Length && utf8[position + 1] == 'u' ? 6 : 2;
                characters--;
                continue;
            }

            Rune.DecodeFromUtf8(utf8[position..], out Rune rune, out int bytes);
            position += bytes;
            characters -= rune.Utf16SequenceLength;
        }

        return Math.Min(position, utf8.Length);
    }
}
