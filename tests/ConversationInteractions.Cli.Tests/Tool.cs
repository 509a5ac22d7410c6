namespace ConversationInteractions.Cli.Tests;

/// <summary>Runs the tool in this process, in a folder of its own, with its input and output at hand.</summary>
internal sealed class Tool : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("convo");

    /// <summary>A file's place in the folder.</summary>
    public string this[string name] => Path.Combine(_folder.FullName, name);

    public string Write(string name, string content)
    {
        string path = this[name];
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllText(path, content);
        return path;
    }

    /// <summary>Runs a command line; of the output every mention of the folder is removed.</summary>
    public Task<Run> RunAsync(params string[] args) => RunWithInputAsync("", args);

    public async Task<Run> RunWithInputAsync(string input, params string[] args)
    {
        using StringReader reader = new(input);
        using StringWriter output = new();
        using StringWriter error = new();
        int code = await ConvoTool.RunAsync(args, new Terminal(reader, output, error));
        return new Run(code, Clean(output), Clean(error));
    }

    public void Dispose() => _folder.Delete(recursive: true);

    private string Clean(StringWriter writer) =>
        writer.ToString().ReplaceLineEndings("\n").Replace(_folder.FullName + Path.DirectorySeparatorChar, "", StringComparison.Ordinal);
}

internal sealed record Run(int Code, string Output, string Error);
