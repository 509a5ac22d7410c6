using System.Globalization;
using ConversationInteractions.Definitions;
using ConversationInteractions.Model;

namespace ConversationInteractions.ConversationBuilder.Importing;

/// <summary>Makes interactions of the bot of those of an export. Each stays in its place, so that jumps to it keep their meaning.</summary>
internal sealed class InteractionImport
{
    private static readonly TimeSpan LongestDelay = TimeSpan.FromHours(1);

    private readonly ExportImport _import;
    private readonly ContentImport _contents;
    private readonly RuleImport _rules;
    private readonly CallImport _calls;
    private readonly OtherKindsImport _others;

    public InteractionImport(ExportImport import)
    {
        _import = import;
        _contents = new ContentImport(import);
        _rules = new RuleImport(import);
        _calls = new CallImport(import, _contents, _rules);
        _others = new OtherKindsImport(import, _contents, _rules);
    }

    private ExportFields Fields => _import.Fields;

    public Interaction Import(ExportedInteraction at)
    {
        Interaction interaction = Own(at);
        bool isEnabled = IsEnabled(at);
        InteractionScripts scripts = new()
        {
            PreProcess = Fields.FullText(at.Node, "preProcessMessage"),
            PostProcess = Fields.FullText(at.Node, "postProcessMessage"),
            ProcessResponse = Fields.FullText(at.Node, "processUserResponse"),
        };
        return interaction with
        {
            Name = at.Name,
            Enabled = isEnabled && interaction.Enabled,
            Delay = Delay(at),
            Comment = Fields.FullText(Fields.Object(at.Node, "comment"), "content"),
            Scripts = scripts == new InteractionScripts() ? null : scripts,
        };
    }

    private Interaction Own(ExportedInteraction at)
    {
        switch (at.Kind)
        {
            case ExportedKind.Starter:
                return Starter(at);
            case ExportedKind.Text:
                return Statement(at, _contents.Text(at));
            case ExportedKind.Image:
                return Statement(at, _contents.Image(at));
            case ExportedKind.TextQuestion:
                return Question(at, _contents.Text(at), []);
            case ExportedKind.MultipleChoice:
                (ValueList<Choice> choices, ChoiceDisplay display) = _contents.MultipleChoice(at);
                return Question(at, _contents.Text(at), choices) with { Display = display };
            case ExportedKind.QuickReply:
                return Question(at, _contents.Text(at), _contents.QuickReplies(at)) with { Display = ChoiceDisplay.QuickReplies };
            case ExportedKind.Buttons:
                (Content content, ValueList<Choice> buttons) = _contents.Buttons(at);
                return Question(at, content, buttons);
            case ExportedKind.Structured:
                return Question(at, _contents.Cards(at), []);
            case ExportedKind.Universal:
                return Universal(at);
            case ExportedKind.Integration or ExportedKind.Escalation or ExportedKind.FileUpload:
                return _calls.Import(at);
            default:
                return _others.Import(at);
        }
    }

    private DialogStarter Starter(ExportedInteraction at)
    {
        DialogStarter starter = new()
        {
            Patterns = _import.Patterns(Fields.Texts(at.Node, "pattern"), at.Subject),
            Excludes = _import.Excludes([.. Fields.Texts(at.Node, "excludeKeywords"), .. Fields.Texts(at.Node, "excludePattern")], at.Subject),
            Intents = Intents(at),
            Next = _rules.Next(at),
        };

        // The phrase in its tile is an example for authors; it is never said.
        Fields.Text(_contents.Tile(at), "text");
        _import.Log.Carry(at.Node, at.Subject, string.Create(CultureInfo.InvariantCulture,
            $"dialog starter of \"{at.Dialog!.Name}\" with {starter.Patterns.Count} patterns and {starter.Intents.Count} intents"));
        return starter;
    }

    private ValueList<string> Intents(ExportedInteraction at)
    {
        if (Fields.FullText(at.Node, "intentId") is not { } id)
        {
            return [];
        }

        if (Fields.Flag(Fields.Object(_import.Root, "bot"), "skipNLP") == true)
        {
            _import.Log.Drop(at.Node.Member("intentId")!, at.Subject, "The bot bypasses intents ('skipNLP'), so none starts this dialog.");
            return [];
        }

        string name = _import.IntentName(id);
        _import.Log.Change(at.Node.Member("intentId")!, at.Subject, $"Intents are not trained here: the dialog starts when the host's intent recogniser yields \"{name}\".");
        return [name];
    }

    private Statement Statement(ExportedInteraction at, Content content)
    {
        _import.Log.Carry(at.Node, at.Subject, $"statement in \"{at.Dialog!.Name}\"");
        return new Statement { Content = content, Next = _rules.Next(at) };
    }

    private Question Question(ExportedInteraction at, Content content, ValueList<Choice> choices)
    {
        ImportedRules rules = _rules.OfQuestion(at, choices);
        _import.Log.Carry(at.Node, at.Subject, string.Create(CultureInfo.InvariantCulture,
            $"question in \"{at.Dialog!.Name}\" with {choices.Count} choices and {rules.Rules.Count} rules"));
        return new Question
        {
            Content = content,
            Choices = choices,
            FallbackResponse = _import.Texts.OfFull(Fields.FirstText(at.Node, "fallbackResponse", "fallbackMessage")),
            Rules = rules.Rules,
            Next = rules.Next,
        };
    }

    /// <summary>The only kind of which the author chooses whether it waits.</summary>
    private Interaction Universal(ExportedInteraction at)
    {
        Content content = _contents.Universal(at);
        return Fields.Flag(at.Node, "userInputRequired") == false ? Statement(at, content) : Question(at, content, []);
    }

    private bool IsEnabled(ExportedInteraction at)
    {
        string status = Fields.FullText(at.Node, "status")?.Trim().ToUpperInvariant() ?? "ACTIVE";
        bool isEnabled = status is not ("DISABLED" or "INACTIVE" or "DELETED") && Fields.Flag(at.Node, "enabled") != false;
        if (isEnabled && status is not ("ACTIVE" or "ENABLED"))
        {
            _import.Log.Change(at.Node.Member("status")!, at.Subject, $"The status {status} is not known; the interaction is taken as active.");
        }

        return isEnabled;
    }

    private TimeSpan? Delay(ExportedInteraction at)
    {
        SourceNode? node = Fields.TextNode(at.Node, "interactionDelay");
        if (node is null || string.IsNullOrWhiteSpace(node.Text))
        {
            return null;
        }

        if (!double.TryParse(node.Text, NumberStyles.Float, CultureInfo.InvariantCulture, out double milliseconds) || !(milliseconds >= 0))
        {
            _import.Log.Drop(node, at.Subject, $"\"{node.Text}\" is no delay in milliseconds.");
            return null;
        }

        if (milliseconds > LongestDelay.TotalMilliseconds)
        {
            _import.Log.Change(node, at.Subject, "A delay is at most an hour.");
            return LongestDelay;
        }

        TimeSpan delay = TimeSpan.FromMilliseconds(Math.Round(milliseconds));
        return delay == TimeSpan.Zero ? null : delay;
    }
}
