namespace ConversationInteractions.Model;

/// <summary>An HTTP call (behaviour 8.2, B5, B6).</summary>
public sealed record ApiIntegration : Integration
{
    /// <summary>The HTTP method; <c>GET</c> by default.</summary>
    public string Method { get; init; } = "GET";

    /// <summary>The absolute http or https address. A template; values are percent-encoded.</summary>
    public required string Url { get; init; }

    /// <summary>Request headers. Templates; line breaks are stripped.</summary>
    public ValueMap<string> Headers { get; init; } = [];

    /// <summary>Query parameters. Templates; values are percent-encoded.</summary>
    public ValueMap<string> Query { get; init; } = [];

    /// <summary>The request body: a JSON string is sent as plain text, any other JSON as JSON; texts inside are templates.</summary>
    public JsonText? Body { get; init; }

    /// <summary>The time for all attempts together; 20 seconds by default (C9).</summary>
    public TimeSpan Timeout { get; init; } = TimeSpan.FromSeconds(20);

    /// <summary>How often a repeatable call is tried again; 3 by default (B5).</summary>
    public int Retries { get; init; } = 3;

    /// <summary>Whether the call may be repeated; by its method without it (B5).</summary>
    public bool? Idempotent { get; init; }

    /// <summary>The status codes that count as success; 200 to 299 without it (B5).</summary>
    public ValueList<int>? SuccessCodes { get; init; }

    /// <summary>The name of a credential that the host provides.</summary>
    public string? Credential { get; init; }
}
