using System.Diagnostics.CodeAnalysis;

namespace ConversationInteractions.Language;

/// <summary>A reference to a value, as templates and variable conditions name it (format 1.2 and 1.4).</summary>
/// <param name="Kind">What it refers to.</param>
/// <param name="Name">The variable, environment value, integration, response variable, namespace or group; for the others their own
/// word, such as <c>userMessage</c>.</param>
/// <param name="Member">The field, context value or fact; null for other kinds.</param>
/// <param name="Path">The path into a raw body; null for other kinds.</param>
/// <remarks>Immutable and thread-safe.</remarks>
public sealed record Reference(ReferenceKind Kind, string Name, string? Member = null, ValuePath? Path = null)
{
    /// <summary>Reads what stands between the braces of a template.</summary>
    /// <param name="insideBraces">The text without its braces.</param>
    /// <param name="isIntegration">Whether a name is that of an integration or response variable of the bot (C33).</param>
    /// <param name="reference">The reference, if the text is one.</param>
    /// <returns>Whether the text is a reference; otherwise it stays as it is.</returns>
    public static bool TryParse(string insideBraces, Func<string, bool> isIntegration, [NotNullWhen(true)] out Reference? reference)
    {
        ArgumentNullException.ThrowIfNull(insideBraces);
        ArgumentNullException.ThrowIfNull(isIntegration);
        return ReferenceParser.TryParse(insideBraces, isIntegration, out reference);
    }

    /// <summary>
    /// Reads the name in a variable condition: a field of an integration, a reference that begins with <c>$</c> (written without braces),
    /// else a variable.
    /// </summary>
    /// <param name="name">The name as written.</param>
    /// <param name="isIntegration">Whether a name is that of an integration or response variable of the bot (C33).</param>
    public static Reference ForConditionName(string name, Func<string, bool> isIntegration) =>
        TryParse(name, isIntegration, out Reference? reference) ? reference : new Reference(ReferenceKind.Variable, name);

    /// <summary>The reference as it is written in a template.</summary>
    public override string ToString() => Kind switch
    {
        ReferenceKind.Variable => $"{{$botContext.{Name}}}",
        ReferenceKind.Slot => $"{{$botContext.slot.{Name}}}",
        ReferenceKind.Environment => $"{{$env.{Name}}}",
        ReferenceKind.Field => $"{{{Name}.{Member}}}",
        ReferenceKind.FieldCount => $"{{{Name}.{Member}.count}}",
        ReferenceKind.RawBody => $"{{$.api_{Name}{Path?.Text[1..]}}}",
        ReferenceKind.Context => $"{{$context.{Name}.{Member}}}",
        ReferenceKind.Attribute => $"{{${Name}.{Member}}}",
        _ => $"{{${Name}}}",
    };
}
