using System.Text;
using ConversationInteractions.Language;

namespace ConversationInteractions.ConversationBuilder.Importing;

/// <summary>Texts of exports as templates of this library, where doubled braces stand for single ones (format 1.4).</summary>
internal sealed class TemplateText(Func<string, bool> isIntegration)
{
    /// <summary>Writes a text so that it is said as the export has it.</summary>
    public string Of(string text)
    {
        if (!text.Contains("{{", StringComparison.Ordinal) && !text.Contains("}}", StringComparison.Ordinal))
        {
            return text;
        }

        StringBuilder template = new(text.Length + 8);
        for (int i = 0; i < text.Length; i++)
        {
            if (text[i] == '{' && EndOfReference(text, i) is { } end)
            {
                template.Append(text, i, end - i + 1);
                i = end;
            }
            else
            {
                template.Append(text[i]).Append(text[i] is '{' or '}' ? text.AsSpan(i, 1) : "");
            }
        }

        return template.ToString();
    }

    /// <summary>As <see cref="Of"/>; <see langword="null"/> where there is nothing but blanks.</summary>
    public string? OfFull(string? text) => string.IsNullOrWhiteSpace(text) ? null : Of(text);

    /// <summary>Whether a text begins with a reference, so that it may yield anything.</summary>
    public bool BeginsWithReference(string text) => text.StartsWith('{') && EndOfReference(text, 0) is not null;

    /// <summary>The text with something in the place of each reference.</summary>
    public string Replace(string text, Func<string, string> replacement)
    {
        StringBuilder replaced = new(text.Length);
        for (int i = 0; i < text.Length; i++)
        {
            if (text[i] == '{' && EndOfReference(text, i) is { } end)
            {
                replaced.Append(replacement(text[i..(end + 1)]));
                i = end;
            }
            else
            {
                replaced.Append(text[i]);
            }
        }

        return replaced.ToString();
    }

    /// <summary>Where a reference ends that begins with the brace at a place; <see langword="null"/> if none does.</summary>
    public int? EndOfReference(string text, int open)
    {
        int length = text.AsSpan(open + 1).IndexOfAny('{', '}');
        int end = open + 1 + length;
        return length > 0 && text[end] == '}' && Reference.TryParse(text[(open + 1)..end], isIntegration, out _) ? end : null;
    }
}
