using System.Text.Encodings.Web;
using System.Text.Json;

namespace ConversationInteractions.Testing;

/// <summary>Texts of conversations as messages show them: in quotes, on one line, control characters escaped.</summary>
internal static class Quoted
{
    public static string Text(string text) => $"\"{JsonEncodedText.Encode(text, JavaScriptEncoder.UnsafeRelaxedJsonEscaping)}\"";

    public static string OrNone(string? text) => text is null ? "none" : Text(text);
}
