using ConversationInteractions.Definitions;
using ConversationInteractions.Language;
using ConversationInteractions.Model;

namespace ConversationInteractions.ConversationBuilder.Importing;

/// <summary>Makes tests of the conditions of rules.</summary>
internal sealed class ConditionImport(ExportImport import)
{
    /// <summary>Holds never: stands for a test that cannot be run, so that its rule does not begin to hold always.</summary>
    private static readonly ImportedTest Never = new(new RegexTest(@"[^\s\S]"), []);

    private ExportFields Fields => import.Fields;

    /// <summary>The tests of a condition; the rule holds if one of them does.</summary>
    public IReadOnlyList<ImportedTest> Of(ExportedInteraction at, SourceNode condition, ValueList<Choice> choices)
    {
        string type = Fields.FullText(condition, "matchType")?.Trim().ToUpperInvariant().Replace(' ', '_') ?? "";
        switch (type)
        {
            case "PATTERN":
                return [Patterns(at, condition)];
            case "REGEX" or "REGULAR_EXPRESSION":
                return [Regex(at, condition)];
            case "EVAL_OPTION" or "EVALUATE_OPTIONS":
                return [Option(at, condition, choices)];
            case "NO_MATCH":
                return [new ImportedTest(new NoMatchTest(), []) { Message = import.Texts.OfFull(Fields.Text(Fields.Object(condition, "noMatch"), "fallbackMessage")) }];
            case "API_RESULT" or "API_RESULTS":
                return [Result(at, condition)];
            case "EXACT_VALUE" or "EXACT" or "EXACT_MATCH" or "EQUALS":
                return Texts(condition) is { Count: > 0 } values ? [.. values.Select(value => new ImportedTest(new EqualsTest(import.Texts.Of(value)), []))] : [Unknown(at, condition, type)];
            case "INTENT" or "RESPONSE_INTENT" or "DIALOG_INTENT":
                return Texts(condition) is { Count: > 0 } intents ? [.. intents.Take(1).Select(intent => new ImportedTest(new IntentTest(import.IntentName(intent)), []))] : [Unknown(at, condition, type)];
            default:
                return [Unknown(at, condition, type)];
        }
    }

    private ImportedTest Patterns(ExportedInteraction at, SourceNode condition)
    {
        SourceNode? match = Fields.Object(condition, "patternMatch");
        ValueList<string> patterns = import.Patterns(Fields.Texts(match, "patterns"), at.Subject);
        if (patterns.Count == 0)
        {
            import.Log.Drop(condition, at.Subject, "The condition has no pattern that can be read; its rule never holds.");
            return Never;
        }

        return new ImportedTest(new PatternTest(patterns), import.Excludes(Fields.Texts(match, "excludeKeywords"), at.Subject));
    }

    private ImportedTest Regex(ExportedInteraction at, SourceNode condition)
    {
        SourceNode? match = Fields.Object(condition, "regexMatch");
        string expression = Fields.Text(match, "regexText") ?? "";
        if (!import.IsRegex(expression))
        {
            import.Log.Drop(condition, at.Subject, $"The regular expression \"{expression}\" cannot be run without backtracking, or not at all; its rule never holds.");
            return Never;
        }

        return new ImportedTest(new RegexTest(expression), import.Excludes(Fields.Texts(match, "excludeKeywords"), at.Subject));
    }

    private ImportedTest Option(ExportedInteraction at, SourceNode condition, ValueList<Choice> choices)
    {
        string value = import.Texts.Of((Fields.Text(Fields.Object(condition, "evaluateOptionMatch"), "value") ?? "").Trim());
        Choice? choice = choices.FirstOrDefault(each => string.Equals(each.Label, value, StringComparison.Ordinal)) ?? choices.FirstOrDefault(each => Utterance.SameText(each.Label, value));
        if (choice is not null)
        {
            return new ImportedTest(new ChoiceTest(choice.Label), []);
        }

        import.Log.Change(condition, at.Subject, $"The option \"{value}\" is not among the choices; the rule holds when exactly that is said.");
        return new ImportedTest(new EqualsTest(value), []);
    }

    private ImportedTest Result(ExportedInteraction at, SourceNode condition)
    {
        string? status = Fields.FullText(Fields.Object(condition, "apiResultsMatch"), "status") ?? Fields.FindText(condition, "status", "result");
        CallResult? result = status?.Trim().ToUpperInvariant() switch
        {
            "SUCCESS" or "SUCCEEDED" => CallResult.Success,
            "FAILURE" or "FAILED" or "FAIL" or "ERROR" => CallResult.Failure,
            _ => null,
        };
        return result is { } known ? new ImportedTest(new ResultTest(known), []) : Unknown(at, condition, $"API_RESULT {status}");
    }

    private ImportedTest Unknown(ExportedInteraction at, SourceNode condition, string type)
    {
        import.Log.Drop(condition, at.Subject, $"Conditions of the type {(type.Length == 0 ? "without a name" : type)} are not supported; the rule never holds.");
        Fields.TakeWhole(condition);
        return Never;
    }

    /// <summary>The texts of the object that belongs to the type of the condition.</summary>
    private List<string> Texts(SourceNode condition)
    {
        List<string> texts = [];
        foreach (SourceNode child in condition.Children)
        {
            if (child.Kind is SourceKind.Object)
            {
                Fields.Any(condition, child.Name!);
                Collect(child, texts);
            }
            else if (child.Kind is SourceKind.Text && child.Name is not "matchType")
            {
                Fields.Any(condition, child.Name!);
                Add(child, texts);
            }
        }

        return texts;
    }

    private void Collect(SourceNode owner, List<string> texts)
    {
        foreach (SourceNode child in owner.Children)
        {
            if (child.Kind is SourceKind.List)
            {
                foreach (SourceNode element in Fields.Elements(owner, child.Name!))
                {
                    Add(element, texts);
                }
            }
            else
            {
                Fields.Any(owner, child.Name!);
                Add(child, texts);
            }
        }
    }

    private static void Add(SourceNode node, List<string> texts)
    {
        if (node.Kind is SourceKind.Text or SourceKind.Number && !string.IsNullOrWhiteSpace(node.Text))
        {
            texts.Add(node.Text);
        }
    }
}

/// <summary>A test with what narrows it and what is said when it holds.</summary>
internal sealed record ImportedTest(ConditionTest Test, ValueList<string> Excludes)
{
    public string? Message { get; init; }
}
