using System.Globalization;
using System.Runtime.InteropServices;
using System.Text;
using System.Text.Json;

namespace ConversationInteractions.Language;

/// <summary>
/// JSON values as text. Answers come from outside: unlike <see cref="JsonElement.GetString"/> this also reads texts that are no valid
/// Unicode, putting U+FFFD for what is wrong.
/// </summary>
internal static class ElementText
{
    /// <summary>The text of a value, null for null: a text as it is, all else as written in the JSON.</summary>
    public static string? Of(JsonElement element) => element.ValueKind switch
    {
        JsonValueKind.Null or JsonValueKind.Undefined => null,
        JsonValueKind.String => Unescape(JsonMarshal.GetRawUtf8Value(element)[1..^1]),
        _ => Encoding.UTF8.GetString(JsonMarshal.GetRawUtf8Value(element)),
    };

    /// <summary>What stands between the quotes of a JSON text or property name; it has been parsed, so every escape is complete.</summary>
    public static string Unescape(ReadOnlySpan<byte> escaped)
    {
        string text = Encoding.UTF8.GetString(escaped);
        if (!text.Contains('\\', StringComparison.Ordinal))
        {
            return text;
        }
        var unescaped = new StringBuilder(text.Length);
        for (int i = 0; i < text.Length; i++)
        {
            if (text[i] != '\\')
            {
                unescaped.Append(text[i]);
                continue;
            }
            i++;
            if (text[i] == 'u')
            {
                unescaped.Append((char)ushort.Parse(text.AsSpan(i + 1, 4), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture));
                i += 4;
                continue;
            }
            unescaped.Append(text[i] switch
            {
                'b' => '\b',
                'f' => '\f',
                'n' => '\n',
                'r' => '\r',
                't' => '\t',
                char c => c,
            });
        }
        return Surrogates.Repair(unescaped.ToString());
    }
}
