using System.Text.Json;
using ConversationInteractions.Model;

namespace ConversationInteractions.Testing;

/// <summary>Compares integration calls.</summary>
internal static class CallComparison
{
    public static Mismatch? Compare(CallStep expected, RecordedCall call)
    {
        string? address = call.Url?.GetLeftPart(UriPartial.Path);
        Comparison comparison = new Comparison()
            .Text("the integration", expected.Integration, call.Integration)
            .Text("the method", expected.Method, call.Method, StringComparison.OrdinalIgnoreCase)
            .Add(expected.Url is null || IsSameAddress(expected.Url, address), "the url", Quoted.OrNone(expected.Url), Quoted.OrNone(address))
            .Value("attempts", expected.Attempts, call.Attempts)
            .Add(expected.Body is null || IsSameBody(expected.Body, call.Body), "the body", $"{expected.Body}", call.Body.Length == 0 ? "none" : call.Body);
        foreach ((string name, string value) in expected.Headers)
        {
            comparison.Text($"the header {name}", value, call.Headers.FirstOrDefault(header => header.Key.Equals(name, StringComparison.OrdinalIgnoreCase)).Value);
        }

        (string Name, string Value)[] query = ReadQuery(call.Url);
        foreach ((string name, string value) in expected.Query)
        {
            string[] values = [.. query.Where(parameter => parameter.Name == name).Select(parameter => parameter.Value)];
            comparison.Add(values.Contains(value, StringComparer.Ordinal), $"the query parameter {name}", Quoted.Text(value),
                values.Length == 0 ? "none" : string.Join(" and ", values.Select(Quoted.Text)));
        }

        return comparison.Of($"the next call ({call.Integration})");
    }

    private static bool IsSameAddress(string expected, string? actual) =>
        string.Equals(expected, actual, StringComparison.Ordinal)
        || (Uri.TryCreate(expected, UriKind.Absolute, out Uri? address) && string.Equals(address.GetLeftPart(UriPartial.Path), actual, StringComparison.Ordinal));

    private static bool IsSameBody(JsonText expected, string actual)
    {
        JsonElement wanted = expected.ToElement();
        if (wanted.ValueKind is JsonValueKind.String && string.Equals(wanted.GetString(), actual, StringComparison.Ordinal))
        {
            return true;
        }

        try
        {
            return ContentComparison.JsonEquals(expected, JsonText.Parse(actual));
        }
        catch (JsonException)
        {
            // The call sent something that is not JSON; that it differs is all there is to say.
            return false;
        }
    }

    private static (string Name, string Value)[] ReadQuery(Uri? url) =>
    [
        .. (url?.Query ?? "").TrimStart('?').Split('&', StringSplitOptions.RemoveEmptyEntries)
            .Select(parameter => parameter.Split('=', 2))
            .Select(parts => (Uri.UnescapeDataString(parts[0]), parts.Length > 1 ? Uri.UnescapeDataString(parts[1]) : "")),
    ];
}
