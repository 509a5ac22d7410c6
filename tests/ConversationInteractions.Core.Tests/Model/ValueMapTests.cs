using ConversationInteractions.Model;

namespace ConversationInteractions.Core.Tests.Model;

/// <summary>Maps of any size behave alike: small ones are searched, large ones have an index.</summary>
public sealed class ValueMapTests
{
    [Test]
    public void Names_are_found_whatever_the_size([Values(1, 8, 9, 100)] int size)
    {
        ValueMap<int> map = Numbered(size);
        Assert.That(Enumerable.Range(0, size).Select(i => map[$"n{i}"]), Is.EqualTo(Enumerable.Range(0, size)));
        Assert.That((map.ContainsKey("none"), map.TryGetValue("N0", out _)), Is.EqualTo((false, false)));
        Assert.That(() => map["none"], Throws.TypeOf<KeyNotFoundException>());
    }

    [Test]
    public void Of_a_name_given_twice_the_last_value_counts_at_the_first_place([Values(2, 9)] int size)
    {
        ValueMap<int> map = ValueMap.Create<int>([.. Numbered(size), KeyValuePair.Create("n0", 77)]);
        Assert.That(map, Has.Count.EqualTo(size));
        Assert.That(map.First(), Is.EqualTo(KeyValuePair.Create("n0", 77)));
    }

    [Test]
    public void A_map_with_or_without_a_name_is_another_one_and_the_first_stays([Values(1, 8, 9, 20)] int size)
    {
        ValueMap<int> map = Numbered(size);
        Assert.That(map.With("n0", 5), Is.EqualTo(ValueMap.Create<int>([.. map, KeyValuePair.Create("n0", 5)])));
        Assert.That(map.With("new", 5).Keys, Is.EqualTo(map.Keys.Append("new")));
        Assert.That(map.Without("n0").Keys, Is.EqualTo(map.Keys.Skip(1)));
        Assert.That(map.Without("none"), Is.SameAs(map));
        Assert.That(map, Is.EqualTo(Numbered(size)));
    }

    [Test]
    public void Order_does_not_count_for_equality([Values(3, 12)] int size)
    {
        ValueMap<int> turned = ValueMap.Create<int>([.. Numbered(size).Reverse()]);
        Assert.That(turned.Equals(Numbered(size)), Is.True);
        Assert.That(turned.GetHashCode(), Is.EqualTo(Numbered(size).GetHashCode()));
        Assert.That(turned.Equals(Numbered(size).With("n0", 9)), Is.False);
    }

    private static ValueMap<int> Numbered(int size) => ValueMap.Create<int>([.. Enumerable.Range(0, size).Select(i => KeyValuePair.Create($"n{i}", i))]);
}
