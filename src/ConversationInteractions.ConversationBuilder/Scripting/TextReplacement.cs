using System.Globalization;
using System.Text;
using Jint;
using Jint.Native;
using Jint.Runtime;
using Jint.Runtime.Interop;

namespace ConversationInteractions.ConversationBuilder.Scripting;

/// <summary><c>replace</c> and <c>replaceAll</c> with a look at how long the result becomes, while it becomes so.</summary>
internal static class TextReplacement
{
    public static JsValue Replace(ScriptRun run, JsValue original, JsValue self, JsValue[] arguments, bool isAll)
    {
        JsValue replacement = arguments.At(1);
        if (self.IsNull() || self.IsUndefined() || replacement.IsCallable())
        {
            return original.Call(self, arguments);
        }

        string text = TypeConverter.ToString(self);
        string template = TypeConverter.ToString(replacement);
        long matches = isAll || arguments.At(0).IsRegExp() ? text.Length + 1L : 1;
        double longest = text.Length + (matches * (template.Length + (template.AsSpan().Count('$') * (double)text.Length)));
        if (longest <= run.Limits.MaxTextLength)
        {
            return original.Call(text, [arguments.At(0), template]);
        }

        run.Make(text.Length);
        ClrFunction counted = new(original.AsObject().Engine, "", (_, match) => Expand(run, template, match));
        return original.Call(text, [arguments.At(0), counted]);
    }

    /// <summary>Fills a template as the language says: <c>$$</c>, <c>$&amp;</c>, <c>$`</c>, <c>$'</c>, <c>$1</c>, <c>$&lt;name&gt;</c>.</summary>
    private static JsString Expand(ScriptRun run, string template, JsValue[] match)
    {
        bool isNamed = match[^1].IsObject();
        int last = match.Length - (isNamed ? 2 : 1);
        string whole = TypeConverter.ToString(match[0]);
        string text = TypeConverter.ToString(match[last]);
        int position = TypeConverter.ToInt32(match[last - 1]);
        int groups = last - 2;
        StringBuilder expanded = new();
        void Append(ReadOnlySpan<char> part)
        {
            run.Make(part.Length);
            expanded.Append(part);
        }

        for (int i = 0; i < template.Length; i++)
        {
            char next = template[i] == '$' && i + 1 < template.Length ? template[i + 1] : '\0';
            switch (next)
            {
                case '$':
                    Append("$");
                    i++;
                    break;
                case '&':
                    Append(whole);
                    i++;
                    break;
                case '`':
                    Append(text.AsSpan(0, position));
                    i++;
                    break;
                case '\'':
                    Append(text.AsSpan(Math.Min(text.Length, position + whole.Length)));
                    i++;
                    break;
                case '<' when isNamed && template.IndexOf('>', i) is > 0 and var end:
                    JsValue named = match[^1].AsObject().Get(template[(i + 2)..end]);
                    Append(named.IsUndefined() ? "" : TypeConverter.ToString(named));
                    i = end;
                    break;
                case >= '0' and <= '9' when Group(template, i + 1, groups) is { Number: > 0 } group:
                    JsValue captured = match[group.Number];
                    Append(captured.IsUndefined() ? "" : TypeConverter.ToString(captured));
                    i += group.Digits;
                    break;
                default:
                    Append(template.AsSpan(i, 1));
                    break;
            }
        }

        return new JsString(expanded.ToString());
    }

    private static (int Number, int Digits) Group(string template, int start, int groups)
    {
        for (int digits = 2; digits > 0; digits--)
        {
            if (start + digits <= template.Length
                && int.TryParse(template.AsSpan(start, digits), NumberStyles.None, CultureInfo.InvariantCulture, out int number)
                && number > 0 && number <= groups)
            {
                return (number, digits);
            }
        }

        return (0, 0);
    }
}
