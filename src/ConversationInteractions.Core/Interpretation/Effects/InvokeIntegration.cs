using ConversationInteractions.Model;

namespace ConversationInteractions.Interpretation;

/// <summary>Make an integration call; the turn goes on with its <see cref="IntegrationCompleted"/>.</summary>
public sealed record InvokeIntegration : ConversationEffect
{
    /// <summary>The finished request.</summary>
    public required IntegrationRequest Request { get; init; }

    /// <summary>How long to wait before the call.</summary>
    public TimeSpan Delay { get; init; }
}

/// <summary>A finished request: every reference replaced and escaped (B6). Closed.</summary>
public abstract record IntegrationRequest
{
    private protected IntegrationRequest()
    {
    }

    /// <summary>The name of the integration.</summary>
    public required string Integration { get; init; }

    /// <summary>Whether the call may be made again (B5).</summary>
    public required bool Repeatable { get; init; }
}

/// <summary>An HTTP request.</summary>
public sealed record ApiRequest : IntegrationRequest
{
    /// <summary>The HTTP method, in capitals.</summary>
    public required string Method { get; init; }

    /// <summary>The absolute address with its query.</summary>
    public required string Url { get; init; }

    /// <summary>Whether a value that the author did not write decides the host. The host application must allow such a host.</summary>
    public bool HostIsVariable { get; init; }

    /// <summary>Whether a value of a sensitive variable stands in the request. What goes wrong with it must then be logged without the texts of exceptions.</summary>
    public bool HoldsSensitive { get; init; }

    /// <summary>The hosts that may be reached: the bot's own list, else those written in its definition.</summary>
    public ValueList<string> AllowedHosts { get; init; } = [];

    /// <summary>The headers.</summary>
    public ValueMap<string> Headers { get; init; } = [];

    /// <summary>The body, if any.</summary>
    public string? Body { get; init; }

    /// <summary>The media type of the body.</summary>
    public string? ContentType { get; init; }

    /// <summary>The time for all attempts together.</summary>
    public TimeSpan Timeout { get; init; } = TimeSpan.FromSeconds(20);

    /// <summary>How often a repeatable call is tried again.</summary>
    public int Retries { get; init; } = 3;

    /// <summary>The status codes that count as success; 200 to 299 without it.</summary>
    public ValueList<int>? SuccessCodes { get; init; }

    /// <summary>The name of the credential to use.</summary>
    public string? Credential { get; init; }
}

/// <summary>A request to a client that the host registered.</summary>
public sealed record CustomRequest : IntegrationRequest
{
    /// <summary>The word under which the client is registered.</summary>
    public required string Kind { get; init; }

    /// <summary>The settings with every reference replaced.</summary>
    public JsonText? Settings { get; init; }
}
