using System.Text.Json;
using ConversationInteractions.Definitions;
using ConversationInteractions.Fuzzing;
using ConversationInteractions.Language;

namespace ConversationInteractions.Core.Tests.Language;

/// <summary>The small languages take any text: it has a meaning or an error at a place in it, soon.</summary>
public sealed class LanguageFuzzTests
{
    private const int Rounds = 5_000;

    private static readonly string[] PatternPieces = ["a", "hi", "hello", "order number", " ", "*", "(", ")", "|", "(a|b)", "(a|)", "*(", ")*", "\u00df", "\u0130", "e\u0301", "\U0001F600", "\t", "0"];

    private static readonly string[] TemplatePieces =
    [
        "{", "}", "{{", "}}", "$", ".", "[", "]", "*", "'", "text", " ", "{$botContext.x}", "{$botContext.slot.y}", "{$userMessage}", "{shop.name}", "{shop.items.count}", "{$.api_shop.a[0].b}", "{$.api_shop['a']}",
        "{$env.host}", "{$context.crm.key}", "{$location.city}", "{$5.00}", "{$}", "{.}", "\u00e9", "\U0001F600", "\n", "\"", "\\", "/", "%",
    ];

    private static readonly string[] PathPieces = ["$", ".", "a", "['", "']", "[", "]", "0", "1", "-1", "*", "\\", "\\'", "99999999999", "[*]", ".a", "[0]", "\u00e9", " "];

    [Test]
    public void Any_text_is_a_pattern_that_matches_or_not_or_has_an_error_at_a_place() => Fuzz.Run(Rounds, random => (Pattern: Spoiled.Text(random, 20, PatternPieces), Text: Spoiled.Text(random, 30, PatternPieces)), sample =>
    {
        string text = Utterance.Normalize(sample.Text);
        Assert.That(Utterance.Normalize(text), Is.EqualTo(text), "what is normal stays so");
        if (Pattern.TryParse(sample.Pattern, out Pattern? pattern, out PatternError? error))
        {
            bool isMatch = pattern.IsMatch(text);
            Assert.That(Pattern.Parse(pattern.ToString()).IsMatch(text), Is.EqualTo(isMatch));
            Assert.That(TriggerIndex.Build([new Trigger(pattern, 3)]).FindFirst(text), Is.EqualTo(isMatch ? 3 : -1));
        }
        else
        {
            Assert.That(error.Position, Is.InRange(0, Math.Max(0, sample.Pattern.Length - 1)));
            Assert.That(error.Message, Is.Not.Empty);
        }
    });

    [Test]
    public void Any_text_is_an_exclude_keyword_or_has_an_error() => Fuzz.Run(Rounds, random => (Word: Spoiled.Text(random, 6, PatternPieces), Text: Spoiled.Text(random, 30, PatternPieces)), sample =>
    {
        if (ExcludeKeyword.TryParse(sample.Word, out ExcludeKeyword? keyword, out PatternError? error))
        {
            string text = Utterance.Normalize(sample.Text);
            Assert.That(keyword.IsHit(text), Is.EqualTo(ExcludeKeyword.TryParse(keyword.Text, out ExcludeKeyword? again, out _) && again.IsHit(text)));
        }
        else
        {
            Assert.That(error.Message, Is.Not.Empty);
        }
    });

    [Test]
    public void Any_text_is_a_template_that_gives_a_text_in_every_encoding() => Fuzz.Run(Rounds, random => (Template: Spoiled.Text(random, 15, TemplatePieces), Value: Spoiled.Text(random, 8, TemplatePieces)), sample =>
    {
        Template template = Template.Parse(sample.Template, name => name == "shop");
        Everything source = new(sample.Value);
        Assert.That(template.Text, Is.EqualTo(sample.Template));
        Assert.That(template.Render(source), Is.EqualTo(Template.Parse(template.Text, name => name == "shop").Render(source)));
        foreach (ValueEncoding encoding in Enum.GetValues<ValueEncoding>())
        {
            Assert.That(template.Render(source, encoding), Is.Not.Null);
        }
    });

    [Test]
    public void Any_text_in_braces_is_a_reference_or_none() => Fuzz.Run(Rounds, random => Spoiled.Text(random, 8, ["$", ".", "botContext", "env", "context", "shop", "slot", "count", "userMessage", ".api_shop", "[0]", "['", "']", " ", "a", "{", "}"]), text =>
    {
        if (Reference.TryParse(text, name => name == "shop", out Reference? reference))
        {
            Template template = Template.Parse($"{{{text}}}", name => name == "shop");
            Assert.That(template.Parts.Single().Reference, Is.EqualTo(reference));
        }
        else
        {
            Assert.That(reference, Is.Null);
        }
    });

    [Test]
    public void Any_text_is_a_path_that_reads_any_document_or_has_an_error() => Fuzz.Run(Rounds, random => (Path: Spoiled.Text(random, 10, PathPieces), Json: Spoiled.Json("""{"a":[{"a":1,"b":[true,null,"x"]},[[]]],"é":{"0":{"a":"\ud83d\ude00"}}}""", random)), sample =>
    {
        if (ValuePath.TryParse(sample.Path, out ValuePath? path, out string? error))
        {
            Assert.That(ValuePath.Parse(path.Text).Text, Is.EqualTo(sample.Path));
            using JsonDocument document = JsonDocument.Parse(sample.Json);
            Assert.That(!path.TryRead(document.RootElement, out Value value) || !path.HasWildcard || value.IsList, Is.True);
        }
        else
        {
            Assert.That(error, Does.Contain("character"));
        }
    });

    [Test]
    public void Any_text_is_a_duration_that_is_written_as_it_is_meant_or_none() => Fuzz.Run(Rounds, random => Spoiled.Text(random, 10, ["0", "00", "1", "23", "59", "60", "99", ":", ":", ".", "-", "10675199", " ", "0000001", "d"]), text =>
    {
        if (DurationText.TryParse(text, out TimeSpan duration))
        {
            Assert.That(DurationText.TryParse(DurationText.Write(duration), out TimeSpan again), Is.True);
            Assert.That(again, Is.EqualTo(duration));
        }
    });

    [Test]
    public void Any_text_becomes_a_file_name_a_reserved_text_or_none() => Fuzz.Run(Rounds, random => Spoiled.Text(random, 8, [.. TemplatePieces, "con", "..", "file_upload_success:", "__agent_escalation_failed__", "_stepup_", "FILE_UPLOAD_FAILED:"]), text =>
    {
        string name = SafeFileName.From(text);
        Assert.That(SafeFileName.From(name), Is.EqualTo(name));
        Assert.That(ReservedText.IsReserved($"\u00a0{text} "), Is.EqualTo(ReservedText.IsReserved(text)));
    });

    /// <summary>Has a value for every reference.</summary>
    private sealed class Everything(string text) : IReferenceSource
    {
        public bool TryGet(Reference reference, out Value value)
        {
            value = reference.Kind is ReferenceKind.Field ? Value.FromList([text, text]) : text;
            return reference.Kind is not ReferenceKind.Environment;
        }
    }
}
