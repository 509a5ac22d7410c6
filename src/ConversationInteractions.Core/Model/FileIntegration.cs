namespace ConversationInteractions.Model;

/// <summary>Brings an uploaded file to a file share (behaviour 10).</summary>
public sealed record FileIntegration : Integration
{
    /// <summary>The path used where an author gives none.</summary>
    public const string DefaultPath = "{$conversationId}/{$fileName}";

    /// <summary>The name of a share that the host registered; the default share without it.</summary>
    public string? Share { get; init; }

    /// <summary>Where in the share the file goes. A template; every value is one segment (C20).</summary>
    public string Path { get; init; } = DefaultPath;

    /// <summary>The HTTP method for HTTP shares; <c>PUT</c> by default.</summary>
    public string Method { get; init; } = "PUT";

    /// <summary>The address for HTTP shares. A template; values are percent-encoded.</summary>
    public string? Url { get; init; }

    /// <summary>Request headers for HTTP shares. Templates.</summary>
    public ValueMap<string> Headers { get; init; } = [];

    /// <summary>Query parameters for HTTP shares. Templates.</summary>
    public ValueMap<string> Query { get; init; } = [];

    /// <summary>The name of a credential that the host provides.</summary>
    public string? Credential { get; init; }

    /// <summary>How long the upload may make no progress; 20 seconds by default.</summary>
    public TimeSpan Timeout { get; init; } = TimeSpan.FromSeconds(20);

    /// <summary>How often a failed upload is tried again; 3 by default.</summary>
    public int Retries { get; init; } = 3;
}
