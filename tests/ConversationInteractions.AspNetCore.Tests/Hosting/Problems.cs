using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;

namespace ConversationInteractions.AspNetCore.Tests.Hosting;

/// <summary>What refusals look like.</summary>
internal static class Problems
{
    /// <summary>Asserts that a request was refused, in the standard's form.</summary>
    public static async Task AssertRefusedAsync(this HttpResponseMessage response, HttpStatusCode status, string code)
    {
        string body = await response.Content.ReadAsStringAsync();
        Assert.That(response.StatusCode, Is.EqualTo(status), body);
        Assert.That(response.Content.Headers.ContentType?.MediaType, Is.EqualTo("application/problem+json"), body);
        JsonNode problem = (await response.Content.ReadFromJsonAsync<JsonNode>())!;
        Assert.That((string?)problem["code"], Is.EqualTo(code), body);
        Assert.That((string?)problem["detail"], Is.Not.Empty);
    }
}
