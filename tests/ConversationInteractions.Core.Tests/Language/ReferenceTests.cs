using ConversationInteractions.Language;

namespace ConversationInteractions.Core.Tests.Language;

public sealed class ReferenceTests
{
    private static readonly string[] Integrations = ["balance", "my shop", "a.b", "a", "Locations"];

    [TestCase("$botContext.tier", ReferenceKind.Variable, "tier", null)]
    [TestCase("$botContext.api_balanceStatus", ReferenceKind.Variable, "api_balanceStatus", null)]
    [TestCase("$botContext.a.b c-d", ReferenceKind.Variable, "a.b c-d", null)]
    [TestCase("$botContext.slot", ReferenceKind.Variable, "slot", null)]
    [TestCase("$botContext.slot.city", ReferenceKind.Slot, "city", null)]
    [TestCase("$env.brand", ReferenceKind.Environment, "brand", null)]
    [TestCase("balance.amount", ReferenceKind.Field, "balance", "amount")]
    [TestCase("balance.amount.currency", ReferenceKind.Field, "balance", "amount.currency")]
    [TestCase("my shop.title", ReferenceKind.Field, "my shop", "title")]
    [TestCase("a.b.c", ReferenceKind.Field, "a.b", "c")]
    [TestCase("a.c", ReferenceKind.Field, "a", "c")]
    [TestCase("a.b", ReferenceKind.Field, "a", "b")]
    [TestCase("balance.titles.count", ReferenceKind.FieldCount, "balance", "titles")]
    [TestCase("balance.count", ReferenceKind.Field, "balance", "count")]
    [TestCase("$userMessage", ReferenceKind.UserMessage, "userMessage", null)]
    [TestCase("$query", ReferenceKind.UserMessage, "userMessage", null)]
    [TestCase("$quickReplyPayload", ReferenceKind.QuickReplyPayload, "quickReplyPayload", null)]
    [TestCase("$conversationId", ReferenceKind.ConversationId, "conversationId", null)]
    [TestCase("$botName", ReferenceKind.BotName, "botName", null)]
    [TestCase("$channel", ReferenceKind.Channel, "channel", null)]
    [TestCase("$fileName", ReferenceKind.FileName, "fileName", null)]
    [TestCase("$fileType", ReferenceKind.FileType, "fileType", null)]
    [TestCase("$context.orders.last.id", ReferenceKind.Context, "orders", "last.id")]
    [TestCase("$location.city", ReferenceKind.Attribute, "location", "city")]
    [TestCase("$my_location2.city", ReferenceKind.Attribute, "my_location2", "city")]
    [TestCase("$customer.imei", ReferenceKind.Attribute, "customer", "imei")]
    public void A_reference_is_read(string text, ReferenceKind kind, string name, string? member) =>
        Assert.That(Read(text), Is.EqualTo(new Reference(kind, name, member)));

    [TestCase("$.api_balance.account.amount", "balance", "$.account.amount")]
    [TestCase("$.api_balance", "balance", "$")]
    [TestCase("$.api_Locations[0].a", "Locations", "$[0].a")]
    [TestCase("$.api_a.b.c", "a.b", "$.c")]
    [TestCase("$.api_a.x", "a", "$.x")]
    [TestCase("$.api_unknown.x[1]", "unknown", "$.x[1]")]
    [TestCase("$.api_my shop.items[*]['a.b']", "my shop", "$.items[*]['a.b']")]
    public void A_raw_body_is_read_by_a_path(string text, string name, string path) =>
        Assert.That(Read(text), Is.EqualTo(new Reference(ReferenceKind.RawBody, name, Path: ValuePath.Parse(path))));

    [TestCase("")]
    [TestCase(" ")]
    [TestCase("fill in")]
    [TestCase("unknown.field")]
    [TestCase("balance")]
    [TestCase("balance.")]
    [TestCase(".balance")]
    [TestCase(" balance.amount")]
    [TestCase("$botContext.x ")]
    [TestCase("$botContext")]
    [TestCase("$botContext.")]
    [TestCase("$botContext. x")]
    [TestCase("$env.")]
    [TestCase("$context.x")]
    [TestCase("$context..x")]
    [TestCase("$usermessage")]
    [TestCase("$5.00")]
    [TestCase("$a-b.c")]
    [TestCase("$_a.c")]
    [TestCase("$.c")]
    [TestCase("$")]
    [TestCase("$.balance")]
    [TestCase("$.api_")]
    [TestCase("$.api_balance..x")]
    [TestCase("$.api_balance[i]")]
    [TestCase("$botContext.{x}")]
    public void Other_text_is_no_reference(string text) =>
        Assert.That(Read(text), Is.Null);

    [TestCase("tier", ReferenceKind.Variable, "tier", null)]
    [TestCase("some.thing", ReferenceKind.Variable, "some.thing", null)]
    [TestCase("balance.amount", ReferenceKind.Field, "balance", "amount")]
    [TestCase("balance.titles.count", ReferenceKind.FieldCount, "balance", "titles")]
    [TestCase("$userMessage", ReferenceKind.UserMessage, "userMessage", null)]
    [TestCase("$botContext.tier", ReferenceKind.Variable, "tier", null)]
    [TestCase("$unknown", ReferenceKind.Variable, "$unknown", null)]
    public void The_name_in_a_condition_is_a_variable_unless_it_is_more(string text, ReferenceKind kind, string name, string? member) =>
        Assert.That(Reference.ForConditionName(text, Integrations.Contains), Is.EqualTo(new Reference(kind, name, member)));

    [TestCase("$botContext.tier")]
    [TestCase("$botContext.slot.city")]
    [TestCase("$env.brand")]
    [TestCase("balance.amount")]
    [TestCase("balance.titles.count")]
    [TestCase("$.api_Locations[0].a")]
    [TestCase("$.api_balance")]
    [TestCase("$userMessage")]
    [TestCase("$fileType")]
    [TestCase("$context.orders.last")]
    [TestCase("$location.city")]
    public void A_reference_is_written_as_it_was_read(string text) =>
        Assert.That(Read(text)?.ToString(), Is.EqualTo($"{{{text}}}"));

    [Test]
    public void A_text_with_very_many_dots_is_no_reference() =>
        Assert.That(Read(new string('.', 100_000)), Is.Null);

    private static Reference? Read(string text) =>
        Reference.TryParse(text, Integrations.Contains, out Reference? reference) ? reference : null;
}
