using ConversationInteractions.Testing;

namespace ConversationInteractions.Cli;

/// <summary>Bots in every form of file that the tool knows.</summary>
internal static class BotFiles
{
    /// <summary>Readers of forms other than a bot definition, asked in order.</summary>
    public static IReadOnlyList<BotFileReader> Readers { get; } = [];

    /// <summary>Reads a bot.</summary>
    /// <param name="path">Where the file is.</param>
    /// <param name="content">The whole file.</param>
    public static BotFile Read(string path, byte[] content) =>
        Readers.Select(reader => reader(path, content)).FirstOrDefault(file => file is not null) ?? BotFile.Read(content);
}
