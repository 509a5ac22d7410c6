using ConversationInteractions.Language;
using FsCheck;
using FsCheck.Fluent;

namespace ConversationInteractions.Core.Tests.Language;

public sealed class TemplatePropertyTests
{
    private static readonly Config Thorough = Config.QuickThrowOnFailure.WithMaxTest(3_000);

    // Texts full of braces and references.
    private static readonly Gen<string> Text =
        Gen.ListOf(Gen.Elements("{", "}", "{{", "}}", "a", " ", "$", ".", "{$botContext.x}", "{shop.y}", "{$.api_shop.z[0]}", "{$userMessage}", "\ud800"))
            .Select(string.Concat);

    [Test]
    public void A_text_whose_braces_are_doubled_is_that_text() =>
        Check.One(Thorough, Prop.ForAll(Text.ToArbitrary(), sample =>
        {
            string doubled = sample.Replace("{", "{{", StringComparison.Ordinal).Replace("}", "}}", StringComparison.Ordinal);
            var template = Parse(doubled);
            return template.IsLiteral && template.Render(new Echo("")) == sample;
        }));

    [Test]
    public void Rendering_joins_the_literals_with_the_values_and_expands_nothing() =>
        Check.One(Thorough, Prop.ForAll(Text.ToArbitrary(), Text.ToArbitrary(), (sample, value) =>
        {
            var template = Parse(sample);
            return template.Render(new Echo(value)) == string.Concat(template.Parts.Select(part => part.Literal ?? value));
        }));

    [Test]
    public void The_parts_of_a_template_are_none_empty_and_no_two_literals_touch() =>
        Check.One(Thorough, Prop.ForAll(Text.ToArbitrary(), sample =>
        {
            var parts = Parse(sample).Parts;
            return parts.All(part => part.Literal is null ? part.Reference is not null : part.Literal.Length > 0 && part.Reference is null)
                && parts.Zip(parts.Skip(1)).All(pair => pair.First.Literal is null || pair.Second.Literal is null);
        }));

    private static Template Parse(string text) => Template.Parse(text, name => name == "shop");

    /// <summary>Has one value for all references.</summary>
    private sealed class Echo(string text) : IReferenceSource
    {
        public bool TryGet(Reference reference, out Value value)
        {
            value = text;
            return true;
        }
    }
}
