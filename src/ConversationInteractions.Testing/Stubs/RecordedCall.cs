using ConversationInteractions.Interpretation;
using ConversationInteractions.Model;

namespace ConversationInteractions.Testing;

/// <summary>An integration call as a stub saw it: the request of its first attempt and how many attempts followed.</summary>
public sealed record RecordedCall
{
    /// <summary>The name of the integration; empty where the stub could not know it.</summary>
    public required string Integration { get; init; }

    /// <summary>The idempotency key; the same call made again after a crash has the same.</summary>
    public required string Key { get; init; }

    /// <summary>The HTTP method; empty for a call to a client that the host registered.</summary>
    public string Method { get; init; } = "";

    /// <summary>The address with its query; <see langword="null"/> for a call to a client that the host registered.</summary>
    public Uri? Url { get; init; }

    /// <summary>The headers of request and body. A header with several values has them joined with a comma.</summary>
    public ValueMap<string> Headers { get; init; } = [];

    /// <summary>The body, or the settings of a call to a client that the host registered; empty without one.</summary>
    public string Body { get; init; } = "";

    /// <summary>How many attempts were made, counting the first; of a call that was made again after a crash those of the last time.</summary>
    public int Attempts { get; init; } = 1;

    /// <summary>The word of a call to a client that the host registered, such as <c>email</c>.</summary>
    public string? Kind { get; init; }

    /// <summary>The call of a client that the host registered.</summary>
    internal static RecordedCall Of(string key, CustomRequest request) =>
        new() { Integration = request.Integration, Key = key, Kind = request.Kind, Body = request.Settings?.Text ?? "" };
}
