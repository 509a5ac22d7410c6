using System.Buffers;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using ConversationInteractions.Language;

namespace ConversationInteractions.Interpretation;

/// <summary>Takes the values of sensitive variables out of texts: those a conversation holds, and those it has held.</summary>
/// <remarks>
/// <para>A value is found wherever it stands in a text, in any case, and also percent-encoded, escaped for JSON, without its line breaks, or as a safe file name. One of a single
/// or two characters is found only where no letter or digit is next to it. What was computed from a value, or is only a part of it, is not recognised.</para>
/// <para>Immutable and thread-safe.</para>
/// </remarks>
public sealed class Redaction
{
    /// <summary>What stands in the place of a value.</summary>
    public const string Mask = "***";

    private const int ShortLength = 2;
    private readonly string[] _forms;
    private readonly SearchValues<string>? _search;

    private Redaction(IEnumerable<string> values)
    {
        // Longest first: where one value is the beginning of another, the whole of the longer one goes.
        _forms = [.. values.SelectMany(Forms).Distinct(StringComparer.OrdinalIgnoreCase).OrderByDescending(f => f.Length)];
        _search = _forms.Length == 0 ? null : SearchValues.Create(_forms, StringComparison.OrdinalIgnoreCase);
    }

    /// <summary>Takes nothing out.</summary>
    public static Redaction None { get; } = new([]);

    /// <summary>Whether there is nothing to take out.</summary>
    public bool IsEmpty => _search is null;

    /// <summary>What has to be taken out of the texts of a conversation.</summary>
    /// <param name="programs">The hosted bots.</param>
    /// <param name="state">The conversation.</param>
    public static Redaction Of(ProgramCatalog programs, ConversationState state)
    {
        ArgumentNullException.ThrowIfNull(programs);
        ArgumentNullException.ThrowIfNull(state);
        IEnumerable<string> current = programs.TryGet(state.Bot, out BotProgram? program) ? Sensitivity.Held(program, state) : [];
        return Of(state.SensitiveValues.Concat(current));
    }

    /// <summary>Takes sensitive values out of a text.</summary>
    /// <param name="text">The text.</param>
    /// <returns>The text with <see cref="Mask"/> in the place of each value; the same text where it holds none.</returns>
    public string Apply(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        if (_search is null || Find(text, 0, out int found) is not { } length)
        {
            return text;
        }

        StringBuilder redacted = new(text.Length);
        int from = 0;
        for (int? next = length; next is { } hit; next = Find(text, from, out found))
        {
            redacted.Append(text, from, found - from).Append(Mask);
            from = found + hit;
        }

        return redacted.Append(text, from, text.Length - from).ToString();
    }

    /// <summary>Whether a text holds a sensitive value.</summary>
    /// <param name="text">The text.</param>
    public bool IsHit(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return _search is not null && Find(text, 0, out _) is not null;
    }

    internal static Redaction Of(IEnumerable<string> values)
    {
        Redaction redaction = new(values);
        return redaction.IsEmpty ? None : redaction;
    }

    /// <summary>Finds the next value.</summary>
    /// <returns>The length of its form; nothing where there is none.</returns>
    private int? Find(string text, int from, out int found)
    {
        for (found = from; found < text.Length; found++)
        {
            int next = text.AsSpan(found).IndexOfAny(_search!);
            if (next < 0)
            {
                return null;
            }

            found += next;
            int at = found;
            if (Array.Find(_forms, f => text.AsSpan(at).StartsWith(f, StringComparison.OrdinalIgnoreCase) && (f.Length > ShortLength || StandsAlone(text, at, f.Length))) is { } form)
            {
                return form.Length;
            }
        }

        return null;
    }

    private static bool StandsAlone(string text, int at, int length) =>
        (at == 0 || !char.IsLetterOrDigit(text[at - 1])) && (at + length == text.Length || !char.IsLetterOrDigit(text[at + length]));

    /// <summary>A value as it may stand in a text, an address, a header, a path or a body.</summary>
    private static IEnumerable<string> Forms(string value)
    {
        string trimmed = value.Trim();
        if (!trimmed.AsSpan().ContainsAnyExcept('*'))
        {
            return [];
        }

        string fileName = Encoded(trimmed, ValueEncoding.PathSegment);
        return
        [
            trimmed,
            Encoded(trimmed, ValueEncoding.UrlComponent),
            Encoded(trimmed, ValueEncoding.HeaderValue),

            // Where nothing of it may stand in a path it is called as any other such file.
            string.Equals(fileName, SafeFileName.From(""), StringComparison.Ordinal) ? trimmed : fileName,
            Encoded(trimmed, ValueEncoding.JsonString),
            JsonEncodedText.Encode(trimmed).ToString(),
            JsonEncodedText.Encode(trimmed, JavaScriptEncoder.UnsafeRelaxedJsonEscaping).ToString(),
        ];
    }

    private static string Encoded(string value, ValueEncoding encoding)
    {
        TextBuilder builder = new(stackalloc char[256]);
        try
        {
            ValueEncoder.Append(ref builder, value, encoding);
            return builder.ToString();
        }
        finally
        {
            builder.Dispose();
        }
    }
}
