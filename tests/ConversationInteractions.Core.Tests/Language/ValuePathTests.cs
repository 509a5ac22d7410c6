using System.Text.Json;
using ConversationInteractions.Language;

namespace ConversationInteractions.Core.Tests.Language;

public sealed class ValuePathTests
{
    private const string Shop = """
        { "shop": { "name": "Corner \"A\"", "open": true, "closed": false, "none": null, "no": 42.50, "big": 1e400 },
          "items": [ { "title": "Lamp", "price": 12.5 }, { "title": "Chair", "tags": ["a", "b"] }, { "price": 90 } ],
          "tags": [ "x", null, 3, { "a": [ 1 ] } ],
          "nothing": [], "odd.name": 1, "it's": 2, "": 3, "a\u0062c": 4,
          "grid": [ [ 1, 2 ], [], [ 3 ] ], "twice": 1, "twice": 2 }
        """;

    [TestCase("$.shop.name", "Corner \"A\"")]
    [TestCase("$.shop.open", "true")]
    [TestCase("$.shop.closed", "false")]
    [TestCase("$.shop.no", "42.50")]
    [TestCase("$.shop.big", "1e400")]
    [TestCase("$['shop']['name']", "Corner \"A\"")]
    [TestCase("$['odd.name']", "1")]
    [TestCase("$['it\\'s']", "2")]
    [TestCase("$['']", "3")]
    [TestCase("$.abc", "4")]
    [TestCase("$.twice", "2")]
    [TestCase("$.items[0].title", "Lamp")]
    [TestCase("$.items[1]", "{ \"title\": \"Chair\", \"tags\": [\"a\", \"b\"] }")]
    [TestCase("$.grid[0][1]", "2")]
    public void A_path_reads_a_text(string path, string text) =>
        Assert.That(Read(path), Is.EqualTo(Value.FromText(text)));

    [TestCase("$.items[*].title", "Lamp|Chair|")]
    [TestCase("$.items[*].price", "12.5||90")]
    [TestCase("$.items[*].tags", "|[\"a\", \"b\"]|")]
    [TestCase("$.items[1].tags", "a|b")]
    [TestCase("$.tags", "x||3|{ \"a\": [ 1 ] }")]
    [TestCase("$.tags[*]", "x||3|{ \"a\": [ 1 ] }")]
    [TestCase("$.grid[*]", "[ 1, 2 ]|[]|[ 3 ]")]
    [TestCase("$.grid[*][*]", "1|2|3")]
    [TestCase("$.grid[*][1]", "2||")]
    public void An_array_is_a_list_with_a_place_for_each_element(string path, string items) =>
        Assert.That(Read(path), Is.EqualTo(Value.FromList(items.Split('|'))));

    [TestCase("$.nothing")]
    [TestCase("$.nothing[*]")]
    [TestCase("$.nothing[*].title")]
    [TestCase("$.items[*].colour")]
    [TestCase("$.grid[1][*]")]
    public void An_array_that_yields_nothing_is_an_empty_list(string path) =>
        Assert.That(Read(path), Is.EqualTo(Value.FromList([])));

    [TestCase("$.missing")]
    [TestCase("$.shop.none")]
    [TestCase("$.shop.name.length")]
    [TestCase("$.shop[0]")]
    [TestCase("$.items.title")]
    [TestCase("$.items[3]")]
    [TestCase("$.missing[*]")]
    [TestCase("$.shop[*]")]
    [TestCase("$.shop.name[*].x")]
    public void What_is_not_there_is_not_found(string path) =>
        Assert.That(Read(path), Is.Null);

    [Test]
    public void The_root_itself_can_be_read()
    {
        Assert.That(Read("$", "7"), Is.EqualTo(Value.FromText("7")));
        Assert.That(Read("$", "[1,2]"), Is.EqualTo(Value.FromList(["1", "2"])));
        Assert.That(Read("$[1]", "[1,2]"), Is.EqualTo(Value.FromText("2")));
        Assert.That(ValuePath.Parse("$").TryRead(default, out _), Is.False);
    }

    [Test]
    public void Texts_that_are_no_valid_Unicode_are_read_with_replacements()
    {
        const string Json = """{ "\ud800": 1, "text": "\udc00\n\u00e4\ud83d\ude00\/", "other": 2 }""";
        Assert.That(Read("$.text", Json), Is.EqualTo(Value.FromText("\ufffd\n\u00e4\ud83d\ude00/")));
        Assert.That(Read("$.other", Json), Is.EqualTo(Value.FromText("2")));
        Assert.That(Read("$.\ud800", Json), Is.EqualTo(Value.FromText("1")));
    }

    [TestCase("", 1, "a path starts with \"$\"")]
    [TestCase("balance", 1, "a path starts with \"$\"")]
    [TestCase("$balance", 2, "comes \".\" or \"[\"")]
    [TestCase("$.", 3, "a name is missing")]
    [TestCase("$.account..balance", 11, "a name is missing")]
    [TestCase("$.a[", 4, "never closed")]
    [TestCase("$.a[]", 5, "a number from 0")]
    [TestCase("$.a[i]", 5, "a number from 0")]
    [TestCase("$.a[-1]", 5, "a number from 0")]
    [TestCase("$.a[99999999999]", 5, "a number from 0")]
    [TestCase("$.a['b", 4, "quoted name is never closed")]
    [TestCase("$.a['b'", 8, "after the closing quote")]
    [TestCase("$.a['b'x]", 8, "after the closing quote")]
    [TestCase("$.a[0]b", 7, "comes \".\" or \"[\"")]
    [TestCase("$.*", 3, "all elements are [*]")]
    [TestCase("$.a]", 4, "in quotes")]
    public void An_unreadable_path_is_explained(string path, int character, string cause)
    {
        bool parsed = ValuePath.TryParse(path, out ValuePath? read, out string? error);
        Assert.Multiple(() =>
        {
            Assert.That((parsed, read), Is.EqualTo((false, (ValuePath?)null)));
            Assert.That(error, Does.StartWith($"Path \"{path}\", character {character}: ").And.Contains(cause));
            Assert.That(() => ValuePath.Parse(path), Throws.TypeOf<FormatException>().With.Message.EqualTo(error));
        });
    }

    [TestCase(64, true)]
    [TestCase(65, false)]
    public void A_path_has_at_most_64_segments(int segments, bool parses) =>
        Assert.That(ValuePath.TryParse("$" + string.Concat(Enumerable.Repeat("[*]", segments)), out _, out _), Is.EqualTo(parses));

    [TestCase("$.a[*].b", true)]
    [TestCase("$.a[0].b", false)]
    public void A_path_knows_whether_it_reads_a_list(string path, bool wildcard) =>
        Assert.That(ValuePath.Parse(path).HasWildcard, Is.EqualTo(wildcard));

    [Test]
    public void Paths_written_alike_are_equal()
    {
        var path = ValuePath.Parse("$.a");
        var same = ValuePath.Parse("$.a");
        Assert.That((path, path.GetHashCode()), Is.EqualTo((same, same.GetHashCode())));
        Assert.That(path, Is.Not.EqualTo(ValuePath.Parse("$['a']")));
    }

    private static Value? Read(string path, string json = Shop)
    {
        using var document = JsonDocument.Parse(json);
        return ValuePath.Parse(path).TryRead(document.RootElement, out Value value) ? value : (Value?)null;
    }
}
