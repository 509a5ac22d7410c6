using System.Globalization;
using System.Text.Json.Nodes;
using ConversationInteractions.ConversationBuilder.Importing;
using ConversationInteractions.Model;

namespace ConversationInteractions.ConversationBuilder.Tests.Importing;

/// <summary>Writes an export as the product does: interactions of all dialogs in one flat list, linked to one another.</summary>
internal sealed class ExportDraft
{
    public JsonObject Bot { get; } = new() { ["id"] = "b-1", ["name"] = "Shop", ["chatBotType"] = "CUSTOMER_FACING_BOT", ["language"] = "en-US", ["version"] = "2" };

    public List<JsonObject> Messages { get; } = [];

    public List<JsonObject> Groups { get; } = [];

    public List<JsonObject> Responders { get; } = [];

    public List<JsonObject> Intents { get; } = [];

    public string? GlobalFunctions { get; set; }

    /// <summary>Adds a dialog whose interactions follow one another; the id of an interaction is its name.</summary>
    public ExportDraft Dialog(string name, params JsonObject[] interactions) => Add(name, "DIALOG", interactions);

    public ExportDraft Fallback(params JsonObject[] interactions) => Add("Fallback", "FALLBACK_DIALOG", interactions);

    public ExportDraft Add(string name, string type, params JsonObject[] interactions)
    {
        Groups.Add(new JsonObject { ["id"] = $"d-{name}", ["name"] = name, ["dialogType"] = type, ["status"] = "ENABLED" });
        for (int i = 0; i < interactions.Length; i++)
        {
            interactions[i]["group"] = $"d-{name}";
            if (i > 0)
            {
                interactions[i]["prevMessageId"] = interactions[i - 1]["id"]!.DeepClone();
                interactions[i - 1]["nextMessageId"] = interactions[i]["id"]!.DeepClone();
            }

            Messages.Add(interactions[i]);
        }

        return this;
    }

    public ExportDraft Responder(string name, string url, Action<JsonObject>? change = null)
    {
        JsonObject responder = new() { ["id"] = $"r-{name}", ["name"] = name, ["webhook"] = url, ["method"] = "GET", ["integrationType"] = "API", ["responseDataVariable"] = name };
        change?.Invoke(responder);
        Responders.Add(responder);
        return this;
    }

    public ExportDraft Intent(string id, string name)
    {
        Intents.Add(new JsonObject { ["id"] = id, ["name"] = name });
        return this;
    }

    /// <summary>The whole file; the interactions stand sorted by id, so that their order in the file means nothing.</summary>
    public string ToJson()
    {
        JsonObject root = new()
        {
            ["hash"] = "1",
            ["bot"] = Bot.DeepClone(),
            ["responder"] = List(Responders),
            ["conversationMessage"] = List(Messages.OrderBy(message => message["id"]?.ToString(), StringComparer.Ordinal)),
            ["groups"] = List(Groups),
            ["associatedIntents"] = List(Intents),
        };
        if (GlobalFunctions is not null)
        {
            root["globalFunctions"] = new JsonObject { ["methods"] = GlobalFunctions };
        }

        return root.ToJsonString(new System.Text.Json.JsonSerializerOptions { WriteIndented = true });
    }

    public ImportResult Import() => ConversationBuilderExport.Read(ToJson());

    /// <summary>The bot, which must be there.</summary>
    public Bot ImportBot()
    {
        ImportResult result = Import();
        Assert.That(result.Diagnostics, Is.Empty);
        return result.Bot!;
    }

    private static JsonArray List(IEnumerable<JsonObject> items) => [.. items.Select(item => item.DeepClone())];
}

/// <summary>Interactions and rules of exports.</summary>
internal static class Draft
{
    public static JsonObject Starter(params string[] patterns)
    {
        JsonObject starter = Interaction($"starter {string.Join(' ', patterns)}", "DIALOG_STARTER", []);
        starter["pattern"] = Texts(patterns);
        return starter;
    }

    public static JsonObject Text(string name, string text, params JsonObject[] rules) => Interaction(name, "TEXT", new JsonObject { ["text"] = text }, rules);

    public static JsonObject Question(string name, string text, params JsonObject[] rules) => Interaction(name, "TEXT_QUESTION", new JsonObject { ["text"] = text }, rules);

    public static JsonObject MultipleChoice(string name, string text, string[] choices, params JsonObject[] rules) => Interaction(
        name,
        "MULTIPLE_CHOICE_QUESTION",
        new JsonObject { ["text"] = text, ["multipleChoice"] = new JsonObject { ["multipleChoices"] = Texts(choices), ["displayChoice"] = "BUTTON", ["textStyle"] = "NUMBERS" } },
        rules);

    public static JsonObject QuickReply(string name, string text, (string Title, string? Payload)[] replies, params JsonObject[] rules)
    {
        JsonObject reply = Interaction(name, "QUICK_REPLY", new JsonObject { ["text"] = text }, rules);
        reply["quickReplies"] = new JsonArray([.. replies.Select(each => new JsonObject { ["type"] = "text", ["title"] = each.Title, ["payload"] = each.Payload })]);
        return reply;
    }

    public static JsonObject Buttons(string name, string text, params (string Name, string Type, string Callback)[] buttons) =>
        Interaction(name, "BUTTON", new JsonObject { ["text"] = text, ["buttons"] = ButtonList(buttons) });

    public static JsonArray ButtonList(params (string Name, string Type, string Callback)[] buttons) =>
        [.. buttons.Select(button => new JsonObject { ["name"] = button.Name, ["type"] = button.Type, ["callback"] = button.Callback })];

    public static JsonObject Universal(string name, string json) =>
        Interaction(name, "UNIVERSAL", new JsonObject { ["universalWidget"] = new JsonObject { ["leMessageJson"] = json } }).With("userInputRequired", true);

    public static JsonObject Call(string name, string responder, params JsonObject[] rules)
    {
        JsonObject call = Interaction(name, "API_INTEGRATION", [], rules);
        call["content"] = new JsonObject { ["contentType"] = "DYNAMIC", ["responderName"] = responder, ["responderId"] = $"r-{responder}" };
        return call;
    }

    public static JsonObject Escalation(string name, string text, string? skill) =>
        Interaction(name, "ESCALATION", new JsonObject { ["text"] = text, ["escalation"] = new JsonObject { ["agentSkillId"] = skill } }, Rule("none"));

    /// <summary>An interaction; without rules it has the one that every interaction has.</summary>
    public static JsonObject Interaction(string name, string type, JsonObject tile, params JsonObject[] rules) => new()
    {
        ["id"] = name,
        ["name"] = name,
        ["interactionType"] = type,
        ["status"] = "ACTIVE",
        ["content"] = new JsonObject { ["contentType"] = "STATIC", ["results"] = new JsonObject { ["type"] = type, ["tile"] = new JsonObject { ["tileData"] = new JsonArray(tile) } } },
        ["responseMatches"] = new JsonArray([.. rules.Length > 0 ? rules : [Rule("next")]]),
    };

    /// <summary>A rule that leads to an interaction, or to <c>next</c>, <c>none</c> and the like.</summary>
    public static JsonObject Rule(string next, params JsonObject[] conditions) => new()
    {
        ["name"] = string.Create(CultureInfo.InvariantCulture, $"to {next}"),
        ["conditions"] = new JsonArray([.. conditions]),
        ["contextConditions"] = new JsonArray(),
        ["action"] = new JsonObject { ["name"] = "INTERACTION", ["value"] = next },
        ["contextDataVariables"] = new JsonArray(),
    };

    public static JsonObject Pattern(params string[] patterns) =>
        new() { ["matchType"] = "PATTERN", ["patternMatch"] = new JsonObject { ["patterns"] = Texts(patterns), ["excludeKeywords"] = new JsonArray() } };

    public static JsonObject Regex(string expression) => new() { ["matchType"] = "REGEX", ["regexMatch"] = new JsonObject { ["regexText"] = expression } };

    public static JsonObject Option(string value) => new() { ["matchType"] = "EVAL_OPTION", ["evaluateOptionMatch"] = new JsonObject { ["value"] = value } };

    public static JsonObject NoMatch(string? message) => new() { ["matchType"] = "NO_MATCH", ["noMatch"] = new JsonObject { ["fallbackMessage"] = message } };

    public static JsonObject Result(string status) => new() { ["matchType"] = "API_RESULT", ["apiResultsMatch"] = new JsonObject { ["status"] = status } };

    public static JsonObject With(this JsonObject json, string name, JsonNode? value)
    {
        json[name] = value;
        return json;
    }

    public static JsonObject Storing(this JsonObject rule, string name, string value, string scope = "SESSION")
    {
        rule["contextDataVariables"]!.AsArray().Add(new JsonObject { ["name"] = name, ["value"] = value, ["scope"] = scope });
        return rule;
    }

    public static JsonObject If(this JsonObject rule, string matchType, string name, string value, string combination = "ANY")
    {
        rule["contextConditions"]!.AsArray().Add(new JsonObject { ["matchType"] = matchType, ["contextName"] = name, ["value"] = value });
        rule["contextMatchConditionType"] = combination;
        return rule;
    }

    private static JsonArray Texts(IEnumerable<string> texts) => [.. texts.Select(text => JsonValue.Create(text))];
}
