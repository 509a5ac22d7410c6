using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using ConversationInteractions.Interpretation;
using ConversationInteractions.Testing;

namespace ConversationInteractions.Preview;

/// <summary>Steps of a script as its format writes them (format 2).</summary>
internal static class ScriptSteps
{
    public static JsonObject Of(ActingStep step) => step switch
    {
        UserStep user => With(With(new JsonObject { ["user"] = user.Text }, "payload", user.Payload), "id", user.Id),
        FileStep file => With(
            new JsonObject { ["file"] = With(new JsonObject { ["name"] = file.Name, ["content"] = file.Content, ["bytes"] = file.Bytes }, "mediaType", file.MediaType) },
            "id", file.Id),
        ShareStep share => new JsonObject { ["share"] = share.Stores ? "stores" : "fails" },
        AgentStep agent => With(new JsonObject { ["agent"] = agent.Act.ToString().ToLowerInvariant() }, "text", agent.Text),
        EventStep raised => new JsonObject { ["event"] = raised.Name, ["text"] = raised.Text },
        AdvanceStep advance => new JsonObject { ["advance"] = advance.Duration.ToString("c", CultureInfo.InvariantCulture) },
        RestartStep => new JsonObject { ["restart"] = true },
        _ => throw new ArgumentException($"{step.GetType().Name} cannot be done on the page; add it here.", nameof(step)),
    };

    public static JsonObject Of(OutgoingMessage message)
    {
        JsonObject step = new() { ["bot"] = message.Text };
        if (message.Choices.Count > 0)
        {
            step["choices"] = new JsonArray([.. message.Choices.Select(Choice)]);
        }

        if (message.Image is { } image)
        {
            step["image"] = With(new JsonObject { ["url"] = image.Url }, "caption", image.Caption);
        }

        if (message.Cards.Count > 0)
        {
            step["cards"] = new JsonArray([.. message.Cards.Select(Card)]);
        }

        if (message.Payload is { } payload)
        {
            step["payload"] = JsonNode.Parse(payload.Text);
        }

        return step;
    }

    public static JsonObject Of(RecordedCall call)
    {
        JsonObject expected = new() { ["integration"] = call.Integration };
        if (call.Url is { } url)
        {
            expected["method"] = call.Method;
            expected["url"] = url.GetLeftPart(UriPartial.Path);
            JsonObject query = [];
            foreach (string[] parameter in url.Query.TrimStart('?').Split('&', StringSplitOptions.RemoveEmptyEntries).Select(parameter => parameter.Split('=', 2)))
            {
                query[Uri.UnescapeDataString(parameter[0])] = parameter.Length > 1 ? Uri.UnescapeDataString(parameter[1]) : "";
            }

            if (query.Count > 0)
            {
                expected["query"] = query;
            }
        }

        if (call.Body.Length > 0)
        {
            expected["body"] = Body(call.Body);
        }

        return expected;
    }

    public static JsonNode Of(StubAnswer answer)
    {
        if (answer.Timeout)
        {
            return new JsonObject { ["timeout"] = true };
        }

        if (answer.Error is { } error)
        {
            return new JsonObject { ["error"] = error };
        }

        JsonObject written = new() { ["status"] = answer.Status };
        if (answer.Body.Length > 0)
        {
            written["body"] = answer.MediaType == "text/plain" ? JsonValue.Create(answer.Body) : JsonNode.Parse(answer.Body);
        }

        return written;
    }

    /// <summary>Any JSON is compared as JSON; what is none, and a JSON text, as the text it is.</summary>
    private static JsonNode Body(string body)
    {
        try
        {
            JsonNode? json = JsonNode.Parse(body);
            return json is JsonObject or JsonArray ? json : JsonValue.Create(body);
        }
        catch (JsonException)
        {
            return JsonValue.Create(body);
        }
    }

    private static JsonNode Choice(OutgoingChoice choice) => choice is { Value: null, Image: null }
        ? JsonValue.Create(choice.Label)
        : With(With(new JsonObject { ["label"] = choice.Label }, "value", choice.Value), "image", choice.Image);

    private static JsonNode Card(OutgoingCard card)
    {
        JsonObject written = With(With(With(With([], "title", card.Title), "subtitle", card.Subtitle), "image", card.Image), "url", card.Url);
        if (card.Buttons.Count > 0)
        {
            written["buttons"] = new JsonArray([.. card.Buttons.Select(button => With(With(new JsonObject { ["label"] = button.Label }, "value", button.Value), "url", button.Url))]);
        }

        return written;
    }

    private static JsonObject With(JsonObject written, string name, string? value)
    {
        if (value is not null)
        {
            written[name] = value;
        }

        return written;
    }
}
