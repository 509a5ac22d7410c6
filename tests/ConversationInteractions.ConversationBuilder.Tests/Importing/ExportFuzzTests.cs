using System.Text;
using System.Text.Json.Nodes;
using ConversationInteractions.ConversationBuilder.Importing;
using ConversationInteractions.Definitions;
using ConversationInteractions.Fuzzing;
using ConversationInteractions.Interpretation;

namespace ConversationInteractions.ConversationBuilder.Tests.Importing;

/// <summary>Damaged exports: whatever a file holds, it is imported as a valid bot or refused with diagnostics.</summary>
public sealed class ExportFuzzTests
{
    private static readonly int Rounds = 60 * Fuzz.Factor;

    private static readonly string[] Words = ["", " ", "next", "a", "hi", "(", "[a-", "{{", "}}", "{$botContext.x", "{$.api_Stores.x[i]}", "\ud83d\ude00", "greet", "__agent_escalation_failed__", "99999999999999999999", "-1", "NaN", "true"];

    [Test]
    public void Values_of_other_kinds_missing_and_repeated_parts_never_throw([Range(0, 7)] int seed)
    {
        Random random = new(unchecked((Fuzz.Seed * 1_000) + seed));
        for (int round = 0; round < Rounds; round++)
        {
            JsonNode root = JsonNode.Parse(Everything.Draft().ToJson())!;
            for (int i = random.Next(1, 6); i > 0; i--)
            {
                Damage(root, random);
            }

            Check(Encoding.UTF8.GetBytes(root.ToJsonString()));
        }
    }

    [Test]
    public void Links_and_jumps_that_lead_anywhere_never_throw([Range(0, 3)] int seed)
    {
        Random random = new(unchecked((Fuzz.Seed * 1_000) + seed));
        string[] names = ["nextMessageId", "prevMessageId", "group", "value", "id", "name", "responderId", "responderName", "interactionType", "dialogType", "integrationType", "matchType"];
        for (int round = 0; round < Rounds; round++)
        {
            JsonNode root = JsonNode.Parse(Everything.Draft().ToJson())!;
            JsonObject[] objects = [.. Objects(root)];
            string[] values = [.. objects.SelectMany(each => each).Where(each => names.Contains(each.Key)).Select(each => each.Value!.ToString())];
            for (int i = 0; i < 30; i++)
            {
                JsonObject target = objects[random.Next(objects.Length)];
                string name = names[random.Next(names.Length)];
                if (target.ContainsKey(name) || name.EndsWith("MessageId", StringComparison.Ordinal))
                {
                    target[name] = values[random.Next(values.Length)];
                }
            }

            ImportResult result = Check(Encoding.UTF8.GetBytes(root.ToJsonString()));
            Assert.That(result.Bot, Is.Not.Null, () => string.Join('\n', result.Diagnostics));
        }
    }

    [Test]
    public void Bytes_that_were_changed_lost_or_added_never_throw([Range(0, 3)] int seed)
    {
        Random random = new(unchecked((Fuzz.Seed * 1_000) + seed));
        byte[] sound = Encoding.UTF8.GetBytes(Everything.Draft().ToJson());
        for (int round = 0; round < Rounds; round++)
        {
            List<byte> bytes = [.. sound];
            for (int i = random.Next(1, 4); i > 0; i--)
            {
                int at = random.Next(bytes.Count);
                switch (random.Next(4))
                {
                    case 0:
                        bytes[at] = (byte)random.Next(256);
                        break;
                    case 1:
                        bytes.RemoveRange(at, Math.Min(random.Next(1, 50), bytes.Count - at));
                        break;
                    case 2:
                        bytes.Insert(at, "{}[]\",:\\0x"u8[random.Next(10)]);
                        break;
                    default:
                        bytes.RemoveRange(at, bytes.Count - at);
                        bytes.Add((byte)'}');
                        break;
                }
            }

            Check([.. bytes]);
        }
    }

    [TestCase("[", 100_000)]
    [TestCase("{\"conversationMessage\":", 100_000)]
    public void Deep_nesting_is_refused(string opening, int depth)
    {
        ImportResult result = ConversationBuilderExport.Read(string.Concat(Enumerable.Repeat(opening, depth)));
        Assert.That(result.Diagnostics, Is.Not.Empty);
        Assert.That(result.Bot, Is.Null);
    }

    [Test]
    public void A_file_that_is_too_large_is_refused_unread() => Assert.That(
        ConversationBuilderExport.Read(new byte[ConversationBuilderExport.MaxBytes + 1]).Diagnostics.Single().Code, Is.EqualTo(ImportDiagnosticCodes.TooLarge));

    [Test]
    [CancelAfter(60_000)]
    public void A_bot_of_many_interactions_with_the_same_name_id_and_links_is_imported_in_reasonable_time()
    {
        ExportDraft draft = new ExportDraft().Dialog("A", Draft.Starter("hi"), Draft.Text("a", "1"));
        for (int i = 0; i < 20_000; i++)
        {
            draft.Messages.Add(Draft.Text("a", "{{{{").With("group", "d-A").With("nextMessageId", "a").With("prevMessageId", "a"));
        }

        Assert.That(draft.ImportBot().Dialogs.Single().Interactions, Has.Count.EqualTo(20_002));
    }

    private static ImportResult Check(byte[] export)
    {
        ImportResult result;
        try
        {
            result = ConversationBuilderExport.Read(export);
            ConversationBuilderExport.IsExport(export);
        }
        catch (Exception exception) when (exception is not AssertionException)
        {
            throw new AssertionException($"FUZZ_SEED={Fuzz.Seed}: {exception}\n{Encoding.UTF8.GetString(export)}", exception);
        }

        Assert.That(result.Diagnostics.Where(each => each.Code == ImportDiagnosticCodes.NotValid || each.Line < 1), Is.Empty);
        Assert.That(result.Bot is null, Is.EqualTo(result.Diagnostics.Count > 0));
        if (result.Bot is { } bot)
        {
            Assert.That(BotReader.Read(BotWriter.Write(bot)).Bot, Is.EqualTo(bot));
            Assert.That(() => BotProgram.Compile(bot), Throws.Nothing);
        }

        return result;
    }

    private static void Damage(JsonNode root, Random random)
    {
        JsonObject[] objects = [.. Objects(root)];
        JsonObject target = objects[random.Next(objects.Length)];
        if (target.Count == 0)
        {
            return;
        }

        string name = target.ElementAt(random.Next(target.Count)).Key;
        switch (random.Next(6))
        {
            case 0:
                target.Remove(name);
                break;
            case 1:
                target[name] = Value(random);
                break;
            case 2 when target[name] is JsonArray { Count: > 0 } list:
                list.Add(list[random.Next(list.Count)]?.DeepClone());
                break;
            case 3 when target[name] is JsonArray { Count: > 0 } list:
                list[random.Next(list.Count)] = Value(random);
                break;
            case 4:
                target[Words[random.Next(Words.Length)]] = Value(random);
                break;
            default:
                target[name] = Words[random.Next(Words.Length)];
                break;
        }
    }

    private static JsonNode? Value(Random random) => random.Next(7) switch
    {
        0 => null,
        1 => random.Next(-5, 100_000),
        2 => random.Next(2) == 0,
        3 => new JsonArray(Words[random.Next(Words.Length)], 1),
        4 => new JsonObject { ["id"] = "a", ["value"] = Words[random.Next(Words.Length)] },
        5 => new JsonArray(new JsonObject(), new JsonArray()),
        _ => Words[random.Next(Words.Length)],
    };

    private static IEnumerable<JsonObject> Objects(JsonNode? node)
    {
        switch (node)
        {
            case JsonObject found:
                yield return found;
                foreach (JsonObject below in found.SelectMany(property => Objects(property.Value)))
                {
                    yield return below;
                }

                break;
            case JsonArray list:
                foreach (JsonObject below in list.SelectMany(Objects))
                {
                    yield return below;
                }

                break;
        }
    }
}
