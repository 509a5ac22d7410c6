using FsCheck;
using FsCheck.Fluent;

namespace ConversationInteractions.Core.Tests.Language;

/// <summary>Random patterns and texts over so few characters that many of them fit.</summary>
internal static class Samples
{
    public static Gen<string> Text { get; } =
        Gen.ArrayOf(Gen.Elements('a', 'b', ' ')).Select(characters => new string(characters, 0, Math.Min(characters.Length, 12)));

    public static Gen<string> Pattern(int depth = 3) =>
        from items in Gen.ListOf(Item(depth))
        select string.Concat(items.Take(6));

    private static Gen<string> Item(int depth)
    {
        var plain = Gen.Elements("a", "b", "ab", " ", "*");
        return depth == 0 ? plain : Gen.Frequency((5, plain), (2, Group(depth - 1)));
    }

    private static Gen<string> Group(int depth) =>
        from alternates in Gen.ListOf(Pattern(depth))
        select $"({string.Join('|', alternates.Take(3))})";
}
