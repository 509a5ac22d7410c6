using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using ConversationInteractions.Language;
using ConversationInteractions.Model;

namespace ConversationInteractions.Interpretation;

/// <summary>JSON whose texts are templates: values stay texts, whatever they hold (B6).</summary>
internal sealed class JsonTemplate
{
    private readonly List<(string? Literal, Reference? Reference, bool Whole)> _parts = [];

    public JsonTemplate(Compilation compilation, JsonText json)
    {
        JsonElement root = json.ToElement();
        Text = root.ValueKind == JsonValueKind.String ? compilation.Template(root.GetString()!) : null;
        StringBuilder literal = new();
        Add(compilation, root, literal);
        Flush(literal);
    }

    /// <summary>The template, where the JSON is just a text.</summary>
    public Template? Text { get; }

    /// <summary>Renders JSON.</summary>
    public string Render(IReferenceSource source)
    {
        if (_parts is [{ Literal: { } literal }])
        {
            return literal;
        }

        StringBuilder result = new();
        foreach ((string? text, Reference? reference, bool isWhole) in _parts)
        {
            if (reference is null)
            {
                result.Append(text);
            }
            else if (source.TryGet(reference, out Value value))
            {
                // A list is joined where the reference is the whole text, else its first element counts (A10).
                result.Append(Escape(isWhole ? value.Joined : value.First));
            }
        }

        return result.ToString();
    }

    private void Add(Compilation compilation, JsonElement element, StringBuilder literal)
    {
        switch (element.ValueKind)
        {
            case JsonValueKind.Object:
                literal.Append('{');
                bool first = true;
                foreach (JsonProperty property in element.EnumerateObject())
                {
                    literal.Append(first ? "" : ",").Append('"').Append(Escape(property.Name)).Append("\":");
                    Add(compilation, property.Value, literal);
                    first = false;
                }

                literal.Append('}');
                break;
            case JsonValueKind.Array:
                literal.Append('[');
                for (int i = 0; i < element.GetArrayLength(); i++)
                {
                    literal.Append(i == 0 ? "" : ",");
                    Add(compilation, element[i], literal);
                }

                literal.Append(']');
                break;
            case JsonValueKind.String:
                AddText(compilation.Template(element.GetString()!), literal);
                break;
            default:
                literal.Append(element.GetRawText());
                break;
        }
    }

    private void AddText(Template template, StringBuilder literal)
    {
        literal.Append('"');
        if (template.IsLiteral)
        {
            literal.Append(Escape(template.Parts is [{ Literal: { } text }] ? text : ""));
        }
        else
        {
            foreach (TemplatePart part in template.Parts)
            {
                if (part.Literal is not null)
                {
                    literal.Append(Escape(part.Literal));
                    continue;
                }

                Flush(literal);
                _parts.Add((null, part.Reference, template.SingleReference is not null));
            }
        }

        literal.Append('"');
    }

    private void Flush(StringBuilder literal)
    {
        if (literal.Length > 0)
        {
            _parts.Add((literal.ToString(), null, false));
            literal.Clear();
        }
    }

    private static string Escape(string text) => JsonEncodedText.Encode(text, JavaScriptEncoder.UnsafeRelaxedJsonEscaping).ToString();
}
