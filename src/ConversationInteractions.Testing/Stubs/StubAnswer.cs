using ConversationInteractions.Model;

namespace ConversationInteractions.Testing;

/// <summary>What a stubbed integration answers to one attempt: a response, a broken connection or nothing in time.</summary>
/// <remarks>Make one with <see cref="Json"/>, <see cref="Text"/>, <see cref="WithStatus"/>, <see cref="Fails"/> or <see cref="TimesOut"/>. Immutable and equal by value.</remarks>
public sealed record StubAnswer
{
    /// <summary>The status of the response. 200 by default.</summary>
    public int Status { get; init; } = 200;

    /// <summary>The body of the response; empty without one.</summary>
    public string Body { get; init; } = "";

    /// <summary>The media type of the body. JSON by default.</summary>
    public string MediaType { get; init; } = "application/json";

    /// <summary>Headers of the response, such as <c>Retry-After</c>.</summary>
    public ValueMap<string> Headers { get; init; } = [];

    /// <summary>What goes wrong with the connection instead of a response; <c>connection refused</c> and the like never reach the other side, all else breaks after the connection stood.</summary>
    public string? Error { get; init; }

    /// <summary>Whether nothing is answered until the time-out of the attempt.</summary>
    public bool Timeout { get; init; }

    /// <summary>What an integration without a stub answers: 200 with an empty object.</summary>
    public static StubAnswer Empty { get; } = Json("{}");

    /// <summary>A response with a JSON body.</summary>
    /// <param name="body">The JSON text.</param>
    /// <param name="status">The status.</param>
    public static StubAnswer Json(string body, int status = 200) => new() { Status = status, Body = body };

    /// <summary>A response with a plain text.</summary>
    /// <param name="body">The text.</param>
    /// <param name="status">The status.</param>
    public static StubAnswer Text(string body, int status = 200) => new() { Status = status, Body = body, MediaType = "text/plain" };

    /// <summary>A response without a body.</summary>
    /// <param name="status">The status.</param>
    public static StubAnswer WithStatus(int status) => new() { Status = status };

    /// <summary>A broken connection.</summary>
    /// <param name="error">What goes wrong: <c>connection refused</c>, <c>name not resolved</c>, or any other text for a connection that breaks after it stood.</param>
    public static StubAnswer Fails(string error = "connection refused") => new() { Error = error };

    /// <summary>Nothing until the time-out of the attempt, which virtual time lets pass at once.</summary>
    public static StubAnswer TimesOut() => new() { Timeout = true };
}
