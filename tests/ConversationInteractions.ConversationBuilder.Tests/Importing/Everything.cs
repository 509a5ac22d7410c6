using System.Text.Json.Nodes;
using static ConversationInteractions.ConversationBuilder.Tests.Importing.Draft;

namespace ConversationInteractions.ConversationBuilder.Tests.Importing;

/// <summary>An export that has one of everything, sound and unsound, and from which others are made by damaging it.</summary>
internal static class Everything
{
    public static ExportDraft Draft()
    {
        ExportDraft draft = new() { GlobalFunctions = "function greet() { return 'hi'; }" };
        draft.Bot["botAttributes"] = new JsonObject { ["ENABLE_DEBUG"] = "true", ["DEFAULT_ERROR_MESSAGE"] = "Oh {{no}}", ["PCS_FALLBACK_LIMIT"] = "3" };
        draft.Bot["sessionLength"] = 30;
        draft.Bot["transferGroupId"] = "g";
        return draft
            .Intent("i", "order")
            .Responder("Stores", "https://shop.example/{$botContext.city}", responder =>
            {
                responder["customDataFields"] = new JsonArray(new JsonObject { ["key"] = "city", ["value"] = "{$.api_Stores.list[i].city}" }, new JsonObject { ["key"] = "bad", ["value"] = "{$.api_Other.x}" });
                responder["headers"] = new JsonArray(new JsonObject { ["key"] = "X-Key", ["value"] = "{$env.key}" }, new JsonObject { ["key"] = "not a name", ["value"] = "x" });
                responder["params"] = new JsonArray(new JsonObject { ["key"] = "q", ["value"] = "{$userMessage}" });
                responder["postBody"] = "{ \"n\": {$botContext.n}, \"t\": \"{$userMessage}\" }";
                responder["method"] = "POST";
                responder["transformResultsScript"] = "botContext.setBotVariable('seen', 'yes', true, false);";
                responder["apiCredentialsId"] = "c1";
                responder["securityProtocol"] = "OAUTH2";
            })
            .Responder("Share", "https://files.example/in", responder => responder["integrationType"] = "FILE")
            .Responder("Agents", "", responder => responder.With("integrationType", "LIVEPERSON_AGENT_ESCALATION").With("agentSkillId", "77").With("message", "Wait."))
            .Responder("Mail", "", responder => responder.With("integrationType", "EMAIL").With("to", "{$botContext.mail}").With("nested", new JsonObject { ["a"] = new JsonArray(1, "{{b}}") }))
            .Responder("Nowhere", "not an address")
            .Dialog(
                "1 Welcome",
                Starter("hi", "(hello|hey)*").With("intentId", "i").With("preProcessMessage", "greet();").With("excludeKeywords", new JsonArray("bye")),
                Text("greet", "Hi {$userMessage}, {{ friend }}").With("interactionDelay", "500").With("comment", new JsonObject { ["content"] = "a remark" }),
                Interaction("picture", "IMAGE", new JsonObject { ["url"] = "https://shop.example/a.png" }),
                MultipleChoice("ask", "Which?", ["Red\n", "Blue", "3"], Rule("greet", Option("Red")), Rule("none", Option("blue")), Rule("next", Option("Green")), Rule("ask", NoMatch("Pardon?"))),
                QuickReply("more", "More?", [("Yes, please", "yes"), ("No", null)], Rule("next", Pattern("yes", "y")), Rule("close_conversation", Pattern("no")), Rule("more")),
                Buttons("buttons", "Buttons", ("Go on", "postback", "go"), ("Open", "web_url", "https://shop.example"), ("Odd", "phone", "1")),
                Interaction("card", "STRUCTURED", new JsonObject { ["title"] = "{Stores.city}", ["subTitle"] = "x", ["image"] = "https://shop.example/{Stores.city}.png", ["buttons"] = ButtonList(("Map", "web_url", "https://maps.example")) }),
                Universal("tile", """{ "type": "vertical", "elements": [ { "type": "text", "text": "{{x}} {$botContext.n}" } ] }"""),
                Universal("carousel", "{$botContext.carousel}"),
                Universal("broken", "{ nothing }"))
            .Dialog(
                "2 Calls",
                Starter("call"),
                Call("call", "Stores", Rule("greet", Result("SUCCESS")).Storing("done", "true"), Rule("none", Result("FAILURE")), Rule("next").Storing("left", "{$userMessage}", "DIALOG")),
                Call("mail", "Mail"),
                Call("lost", "Gone"),
                Call("nowhere", "Nowhere"),
                Call("agents", "Agents"))
            .Dialog(
                "3 Answers",
                Starter("answers"),
                Question("regex", "Number?", Rule("next", Regex("[0-9]+")), Rule("next", Regex("(?<!a)b"))),
                Question(
                    "contexts",
                    "Right?",
                    Rule("next", Regex(".*")).If("CONTAINS", "{$userMessage}", "done").If("EQUALS", "n", "5"),
                    Rule("none").If("GREATER_THAN_OR_EQUAL", "n", "5", "ALL").If("SOUNDS_LIKE", "n", "five", "ALL")),
                Question("exact", "Exact?", Rule("next", new JsonObject { ["matchType"] = "EXACT_VALUE", ["exactMatch"] = new JsonObject { ["value"] = "Exactly" } })),
                Question("intent", "Intent?", Rule("next", new JsonObject { ["matchType"] = "INTENT", ["intentMatch"] = new JsonObject { ["intentId"] = "i" } })),
                Question("odd", "Odd?", Rule("next", new JsonObject { ["matchType"] = "ENTITY", ["entityMatch"] = new JsonObject { ["entity"] = "@x" } })))
            .Dialog(
                "4 Files",
                Starter("file"),
                Interaction("upload", "FILE_UPLOAD", new JsonObject { ["text"] = "A file, please.", ["fileUpload"] = new JsonObject { ["acceptedFileTypes"] = new JsonArray("PDF", "image/png", "xyz"), ["successMessage"] = "Got it." } }),
                Call("store", "Share"),
                Interaction("alone", "FILE_UPLOAD", new JsonObject { ["text"] = "Another." }),
                Text("after", "After."),
                Call("share alone", "Share"))
            .Dialog(
                "5 Others",
                Starter("others"),
                Interaction("private", "PRIVATE_MESSAGE", new JsonObject { ["text"] = "secret" }),
                Interaction("picker", "LIST_PICKER", new JsonObject { ["text"] = "Pick", ["listPicker"] = new JsonObject { ["sections"] = new JsonArray(new JsonObject { ["title"] = "All", ["items"] = new JsonArray(new JsonObject { ["title"] = "One" }, new JsonObject { ["title"] = "Two" }) }) } }),
                Interaction("video", "VIDEO", new JsonObject { ["url"] = "https://shop.example/v.mp4" }),
                Interaction("link", "APPLE_RICH_LINK", new JsonObject { ["title"] = "Shop", ["url"] = "https://shop.example" }),
                Interaction("new question", "SLIDER_QUESTION", new JsonObject { ["text"] = "How much?" }),
                Interaction("new statement", "CONFETTI", new JsonObject { ["text"] = "Hurray!" }),
                Interaction("empty", "CONFETTI", []),
                Escalation("human", "One moment.", "42"))
            .Add("Survey", "SURVEY_DIALOG", Question("rate", "How was it?"))
            .Add("Which", "DISAMBIGUATION_DIALOG", Question("which", "What do you mean?"))
            .Fallback(Text("sorry", "Sorry."), Text("jump", "x", Rule("gone")));
    }
}
