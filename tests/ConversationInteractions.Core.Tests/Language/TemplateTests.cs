using ConversationInteractions.Language;

namespace ConversationInteractions.Core.Tests.Language;

public sealed class TemplateTests
{
    private static readonly ReferenceTable Values = new()
    {
        ["{$botContext.tier}"] = "gold",
        ["{$userMessage}"] = "{$botContext.tier} and {{x}}",
        ["{shop.titles}"] = Value.FromList(["Lamp", "Chair"]),
        ["{shop.titles.count}"] = "2",
        ["{shop.none}"] = Value.FromList([]),
    };

    [TestCase("", "")]
    [TestCase("plain", "plain")]
    [TestCase("You are {$botContext.tier}.", "You are gold.")]
    [TestCase("{$botContext.tier}{$botContext.tier}", "goldgold")]
    [TestCase("{shop.titles.count} titles", "2 titles")]
    [TestCase("Please {fill in} this {}.", "Please {fill in} this {}.")]
    [TestCase("{unknown.field} {shop} {$nothing}", "{unknown.field} {shop} {$nothing}")]
    [TestCase("open { and } closed", "open { and } closed")]
    [TestCase("{", "{")]
    [TestCase("}", "}")]
    [TestCase("{{$botContext.tier}} is {$botContext.tier}", "{$botContext.tier} is gold")]
    [TestCase("{{{$botContext.tier}}}", "{gold}")]
    [TestCase("{{{{}}}}", "{{}}")]
    [TestCase("{x {$botContext.tier}", "{x gold")]
    [TestCase("{$botContext.tier", "{$botContext.tier")]
    public void References_are_replaced_and_all_else_stays(string template, string text) =>
        Assert.That(Render(template), Is.EqualTo(text));

    [TestCase("""{"a":{"b":{"c":"{$botContext.tier}"}}}""", """{"a":{"b":{"c":"gold"}}}""")]
    [TestCase("""{"a":{"b":{}}}""", """{"a":{"b":{}}}""")]
    [TestCase("""{{"a":{{"b":1}}}}""", """{"a":{"b":1}}""")]
    [TestCase("""{"a":"{{x}}"}""", """{"a":"{x}"}""")]
    public void Json_can_be_written_plainly_or_with_doubled_braces(string template, string text) =>
        Assert.That(Render(template), Is.EqualTo(text));

    [TestCase("{shop.titles}", "Lamp, Chair")]
    [TestCase("First: {shop.titles}", "First: Lamp")]
    [TestCase("{shop.titles} ", "Lamp ")]
    [TestCase("{shop.none}", "")]
    [TestCase("[{shop.none}]", "[]")]
    public void A_list_is_joined_alone_and_else_its_first_element(string template, string text) =>
        Assert.That(Render(template), Is.EqualTo(text));

    [TestCase("{shop.titles}", "Lamp%2C%20Chair")]
    [TestCase("/{shop.titles}/", "/Lamp/")]
    public void So_it_is_where_values_are_encoded(string template, string text) =>
        Assert.That(Template.Parse(template, name => name == "shop").Render(Values, ValueEncoding.UrlComponent), Is.EqualTo(text));

    [TestCase("[{$botContext.missing}]", "[]")]
    [TestCase("{$botContext.missing}", "")]
    public void A_reference_without_a_value_is_nothing(string template, string text) =>
        Assert.That(Render(template), Is.EqualTo(text));

    [TestCase("{$userMessage}", "{$botContext.tier} and {{x}}")]
    [TestCase("You said: {$userMessage}", "You said: {$botContext.tier} and {{x}}")]
    public void A_value_is_never_expanded(string template, string text) =>
        Assert.That(Render(template), Is.EqualTo(text));

    [Test]
    public void The_parts_are_literals_and_references_in_order()
    {
        var template = Parse("a{{{$botContext.x}}}b {c} {shop.y}");
        Assert.That(template.Parts, Is.EqualTo(new TemplatePart[]
        {
            new("a{", null),
            new(null, new Reference(ReferenceKind.Variable, "x")),
            new("}b {c} ", null),
            new(null, new Reference(ReferenceKind.Field, "shop", "y")),
        }));
        Assert.That((template.IsLiteral, template.SingleReference), Is.EqualTo((false, (Reference?)null)));
    }

    [Test]
    public void A_reference_alone_is_single() =>
        Assert.That(
            (Parse("{$env.x}").SingleReference, Parse(" {$env.x}").SingleReference, Parse("x").SingleReference),
            Is.EqualTo((new Reference(ReferenceKind.Environment, "x"), (Reference?)null, (Reference?)null)));

    [TestCase("hello", true)]
    [TestCase("{{x}} {y}", true)]
    [TestCase("", true)]
    [TestCase("{$botName}", false)]
    public void A_text_without_references_is_literal(string template, bool literal) =>
        Assert.That(Parse(template).IsLiteral, Is.EqualTo(literal));

    [Test]
    public void A_literal_is_rendered_as_the_same_text_each_time()
    {
        const string Text = "hello";
        Assert.That(Parse(Text).Render(Values), Is.SameAs(Text));
        var escaped = Parse("{{x}}");
        Assert.That(escaped.Render(Values), Is.SameAs(escaped.Render(Values, ValueEncoding.JsonString)));
    }

    [TestCase("BLANK_MESSAGE", true)]
    [TestCase("  BLANK_MESSAGE\n", true)]
    [TestCase("Not BLANK_MESSAGE", false)]
    [TestCase("blank_message", false)]
    [TestCase("", false)]
    [TestCase("{$botContext.x}", false)]
    public void A_blank_message_is_known(string template, bool blank) =>
        Assert.That(Parse(template).IsBlank, Is.EqualTo(blank));

    [Test]
    public void A_long_text_is_rendered()
    {
        string template = string.Concat(Enumerable.Repeat("0123456789{$botContext.tier}", 1_000));
        Assert.That(Render(template), Is.EqualTo(string.Concat(Enumerable.Repeat("0123456789gold", 1_000))));
    }

    private static Template Parse(string text) => Template.Parse(text, name => name == "shop");

    private static string Render(string template) => Parse(template).Render(Values);
}
