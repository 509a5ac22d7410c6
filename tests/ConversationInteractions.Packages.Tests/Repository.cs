namespace ConversationInteractions.Packages.Tests;

/// <summary>The checkout that the tests were built from.</summary>
internal static class Repository
{
    /// <summary>Its folder.</summary>
    public static string Root { get; } = Find();

    /// <summary>A file or folder of it.</summary>
    public static string PathOf(params string[] parts) => Path.Combine([Root, .. parts]);

    /// <summary>The names of the packages, which are the names of their folders.</summary>
    public static string[] Packages { get; } =
        [.. Directory.GetDirectories(PathOf("src")).Select(folder => Path.GetFileName(folder)).Where(name => File.Exists(PathOf("src", name, $"{name}.csproj"))).Order(StringComparer.Ordinal)];

    /// <summary>The packages that are libraries.</summary>
    public static string[] Libraries { get; } = [.. Packages.Where(name => !name.EndsWith(".Cli", StringComparison.Ordinal))];

    private static string Find()
    {
        DirectoryInfo? folder = new(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "ConversationInteractions.sln")))
        {
            folder = folder.Parent;
        }

        return folder?.FullName ?? throw new InvalidOperationException("These tests run from a checkout: no ConversationInteractions.sln was found above them.");
    }
}
