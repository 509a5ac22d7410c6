namespace ConversationInteractions.Interpretation;

/// <summary>Bring a staged file to a share; nothing waits for it. The key is the upload's id.</summary>
public sealed record StartUpload : ConversationEffect
{
    /// <summary>The name of the file integration.</summary>
    public required string Integration { get; init; }

    /// <summary>The staged file.</summary>
    public required StagedFile File { get; init; }

    /// <summary>The file's name made safe (C20).</summary>
    public required string FileName { get; init; }

    /// <summary>The media type of the accepted type.</summary>
    public required string MediaType { get; init; }

    /// <summary>The name of the share; the default share without it.</summary>
    public string? Share { get; init; }

    /// <summary>Where in the share the file goes: safe segments separated by <c>/</c>.</summary>
    public required string Path { get; init; }

    /// <summary>The request for HTTP shares, if the integration has an address.</summary>
    public ApiRequest? Request { get; init; }

    /// <summary>How long the upload may make no progress.</summary>
    public TimeSpan Timeout { get; init; }

    /// <summary>How often a failed upload is tried again.</summary>
    public int Retries { get; init; }
}

/// <summary>Forget a staged file that will not be uploaded.</summary>
public sealed record ReleaseFile : ConversationEffect
{
    /// <summary>Where the bytes wait.</summary>
    public required string Reference { get; init; }
}
