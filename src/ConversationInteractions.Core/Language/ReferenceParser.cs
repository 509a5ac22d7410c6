using System.Diagnostics.CodeAnalysis;

namespace ConversationInteractions.Language;

/// <summary>Tells references from other text in braces.</summary>
internal static class ReferenceParser
{
    // No name is that long; it bounds the search for the integration in a text with many dots.
    private const int MaxLength = 1_000;
    private const string CountSuffix = ".count";

    public static bool TryParse(string text, Func<string, bool> isIntegration, [NotNullWhen(true)] out Reference? reference)
    {
        reference = null;
        if (text.Length is > 0 and <= MaxLength
            && !char.IsWhiteSpace(text[0]) && !char.IsWhiteSpace(text[^1])
            && !text.AsSpan().ContainsAny('{', '}'))
        {
            reference = text[0] != '$' ? Field(text, isIntegration) : Named(text) ?? RawBody(text, isIntegration) ?? Dotted(text);
        }
        return reference is not null;
    }

    private static Reference? Named(string text) => text switch
    {
        "$userMessage" or "$query" => new Reference(ReferenceKind.UserMessage, "userMessage"),
        "$quickReplyPayload" => new Reference(ReferenceKind.QuickReplyPayload, "quickReplyPayload"),
        "$conversationId" => new Reference(ReferenceKind.ConversationId, "conversationId"),
        "$botName" => new Reference(ReferenceKind.BotName, "botName"),
        "$channel" => new Reference(ReferenceKind.Channel, "channel"),
        "$fileName" => new Reference(ReferenceKind.FileName, "fileName"),
        "$fileType" => new Reference(ReferenceKind.FileType, "fileType"),
        _ => null,
    };

    private static Reference? Dotted(string text)
    {
        int dot = text.IndexOf('.', StringComparison.Ordinal);
        if (dot < 0 || !IsName(text.AsSpan(dot + 1)))
        {
            return null;
        }
        string group = text[1..dot];
        string name = text[(dot + 1)..];
        return group switch
        {
            "botContext" => AfterSlot(name) is { } slot
                ? new Reference(ReferenceKind.Slot, slot)
                : new Reference(ReferenceKind.Variable, name),
            "env" => new Reference(ReferenceKind.Environment, name),
            "context" => Context(name),
            _ => IsWord(group) ? new Reference(ReferenceKind.Attribute, group, name) : null,
        };
    }

    private static string? AfterSlot(string name) =>
        name.StartsWith("slot.", StringComparison.Ordinal) && IsName(name.AsSpan(5)) ? name[5..] : null;

    private static Reference? Context(string name)
    {
        int dot = name.IndexOf('.', StringComparison.Ordinal);
        return dot > 0 && IsName(name.AsSpan(0, dot)) && IsName(name.AsSpan(dot + 1))
            ? new Reference(ReferenceKind.Context, name[..dot], name[(dot + 1)..])
            : null;
    }

    private static Reference? Field(string text, Func<string, bool> isIntegration)
    {
        for (int dot = text.LastIndexOf('.'); dot > 0; dot = text.LastIndexOf('.', dot - 1))
        {
            string field = text[(dot + 1)..];
            if (!IsName(field) || !isIntegration(text[..dot]))
            {
                continue;
            }
            return field.EndsWith(CountSuffix, StringComparison.Ordinal) && IsName(field.AsSpan(0, field.Length - CountSuffix.Length))
                ? new Reference(ReferenceKind.FieldCount, text[..dot], field[..^CountSuffix.Length])
                : new Reference(ReferenceKind.Field, text[..dot], field);
        }
        return null;
    }

    private static Reference? RawBody(string text, Func<string, bool> isIntegration)
    {
        const string Prefix = "$.api_";
        if (!text.StartsWith(Prefix, StringComparison.Ordinal))
        {
            return null;
        }
        string rest = text[Prefix.Length..];
        int end = EndOfVariable(rest, isIntegration);
        return IsName(rest.AsSpan(0, end)) && ValuePath.TryParse("$" + rest[end..], out ValuePath? path, out _)
            ? new Reference(ReferenceKind.RawBody, rest[..end], Path: path)
            : null;
    }

    // The longest name of a response variable that the path can follow; of an unknown one what comes before the path.
    private static int EndOfVariable(string text, Func<string, bool> isIntegration)
    {
        for (int end = text.Length; end > 0; end = text.AsSpan(0, end).LastIndexOfAny('.', '['))
        {
            if (isIntegration(text[..end]))
            {
                return end;
            }
        }
        int first = text.AsSpan().IndexOfAny('.', '[');
        return first < 0 ? text.Length : first;
    }

    private static bool IsName(ReadOnlySpan<char> text) =>
        text.Length > 0 && !char.IsWhiteSpace(text[0]) && !char.IsWhiteSpace(text[^1]);

    // Narrower than other names, so that "{$5.00}" stays a price.
    private static bool IsWord(ReadOnlySpan<char> text)
    {
        foreach (char c in text)
        {
            if (!char.IsLetterOrDigit(c) && c != '_')
            {
                return false;
            }
        }
        return text.Length > 0 && char.IsLetter(text[0]);
    }
}
