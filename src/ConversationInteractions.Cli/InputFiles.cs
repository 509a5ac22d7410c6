using System.CommandLine;
using System.CommandLine.Parsing;

namespace ConversationInteractions.Cli;

/// <summary>The files that paths of a command line mean: files as they are, folders with all that lies below them.</summary>
internal static class InputFiles
{
    private static readonly EnumerationOptions Below = new() { RecurseSubdirectories = true, IgnoreInaccessible = false };

    /// <summary>The argument of a command that takes paths.</summary>
    public static Argument<string[]> Argument(string description)
    {
        Argument<string[]> paths = new("paths") { Description = description, Arity = ArgumentArity.OneOrMore };
        paths.Validators.Add(result =>
        {
            foreach (Token option in result.Tokens.Where(token => token.Value.StartsWith('-') && !File.Exists(token.Value)))
            {
                // What the parser takes for one more path is a mistyped option.
                result.AddError($"There is no option '{option.Value}'.");
            }
        });
        return paths;
    }

    /// <summary>Finds the files, each once, those of a folder in ordinal order.</summary>
    /// <param name="paths">The paths.</param>
    /// <param name="pattern">Which files of folders, such as <c>*.bot.json</c>.</param>
    /// <param name="complain">Hears of paths that cannot be used.</param>
    public static IReadOnlyList<string> Find(IEnumerable<string> paths, string pattern, Action<string> complain)
    {
        OrderedDictionary<string, string> files = new(StringComparer.Ordinal);
        foreach (string path in paths)
        {
            foreach (string file in Find(path, pattern, complain))
            {
                files.TryAdd(Path.GetFullPath(file), file);
            }
        }

        return [.. files.Values];
    }

    private static string[] Find(string path, string pattern, Action<string> complain)
    {
        try
        {
            if (File.Exists(path))
            {
                return [path];
            }

            if (!Directory.Exists(path))
            {
                complain($"{path}: error: There is no such file or folder.");
                return [];
            }

            string[] found = [.. Directory.EnumerateFiles(path, pattern, Below).Order(StringComparer.Ordinal)];
            if (found.Length == 0)
            {
                complain($"{path}: error: The folder has no {pattern} files.");
            }

            return found;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            complain($"{path}: error: The folder cannot be read: {exception.Message}");
            return [];
        }
    }
}
