using System.Text;
using ConversationInteractions.Definitions;
using ConversationInteractions.Model;

namespace ConversationInteractions.ConversationBuilder.Importing;

/// <summary>The body of a request: JSON where it can be, so that values are escaped for it (B6).</summary>
internal sealed class RequestBody(ExportImport import)
{
    public JsonText? Read(ExportedIntegration exported)
    {
        SourceNode? node = import.Fields.TextNode(exported.Node, "postBody");
        if (node is null || string.IsNullOrWhiteSpace(node.Text))
        {
            return null;
        }

        if (JsonTexts.TryParse(node.Text, import.Texts) is { } body)
        {
            return body;
        }

        if (JsonTexts.TryParse(Quoted(node.Text), import.Texts) is { } quoted)
        {
            import.Log.Change(node, exported.Subject, "In its body references stand where JSON has values; here they are sent as texts in quotes, so that no value can change the request.");
            return quoted;
        }

        import.Log.Change(node, exported.Subject, "Its body is not JSON; it is sent as text, and values in it are not escaped.");
        return JsonText.FromString(import.Texts.Of(node.Text));
    }

    /// <summary>Puts references that stand outside of texts into quotes.</summary>
    private string Quoted(string json)
    {
        StringBuilder quoted = new(json.Length + 16);
        bool isInText = false;
        for (int i = 0; i < json.Length; i++)
        {
            char c = json[i];
            if (!isInText && c == '{' && import.Texts.EndOfReference(json, i) is { } end)
            {
                quoted.Append('"').Append(json, i, end - i + 1).Append('"');
                i = end;
                continue;
            }

            isInText = c == '"' ? !isInText : isInText;
            quoted.Append(c);
            if (isInText && c == '\\' && i + 1 < json.Length)
            {
                quoted.Append(json[++i]);
            }
        }

        return quoted.ToString();
    }
}
