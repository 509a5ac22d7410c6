using System.Text;
using System.Text.Json;
using ConversationInteractions.Language;
using FsCheck;
using FsCheck.Fluent;

namespace ConversationInteractions.Core.Tests.Language;

public sealed class ValueEncodingTests
{
    [TestCase("A/7 b?c=1&d=\u00fc%#x", "A%2F7%20b%3Fc%3D1%26d%3D%C3%BC%25%23x")]
    [TestCase("aZ09-._~", "aZ09-._~")]
    [TestCase("\ud83d\ude00+", "%F0%9F%98%80%2B")]
    [TestCase("", "")]
    public void A_url_component_is_percent_encoded(string value, string encoded) =>
        Assert.That(Render("{$env.x}", value, ValueEncoding.UrlComponent), Is.EqualTo(encoded));

    [Test]
    public void An_unpaired_surrogate_is_encoded_as_a_replacement()
    {
        Assert.That(Render("{$env.x}", "a\ud800b", ValueEncoding.UrlComponent), Is.EqualTo("a%EF%BF%BDb"));
        Assert.That(Render("{$env.x}", "a\ud800b", ValueEncoding.JsonString), Is.EqualTo("a\ufffdb"));
    }

    [TestCase("say \"hi\" \\", "say \\\"hi\\\" \\\\")]
    [TestCase("a\n\t\0\u2028", "a\\u000A\\u0009\\u0000\\u2028")]
    [TestCase("\u00fc</x>", "\u00fc</x>")]
    public void A_json_text_is_escaped(string value, string encoded) =>
        Assert.That(Render("{$env.x}", value, ValueEncoding.JsonString), Is.EqualTo(encoded));

    [TestCase("A7\r\nX-Admin: yes", "A7X-Admin: yes")]
    [TestCase("a\0b\u0085\tc", "abc")]
    public void A_header_value_has_no_control_characters(string value, string encoded) =>
        Assert.That(Render("{$env.x}", value, ValueEncoding.HeaderValue), Is.EqualTo(encoded));

    [TestCase("../a/b", "_a_b")]
    [TestCase("..", "file")]
    public void A_path_segment_stays_one_segment(string value, string encoded) =>
        Assert.That(Render("{$env.x}", value, ValueEncoding.PathSegment), Is.EqualTo(encoded));

    [TestCase("{$env.x}/{$env.missing}/{$env.x}", "a/file/a")]
    [TestCase("{$env.missing}", "file")]
    public void A_path_segment_is_never_empty(string template, string path) =>
        Assert.That(Render(template, "a", ValueEncoding.PathSegment), Is.EqualTo(path));

    [Test]
    public void Literals_are_not_encoded() =>
        Assert.That(Render("https://a/{$env.x}?q=\"", "b c", ValueEncoding.UrlComponent), Is.EqualTo("https://a/b%20c?q=\""));

    [Test]
    public void An_unnamed_encoding_is_refused() =>
        Assert.That(() => Render("{$env.x}", "a", (ValueEncoding)99), Throws.TypeOf<ArgumentOutOfRangeException>());

    [Test]
    public void An_encoded_value_is_decoded_to_itself()
    {
        var text = Gen.ArrayOf(Gen.OneOf(Gen.Elements('"', '\\', '\n', '%', '/', '{', '}', '\ud83d', '\ude00'), Gen.Choose(0, 0xffff).Select(c => (char)c)))
            .Select(characters => new string(characters));
        Check.One(Config.QuickThrowOnFailure.WithMaxTest(2_000), Prop.ForAll(text.ToArbitrary(), sample =>
        {
            string valid = Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(sample));
            string json = $"\"{Render("{$env.x}", sample, ValueEncoding.JsonString)}\"";
            using var document = JsonDocument.Parse(json);
            return Uri.UnescapeDataString(Render("{$env.x}", sample, ValueEncoding.UrlComponent)) == valid
                && document.RootElement.GetString() == valid;
        }));
    }

    private static string Render(string template, string value, ValueEncoding encoding) =>
        Template.Parse(template, _ => false).Render(new ReferenceTable { ["{$env.x}"] = value }, encoding);
}
