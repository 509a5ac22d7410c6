using ConversationInteractions.Definitions;
using ConversationInteractions.Model;

namespace ConversationInteractions.ConversationBuilder.Importing;

/// <summary>Makes next actions of the actions of rules. An id that leads nowhere is as if the flow simply went on (C34).</summary>
internal sealed class ActionImport(ExportImport import)
{
    /// <summary>Where a rule leads.</summary>
    /// <param name="at">The interaction.</param>
    /// <param name="rule">The rule.</param>
    /// <param name="mayRepeat">Whether it may ask again.</param>
    public NextAction Of(ExportedInteraction at, SourceNode rule, bool mayRepeat)
    {
        SourceNode? action = import.Fields.Object(rule, "action");
        string name = import.Fields.FullText(action, "name")?.ToUpperInvariant() ?? "INTERACTION";
        string? value = import.Fields.FullText(action, "value");
        if (value is null)
        {
            return Following(at);
        }

        NextAction? found = name == "DIALOG" ? ToDialog(value) ?? ToInteraction(at, value, mayRepeat) : Word(at, value, mayRepeat) ?? ToInteraction(at, value, mayRepeat) ?? ToDialog(value);
        if (found is null)
        {
            import.Log.Change(action!, at.Subject, $"Its next action leads to \"{value}\", which does not exist; the flow goes on with the next interaction.");
        }

        return found ?? Following(at);
    }

    /// <summary>The interaction after this one, as the links of the export have it.</summary>
    public static NextAction Following(ExportedInteraction at) =>
        at.Successor == at.Follower ? NextAction.Next
        : at.Successor is { } successor ? NextAction.GoTo(Target(successor))
        : NextAction.End;

    private static NextAction? Word(ExportedInteraction at, string value, bool mayRepeat) => value.Trim().ToLowerInvariant() switch
    {
        "next" => Following(at),
        "none" or "end" or "end_interaction" => NextAction.End,
        "close_dialog" => NextAction.CloseDialog,
        "close_conversation" => NextAction.CloseConversation,
        "current" or "current_interaction" or "repeat" => Repeat(at, mayRepeat),
        _ => null,
    };

    private NextAction? ToInteraction(ExportedInteraction at, string value, bool mayRepeat) =>
        import.Outline.FindInteraction(value) is not { } target ? null
        : target == at ? Repeat(at, mayRepeat)
        : NextAction.GoTo(Target(target));

    private NextAction? ToDialog(string value) => import.Outline.FindDialog(value) is { } dialog ? NextAction.ToDialog(dialog.Name) : null;

    private static NextAction Repeat(ExportedInteraction at, bool mayRepeat) => mayRepeat ? NextAction.Current : NextAction.GoTo(Target(at));

    /// <summary>A call that brings a file to its share is entered at its upload.</summary>
    private static string Target(ExportedInteraction target) => (target.Upload ?? target).Name;
}
