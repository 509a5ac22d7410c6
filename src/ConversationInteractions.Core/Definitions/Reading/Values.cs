using ConversationInteractions.Model;

namespace ConversationInteractions.Definitions.Reading;

/// <summary>Lists and maps of a file as the model's collections.</summary>
internal static class Values
{
    /// <summary>The parts that could be read.</summary>
    public static ValueList<T> Readable<TOutline, T>(TOutline[] outlines, Func<TOutline, T?> value)
        where T : class
    {
        T[] items = new T[outlines.Length];
        int count = 0;
        foreach (TOutline outline in outlines)
        {
            if (value(outline) is { } item)
            {
                items[count++] = item;
            }
        }

        return count == 0 ? [] : new ValueList<T>(count == items.Length ? items : items[..count]);
    }

    public static ValueList<T> List<T>(SourceNode owner, string name, Func<SourceNode, T> map) => Optional(owner, name, map) ?? [];

    /// <summary>The elements of a list, or <see langword="null"/> without one.</summary>
    public static ValueList<T>? Optional<T>(SourceNode owner, string name, Func<SourceNode, T> map)
    {
        if (owner.Member(name) is not { Kind: SourceKind.List } list)
        {
            return null;
        }

        T[] items = new T[list.Children.Count];
        for (int i = 0; i < items.Length; i++)
        {
            items[i] = map(list.Children[i]);
        }

        return items.Length == 0 ? [] : new ValueList<T>(items);
    }

    /// <summary>A whole number of 32 bits; the tables allow no greater ones where it is asked for.</summary>
    public static int? Int(SourceNode owner, string name) => owner.Member(name) is { } member ? Int(member) : null;

    public static int? Int(SourceNode node) => node.AsInteger() is >= int.MinValue and <= int.MaxValue and { } number ? (int)number : null;

    public static ValueList<string> Texts(SourceNode owner, string name) => List(owner, name, node => node.Text);

    public static ValueMap<string> Map(SourceNode owner, string name) => owner.Member(name) is { Kind: SourceKind.Object } map
        ? ValueMap.Create<string>([.. map.Children.Select(member => KeyValuePair.Create(member.Name!, member.Text))])
        : [];
}
