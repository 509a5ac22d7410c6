using System.Text;

namespace ConversationInteractions.Preview;

/// <summary>Names of files made of what people write: letters, digits and hyphens of ASCII, so that they are safe on every system.</summary>
internal static class PreviewNames
{
    private const int Longest = 60;

    /// <summary>Makes a name.</summary>
    /// <param name="text">What somebody wrote.</param>
    /// <param name="otherwise">The name where nothing of that can be used.</param>
    public static string Slug(string text, string otherwise)
    {
        StringBuilder slug = new();
        foreach (char c in text.ToLowerInvariant())
        {
            if (char.IsAsciiLetterOrDigit(c))
            {
                slug.Append(c);
            }
            else if (slug.Length > 0 && slug[^1] != '-')
            {
                slug.Append('-');
            }

            if (slug.Length == Longest)
            {
                break;
            }
        }

        string name = slug.ToString().Trim('-');
        return name.Length == 0 ? otherwise : name;
    }
}
