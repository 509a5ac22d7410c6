namespace ConversationInteractions.Language;

/// <summary>A type of file that an author may accept: what its name, its declared media type and its bytes look like.</summary>
/// <remarks>Immutable and thread-safe. The only instances are those of <see cref="FileTypes"/>.</remarks>
public sealed record FileType
{
    internal FileType(string word, string[] extensions, string[] mediaTypes, params string[] contents)
    {
        Word = word;
        Extensions = extensions;
        MediaTypes = mediaTypes;
        Contents = contents.Length is 0 ? [word] : contents;
    }

    /// <summary>The word for it, such as <c>jpeg</c>.</summary>
    public string Word { get; }

    /// <summary>The media type a file of it is stored with.</summary>
    public string MediaType => MediaTypes[0];

    /// <summary>The extensions of its names, without the dot, in lower case; each of them is a word for it too (C18).</summary>
    public IReadOnlyList<string> Extensions { get; }

    /// <summary>The media types that senders declare for it, in lower case; <see cref="MediaType"/> first.</summary>
    public IReadOnlyList<string> MediaTypes { get; }

    /// <summary>The content words that agree with it, as file-type recognition finds them in the bytes (B7).</summary>
    public IReadOnlyList<string> Contents { get; }
}
