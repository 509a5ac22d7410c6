using System.Text.Json;

namespace ConversationInteractions.Definitions;

/// <summary>Gives the same string for the same property name, so that a large file does not hold each name thousands of times.</summary>
internal sealed class NameCache
{
    private readonly string?[] _names = new string?[256];

    public string Get(ref Utf8JsonReader reader)
    {
        ReadOnlySpan<byte> bytes = reader.ValueSpan;
        if (bytes.IsEmpty)
        {
            return "";
        }

        int slot = ((bytes.Length * 31) + (bytes[0] * 7) + (bytes[^1] * 17) + bytes[bytes.Length / 2]) & 255;
        if (_names[slot] is { } known && reader.ValueTextEquals(known))
        {
            return known;
        }

        string name = reader.GetString()!;
        _names[slot] = name;
        return name;
    }
}
