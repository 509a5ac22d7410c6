using System.Text.Json.Serialization;

namespace ConversationInteractions.Preview;

/// <summary>The JSON that the page and the server exchange.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(SessionView))]
[JsonSerializable(typeof(CatalogView))]
[JsonSerializable(typeof(ProblemView))]
[JsonSerializable(typeof(SavedView))]
[JsonSerializable(typeof(StartRequest))]
[JsonSerializable(typeof(ActRequest))]
[JsonSerializable(typeof(OutsideRequest))]
[JsonSerializable(typeof(SaveRequest))]
internal sealed partial class PreviewJson : JsonSerializerContext;

/// <summary>The bots that can be tried, and what keeps them from it.</summary>
internal sealed record CatalogView(IReadOnlyList<string> Bots, IReadOnlyList<string> Problems);

/// <summary>Why a request is refused.</summary>
internal sealed record ProblemView(string Problem);

/// <summary>A session saved as a script.</summary>
internal sealed record SavedView
{
    public required string File { get; init; }

    public required string Text { get; init; }

    /// <summary>Where the server wrote it; <see langword="null"/> where the browser is to download it.</summary>
    public string? Path { get; init; }

    public required bool Passed { get; init; }

    /// <summary>What the script cannot express, and how it failed where it did.</summary>
    public required IReadOnlyList<string> Remarks { get; init; }
}
