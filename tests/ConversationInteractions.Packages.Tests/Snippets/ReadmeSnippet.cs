namespace ConversationInteractions.Packages.Tests.Snippets;

/// <summary>A piece of code or JSON in a README.</summary>
/// <param name="File">The README's path in the repository.</param>
/// <param name="Line">The line of its first line of code.</param>
/// <param name="Caption">The file that the README says it is, such as <c>Program.cs</c> or <c>bank.bot.json</c>; C# without one is read in the frame.</param>
/// <param name="Code">The code as it stands.</param>
public sealed record ReadmeSnippet(string File, int Line, string? Caption, string Code)
{
    /// <summary>Every piece in the READMEs of the repository.</summary>
    public static IReadOnlyList<ReadmeSnippet> All { get; } = [.. Of("csharp")];

    /// <inheritdoc/>
    public override string ToString() => $"{File}({Line})";

    /// <summary>The pieces that are marked with one of some words.</summary>
    public static IEnumerable<ReadmeSnippet> Of(params string[] words) => Readmes().SelectMany(path => Read(path, words));

    /// <summary>The READMEs of the repository.</summary>
    public static IEnumerable<string> Readmes() =>
        [
            Repository.PathOf("README.md"),
            .. Repository.Packages.Select(package => Repository.PathOf("src", package, "README.md")),
            .. Directory.GetFiles(Repository.PathOf("samples"), "README.md", SearchOption.AllDirectories),
        ];

    private static IEnumerable<ReadmeSnippet> Read(string path, string[] words)
    {
        string[] lines = System.IO.File.ReadAllLines(path);
        for (int i = 0; i < lines.Length; i++)
        {
            if (!lines[i].StartsWith("```", StringComparison.Ordinal) || !words.Contains(lines[i][3..].Trim()))
            {
                continue;
            }

            int end = Array.FindIndex(lines, i + 1, line => line.StartsWith("```", StringComparison.Ordinal));
            string before = i >= 2 ? lines[i - 2] : "";
            string? caption = before.StartsWith('`') && (before.EndsWith(".cs`:", StringComparison.Ordinal) || before.EndsWith(".bot.json`:", StringComparison.Ordinal)) ? before[1..^2] : null;
            yield return new ReadmeSnippet(Path.GetRelativePath(Repository.Root, path).Replace('\\', '/'), i + 2, caption, string.Join('\n', lines[(i + 1)..end]));
            i = end;
        }
    }
}
