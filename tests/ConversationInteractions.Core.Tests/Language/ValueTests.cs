using ConversationInteractions.Language;

namespace ConversationInteractions.Core.Tests.Language;

public sealed class ValueTests
{
    [Test]
    public void A_text_has_one_item()
    {
        Value value = "a";
        Assert.That((value.IsList, value.Count, value.First, value.Joined, value.ToString()), Is.EqualTo((false, 1, "a", "a", "a")));
        Assert.That(value.Items, Is.EqualTo(new[] { "a" }));
    }

    [Test]
    public void A_list_has_its_items()
    {
        var value = Value.FromList(["a", "", "b"]);
        Assert.That((value.IsList, value.Count, value.First, value.Joined, value.ToString()), Is.EqualTo((true, 3, "a", "a, , b", "a, , b")));
        Assert.That(value.Items, Is.EqualTo(new[] { "a", "", "b" }));
    }

    [Test]
    public void An_empty_list_has_nothing()
    {
        var value = Value.FromList([]);
        Assert.That((value.IsList, value.Count, value.First, value.Joined), Is.EqualTo((true, 0, "", "")));
        Assert.That(value.Items, Is.Empty);
    }

    [Test]
    public void The_default_is_the_empty_text() =>
        Assert.That((default(Value), default(Value).Count, default(Value).First), Is.EqualTo((Value.FromText(""), 1, "")));

    [Test]
    public void A_list_is_copied()
    {
        string[] items = ["a"];
        var value = Value.FromList(items);
        items[0] = "b";
        Assert.That(value.First, Is.EqualTo("a"));
    }

    [Test]
    public void Values_are_equal_when_kind_and_texts_are()
    {
        var list = Value.FromList(["a", "b"]);
        Assert.Multiple(() =>
        {
            Assert.That(list == Value.FromList(["a", "b"]), Is.True);
            Assert.That(list.GetHashCode(), Is.EqualTo(Value.FromList(["a", "b"]).GetHashCode()));
            Assert.That(list != Value.FromList(["b", "a"]), Is.True);
            Assert.That(Value.FromList(["a"]).Equals((object)Value.FromText("a")), Is.False);
            Assert.That(Value.FromText("a"), Is.Not.EqualTo(Value.FromText("A")));
            Assert.That(Value.FromList([]), Is.Not.EqualTo(default(Value)));
        });
    }

    [Test]
    public void Null_is_no_value()
    {
        Assert.That(() => Value.FromText(null!), Throws.ArgumentNullException);
        Assert.That(() => Value.FromList([null!]), Throws.ArgumentException);
        Assert.That(() => Value.FromList(["a", null!]), Throws.ArgumentException.With.Message.Contains("use an empty text"));
    }
}
