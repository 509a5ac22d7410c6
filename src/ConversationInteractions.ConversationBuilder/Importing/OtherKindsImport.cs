using ConversationInteractions.Definitions;
using ConversationInteractions.Model;

namespace ConversationInteractions.ConversationBuilder.Importing;

/// <summary>Makes the nearest thing there is of kinds that the library does not have.</summary>
internal sealed class OtherKindsImport(ExportImport import, ContentImport contents, RuleImport rules)
{
    private const string Blank = "BLANK_MESSAGE";

    private ExportFields Fields => import.Fields;

    public Interaction Import(ExportedInteraction at)
    {
        switch (at.Kind)
        {
            case ExportedKind.Picker:
                import.Log.Change(at.Node, at.Subject, $"A {at.Type} is shown as a question with its items as choices.");
                return Question(at, Items(at));
            case ExportedKind.RichLink:
                import.Log.Change(at.Node, at.Subject, "A rich link is shown as a card.");
                return new Statement { Content = contents.Cards(at), Next = rules.Next(at) };
            case ExportedKind.Media:
                import.Log.Change(at.Node, at.Subject, $"{at.Type} is not played; its address is said.");
                return new Statement { Content = import.Texts.OfFull(Fields.FirstText(contents.Tile(at), "url", "audio", "video", "text")) ?? Blank, Next = rules.Next(at) };
            case ExportedKind.PrivateMessage:
                import.Log.Drop(at.Node, at.Subject, "A private message goes to everybody but the consumer; there is no such channel, so it is disabled.");
                return new Statement { Content = contents.Text(at), Next = rules.Next(at), Enabled = false };
            case ExportedKind.OtherQuestion:
                import.Log.Change(at.Node, at.Subject, $"Interactions of the type {at.Type} are not known; this one asks its text as a question.");
                return Question(at, contents.QuickReplies(at));
            case ExportedKind.OtherStatement:
                import.Log.Change(at.Node, at.Subject, $"Interactions of the type {(at.Type.Length == 0 ? "without a name" : at.Type)} are not known; this one says its text.");
                return new Statement { Content = contents.Text(at), Next = rules.Next(at) };
            default:
                if (Fields.Any(at.Node, "content") is { } content)
                {
                    Fields.TakeWhole(content);
                }

                import.Log.Drop(at.Node, at.Subject, $"Interactions of the type {(at.Type.Length == 0 ? "without a name" : at.Type)} are not known, and this one has no text; it is disabled, and the flow passes it.");
                return new Statement { Content = Blank, Next = rules.Next(at), Enabled = false };
        }
    }

    private Question Question(ExportedInteraction at, ValueList<Choice> choices)
    {
        ImportedRules found = rules.OfQuestion(at, choices);
        return new Question { Content = contents.Text(at), Choices = choices, Rules = found.Rules, Next = found.Next };
    }

    /// <summary>The titles of the items of a picker, wherever in its tile they stand.</summary>
    private ValueList<Choice> Items(ExportedInteraction at)
    {
        List<Choice> items = [];
        foreach (SourceNode list in contents.Tile(at)?.Children.Where(child => child.Kind is SourceKind.List or SourceKind.Object) ?? [])
        {
            Fields.TakeWhole(list);
            Collect(list, items);
        }

        return [.. items];
    }

    private void Collect(SourceNode node, List<Choice> items)
    {
        bool isItem = node.Kind is SourceKind.Object && !node.Children.Any(child => child.Kind is SourceKind.List && child.Children.Count > 0);
        if (isItem && import.Texts.OfFull(Fields.FirstText(node, "title", "name", "label")) is { } title)
        {
            items.Add(title);
            return;
        }

        foreach (SourceNode child in node.Children.Where(child => child.Kind is SourceKind.List or SourceKind.Object))
        {
            Collect(child, items);
        }
    }
}
