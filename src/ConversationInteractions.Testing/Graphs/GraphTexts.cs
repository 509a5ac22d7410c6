using System.Globalization;
using ConversationInteractions.Model;

namespace ConversationInteractions.Testing;

/// <summary>What interactions and conditions say in a picture: short, on one line.</summary>
internal static class GraphTexts
{
    public static string Interaction(Bot bot, Interaction interaction) => OneLine(interaction switch
    {
        DialogStarter starter => Starter(starter),
        Statement statement => Content(statement.Content),
        Question question => $"{Content(question.Content)}{Choices(question.Choices)}",
        IntegrationCall call => Call(bot.Integrations.FirstOrDefault(integration => integration.Name == call.Integration), call.Integration),
        Escalation escalation => $"To skill {escalation.SkillId}",
        FileUpload upload => $"{upload.Message ?? "File"} ({string.Join(", ", upload.AcceptedTypes)})",
        _ => interaction.GetType().Name,
    });

    public static string Condition(Condition condition)
    {
        List<string> parts = condition.Test is { } test ? [Test(test)] : [];
        parts.AddRange(condition.Variables.Select(Variable));
        string all = parts.Count == 0 ? "always" : string.Join(" and ", parts);
        return OneLine(condition.Excludes.Count == 0 ? all : $"{all} but not {string.Join(", ", condition.Excludes)}");
    }

    /// <summary>What comes next, for an exit that does not lead to another row.</summary>
    public static string Next(NextAction next) => next.Kind switch
    {
        NextActionKind.Next => "next",
        NextActionKind.Current => "ask again",
        NextActionKind.End => "end",
        NextActionKind.CloseDialog => "close dialog",
        NextActionKind.CloseConversation => "close conversation",
        _ => OneLine(next.Target ?? ""),
    };

    public static string Dialog(DialogKind kind) => kind switch
    {
        DialogKind.Fallback => "fallback",
        DialogKind.Disambiguation => "disambiguation",
        DialogKind.AutoEscalation => "auto escalation",
        _ => "",
    };

    /// <summary>A text without line breaks and control characters, and one blank where there were several.</summary>
    public static string OneLine(string text)
    {
        string line = string.Join(' ', text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
        return line.Any(char.IsControl) ? string.Concat(line.Select(c => char.IsControl(c) ? '\uFFFD' : c)) : line;
    }

    /// <summary>Cuts a text that has too many characters, never inside one, and ends it with "…".</summary>
    public static string Cut(string text, int characters)
    {
        StringInfo all = new(text);
        return all.LengthInTextElements <= characters ? text : string.Concat(all.SubstringByTextElements(0, characters - 1).TrimEnd(), "…");
    }

    private static string Starter(DialogStarter starter)
    {
        string[] triggers = [.. starter.Patterns, .. starter.Intents.Select(intent => $"intent {intent}")];
        string all = triggers.Length == 0 ? "Reached by jumps only" : string.Join("  ·  ", triggers);
        return starter.Excludes.Count == 0 ? all : $"{all} but not {string.Join(", ", starter.Excludes)}";
    }

    private static string Content(Content content) => content switch
    {
        TextContent text => text.Text,
        ImageContent image => $"Image {image.Caption ?? image.Url}",
        CardsContent { Message: { Length: > 0 } message } => message,
        CardsContent cards => $"Cards: {string.Join(", ", cards.Cards.Select(card => card.Title ?? card.Subtitle ?? card.Url ?? "card"))}",
        PayloadContent payload => $"Payload {payload.Payload}",
        _ => content.GetType().Name,
    };

    private static string Choices(ValueList<Choice> choices) => choices.Count == 0 ? "" : $" [{string.Join(" | ", choices.Select(choice => choice.Label))}]";

    private static string Call(Integration? integration, string name) => integration switch
    {
        ApiIntegration api => $"{name}: {api.Method} {api.Url}",
        FileIntegration file => $"{name}: stores as {file.Url ?? file.Path}",
        AgentEscalationIntegration agents => $"{name}: to skill {agents.SkillName ?? agents.SkillId}",
        CustomIntegration custom => $"{name}: {custom.Kind}",
        _ => name,
    };

    private static string Test(ConditionTest test) => test switch
    {
        PatternTest pattern => string.Join(" / ", pattern.Patterns),
        RegexTest regex => $"matches {regex.Expression}",
        EqualsTest equal => $"= {equal.Value}",
        ChoiceTest choice => choice.Label,
        IntentTest intent => $"intent {intent.Intent}",
        ResultTest result => result.Result.ToString().ToLowerInvariant(),
        NoMatchTest => "no match",
        _ => test.GetType().Name,
    };

    private static string Variable(VariableCondition condition) => condition.Operator switch
    {
        VariableOperator.EqualTo => $"{condition.Name} = {condition.Value}",
        VariableOperator.NotEqualTo => $"{condition.Name} ≠ {condition.Value}",
        VariableOperator.Contains => $"{condition.Name} contains {condition.Value}",
        VariableOperator.NotContains => $"{condition.Name} lacks {condition.Value}",
        VariableOperator.StartsWith => $"{condition.Name} starts with {condition.Value}",
        VariableOperator.EndsWith => $"{condition.Name} ends with {condition.Value}",
        VariableOperator.GreaterThan => $"{condition.Name} > {condition.Value}",
        VariableOperator.LessThan => $"{condition.Name} < {condition.Value}",
        VariableOperator.Matches => $"{condition.Name} matches {condition.Value}",
        VariableOperator.Exists => string.Equals(condition.Value, "true", StringComparison.OrdinalIgnoreCase) ? $"{condition.Name} exists" : $"no {condition.Name}",
        _ => condition.ToString(),
    };
}
