using System.Buffers;
using System.Text;

namespace ConversationInteractions.Language;

/// <summary>Writes values as their place in a text demands.</summary>
internal static class ValueEncoder
{
    private const string HexDigits = "0123456789ABCDEF";

    private static readonly SearchValues<char> Unreserved =
        SearchValues.Create("-._~0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz");

    public static void Append(ref TextBuilder builder, string value, ValueEncoding encoding)
    {
        switch (encoding)
        {
            case ValueEncoding.None:
                builder.Append(value);
                break;
            case ValueEncoding.UrlComponent:
                AppendUrlComponent(ref builder, value);
                break;
            case ValueEncoding.JsonString:
                AppendJsonString(ref builder, value);
                break;
            case ValueEncoding.HeaderValue:
                AppendHeaderValue(ref builder, value);
                break;
            case ValueEncoding.PathSegment:
                builder.Append(SafeFileName.From(value));
                break;
            default:
                throw new ArgumentOutOfRangeException(nameof(encoding), encoding, "Use one of the named encodings.");
        }
    }

    private static void AppendUrlComponent(ref TextBuilder builder, ReadOnlySpan<char> value)
    {
        Span<byte> bytes = stackalloc byte[4];
        while (value.Length > 0)
        {
            int plain = value.IndexOfAnyExcept(Unreserved);
            plain = plain < 0 ? value.Length : plain;
            builder.Append(value[..plain]);
            value = value[plain..];
            if (value.Length == 0)
            {
                return;
            }
            // An unpaired surrogate is decoded as U+FFFD.
            _ = Rune.DecodeFromUtf16(value, out Rune rune, out int consumed);
            value = value[consumed..];
            foreach (byte b in bytes[..rune.EncodeToUtf8(bytes)])
            {
                builder.Append('%');
                builder.Append(HexDigits[b >> 4]);
                builder.Append(HexDigits[b & 15]);
            }
        }
    }

    private static void AppendJsonString(ref TextBuilder builder, string value)
    {
        foreach (char c in Surrogates.Repair(value))
        {
            if (c is '"' or '\\')
            {
                builder.Append('\\');
                builder.Append(c);
            }
            else if (c is < ' ' or '\u007f' or '\u2028' or '\u2029')
            {
                builder.Append("\\u");
                for (int shift = 12; shift >= 0; shift -= 4)
                {
                    builder.Append(HexDigits[(c >> shift) & 15]);
                }
            }
            else
            {
                builder.Append(c);
            }
        }
    }

    private static void AppendHeaderValue(ref TextBuilder builder, string value)
    {
        foreach (char c in value)
        {
            if (!char.IsControl(c))
            {
                builder.Append(c);
            }
        }
    }
}
