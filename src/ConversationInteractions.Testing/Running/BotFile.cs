using ConversationInteractions.Definitions;
using ConversationInteractions.Model;

namespace ConversationInteractions.Testing;

/// <summary>A bot read from a file.</summary>
public sealed record BotFile
{
    /// <summary>The bot; <see langword="null"/> if the file is refused.</summary>
    public required Bot? Bot { get; init; }

    /// <summary>Everything that is wrong or probably wrong with it.</summary>
    public IReadOnlyList<Diagnostic> Diagnostics { get; init; } = [];

    /// <summary>What was lost on the way, such as what an import could not carry over; one line each.</summary>
    public IReadOnlyList<string> Warnings { get; init; } = [];

    /// <summary>Reads a bot definition (<c>*.bot.json</c>).</summary>
    /// <param name="utf8">The whole file.</param>
    public static BotFile Read(ReadOnlySpan<byte> utf8)
    {
        BotReadResult result = BotReader.Read(utf8);
        return new BotFile { Bot = result.Bot, Diagnostics = result.Diagnostics };
    }
}

/// <summary>Reads bots of one form of file.</summary>
/// <param name="path">Where the file is, for messages and by its ending to know its form.</param>
/// <param name="content">The whole file.</param>
/// <returns>The bot; <see langword="null"/> where the file is of another form, which the next reader may know.</returns>
public delegate BotFile? BotFileReader(string path, ReadOnlyMemory<byte> content);
