namespace CloudShares;

/// <summary>Other names for a file whose name is taken, as the folder share finds them: <c>a.pdf</c>, <c>a (2).pdf</c>, <c>a (3).pdf</c>.</summary>
internal static class NameVariants
{
    private const int Most = 100;

    public static IEnumerable<string> Of(string path)
    {
        int dot = path.LastIndexOf('.');
        int name = path.LastIndexOf('/') + 1;
        (string stem, string extension) = dot > name ? (path[..dot], path[dot..]) : (path, "");
        return Enumerable.Range(2, Most - 1).Select(n => $"{stem} ({n}){extension}").Prepend(path);
    }
}
