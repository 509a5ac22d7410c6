using System.Net.Http.Headers;
using System.Text;

namespace ConversationInteractions.Integrations;

/// <summary>An attempt as it left the client.</summary>
internal sealed record SentRequest(string Method, Uri Address, IReadOnlyDictionary<string, string> Headers, string? Body)
{
    public static async Task<SentRequest> OfAsync(HttpRequestMessage message)
    {
        Dictionary<string, string> headers = new(StringComparer.OrdinalIgnoreCase);
        foreach ((string name, HeaderStringValues values) in Enumerable.Concat(message.Headers.NonValidated, message.Content?.Headers.NonValidated ?? default))
        {
            headers.Add(name, values.ToString());
        }

        string? body = message.Content is null ? null : Encoding.UTF8.GetString(await message.Content.ReadAsByteArrayAsync());
        return new SentRequest(message.Method.Method, message.RequestUri!, headers, body);
    }
}
