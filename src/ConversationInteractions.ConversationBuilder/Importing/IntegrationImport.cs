using System.Buffers;
using System.Globalization;
using System.Text.Json;
using ConversationInteractions.Definitions;
using ConversationInteractions.Model;

namespace ConversationInteractions.ConversationBuilder.Importing;

/// <summary>Makes integrations of the bot of the definitions of an export.</summary>
internal sealed class IntegrationImport(ExportImport import)
{
    private static readonly SearchValues<char> Token =
        SearchValues.Create("!#$%&'*+-.^_`|~0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz");

    private static readonly string[] Methods = ["GET", "POST", "PUT", "PATCH", "DELETE", "HEAD", "OPTIONS"];

    /// <summary>What is known of every kind, or has no effect on a conversation.</summary>
    private static readonly HashSet<string> Common = new(StringComparer.Ordinal)
    {
        "id", "name", "chatbotId", "chatBotId", "integrationType", "type", "group", "defaultValues", "results", "fileUrl", "responseDataVariable", "customDataFields", "transformResultsScript",
        "tangoContextEnabled", "creationTime", "modificationTime", "modifiedBy", "status",
    };

    private ExportFields Fields => import.Fields;

    public Integration Import(ExportedIntegration exported)
    {
        Integration integration = exported switch
        {
            { IsApi: true } => Api(exported),
            { IsFile: true } => File(exported),
            { IsEscalation: true } => Escalation(exported),
            _ => Custom(exported, KindOf(exported.Type)),
        };
        return integration with
        {
            ResponseVariable = exported.ResponseVariable is { } variable && variable != exported.Name ? variable : null,
            Fields = CustomFields(exported),
            Transform = Fields.FullText(exported.Node, "transformResultsScript"),
        };
    }

    private Integration Api(ExportedIntegration exported)
    {
        if (Address(exported) is not { } url)
        {
            return Custom(exported, "missing");
        }

        import.Log.Carry(exported.Node, exported.Subject, "API integration; the statuses 200 and 201 are its success.");
        return new ApiIntegration
        {
            Name = exported.Name,
            Method = Method(exported, "GET"),
            Url = url,
            Headers = Headers(exported),
            Query = Query(exported),
            Body = new RequestBody(import).Read(exported),
            SuccessCodes = [200, 201],
            Credential = Credential(exported),
        };
    }

    private FileIntegration File(ExportedIntegration exported)
    {
        string? url = Address(exported);
        import.Log.Change(exported.Node, exported.Subject, url is null
            ? "File integration without an address: files go to the default share of the host."
            : "File integration: files go to the host's share for HTTP, which sends them to the address. The body holds the file alone.");
        if (Fields.Any(exported.Node, "postBody") is { Text.Length: > 0 } body)
        {
            import.Log.Drop(body, exported.Subject, "The body of the request is the file itself; a template for it has no place.");
        }

        return new FileIntegration
        {
            Name = exported.Name,
            Url = url,
            Method = UploadMethod(exported),
            Headers = Headers(exported),
            Query = Query(exported),
            Credential = Credential(exported),
        };
    }

    private AgentEscalationIntegration Escalation(ExportedIntegration exported)
    {
        SourceNode node = exported.Node;
        Fields.Text(node, "webhook");
        Fields.Text(node, "method");
        string? skill = Fields.FindText(node, "agentSkillId", "skillId", "skill");
        if (skill is null)
        {
            import.Log.Change(node, exported.Subject, "It names no skill, so every transfer fails; write one into the bot.");
        }
        else
        {
            import.Log.Carry(node, exported.Subject, $"Agent escalation to skill {skill}.");
        }

        return new AgentEscalationIntegration
        {
            Name = exported.Name,
            SkillId = import.Texts.OfFull(skill) ?? "none",
            SkillName = Fields.FindText(node, "agentSkillName", "skillName"),
            AgentId = import.Texts.OfFull(Fields.FindText(node, "agentId")),
            Message = import.Texts.OfFull(Fields.FindText(node, "message", "messageToUser", "userMessage", "text")) ?? Model.Escalation.DefaultMessage,
            TransferBotContext = Fields.Flag(node, "tangoContextEnabled") ?? false,
        };
    }

    private CustomIntegration Custom(ExportedIntegration exported, string kind)
    {
        import.Log.Change(exported.Node, exported.Subject, kind == "missing"
            ? "Every call of it fails."
            : $"An integration of the type {exported.Type} calls the client that the host registers for the kind \"{kind}\", with the settings of the export; without a client it fails.");
        ArrayBufferWriter<byte> buffer = new();
        using (Utf8JsonWriter json = new(buffer))
        {
            json.WriteStartObject();
            foreach (SourceNode child in exported.Node.Children)
            {
                if (child.Name is { } name && !Common.Contains(name) && !string.IsNullOrWhiteSpace(child.Kind is SourceKind.Text ? child.Text : name) && Depth(child) < 60 && child.ToJson() is { } value)
                {
                    Fields.TakeWhole(child);
                    json.WritePropertyName(name);
                    json.WriteRawValue(value.Text);
                }
            }

            json.WriteEndObject();
        }

        using JsonDocument settings = JsonDocument.Parse(buffer.WrittenMemory);
        return new CustomIntegration { Name = exported.Name, Kind = kind, Settings = JsonTexts.Escape(settings.RootElement, import.Texts) };
    }

    private static int Depth(SourceNode node)
    {
        int deepest = 0;
        foreach (SourceNode child in node.Children)
        {
            deepest = Math.Max(deepest, Depth(child));
        }

        return deepest + 1;
    }

    private static string KindOf(string type)
    {
        string word = type.ToUpperInvariant();
        return word.Contains("EMAIL", StringComparison.Ordinal) ? "email"
            : word.Contains("KNOWLEDGE", StringComparison.Ordinal) || word is "KB" or "CMS" or "KMS" ? "knowledge"
            : word.Contains("FUNCTION", StringComparison.Ordinal) || word.Contains("FAAS", StringComparison.Ordinal) ? "function"
            : type.ToLowerInvariant();
    }

    private string? Address(ExportedIntegration exported)
    {
        SourceNode? node = Fields.TextNode(exported.Node, "webhook");
        string url = node?.Text.Trim() ?? "";
        if (url.Length > 0 && (import.Texts.BeginsWithReference(url) || IsAddress(import.Texts.Replace(url, _ => "1"))))
        {
            return import.Texts.Of(url);
        }

        if (url.Length > 0 || exported.IsApi)
        {
            import.Log.Drop(node ?? exported.Node, exported.Subject, url.Length == 0 ? "It has no address." : "Its address is no absolute http or https address.");
        }

        return null;
    }

    private static bool IsAddress(string url) =>
        (url.StartsWith("https://", StringComparison.OrdinalIgnoreCase) || url.StartsWith("http://", StringComparison.OrdinalIgnoreCase))
        && Uri.TryCreate(url, UriKind.Absolute, out Uri? uri) && uri.Host.Length > 0;

    private string Method(ExportedIntegration exported, string otherwise)
    {
        string? method = Fields.FullText(exported.Node, "method")?.Trim().ToUpperInvariant();
        if (method is not null && !Methods.Contains(method, StringComparer.Ordinal))
        {
            import.Log.Change(exported.Node.Member("method")!, exported.Subject, $"The method {method} is not known; {otherwise} is used.");
            return otherwise;
        }

        return method ?? otherwise;
    }

    /// <summary>The editor fills in GET, with which no file can be sent.</summary>
    private string UploadMethod(ExportedIntegration exported)
    {
        const string usual = "PUT";
        string method = Method(exported, usual);
        if (method is "PUT" or "POST" or "PATCH")
        {
            return method;
        }

        import.Log.Change(exported.Node.Member("method")!, exported.Subject, $"A file cannot be sent with {method}; {usual} is used.");
        return usual;
    }

    private ValueMap<string> Headers(ExportedIntegration exported) => Pairs(exported, "headers", name => !name.AsSpan().ContainsAnyExcept(Token));

    private ValueMap<string> Query(ExportedIntegration exported) => Pairs(exported, "params", _ => true);

    private ValueMap<string> Pairs(ExportedIntegration exported, string list, Func<string, bool> isName)
    {
        OrderedDictionary<string, string> pairs = new(StringComparer.Ordinal);
        foreach (SourceNode pair in Fields.Objects(exported.Node, list))
        {
            string? key = Fields.FullText(pair, "key") ?? Fields.FullText(pair, "name");
            string value = import.Texts.Of(Fields.Text(pair, "value") ?? "");
            if (key is null || !isName(key))
            {
                import.Log.Drop(pair, exported.Subject, key is null ? "It has no name." : $"\"{key}\" cannot be a name here.");
            }
            else if (!pairs.TryAdd(key, value))
            {
                import.Log.Drop(pair, exported.Subject, $"\"{key}\" is given more than once; the first counts.");
            }
        }

        return ValueMap.Create<string>([.. pairs]);
    }

    private string? Credential(ExportedIntegration exported)
    {
        string? protocol = Fields.FullText(exported.Node, "securityProtocol");
        string? credential = Fields.FirstText(exported.Node, "apiCredentialsName", "credentialName", "apiCredentialsId");
        if (credential is not null)
        {
            import.Log.Change(exported.Node.Member("apiCredentialsId") ?? exported.Node, exported.Subject,
                $"Secrets are not exported: give the host a credential named \"{credential}\"{(protocol is null ? "" : $", of the kind {protocol}")}.");
        }

        return credential;
    }

    private ValueMap<string> CustomFields(ExportedIntegration exported)
    {
        OrderedDictionary<string, string> fields = new(StringComparer.Ordinal);
        foreach (SourceNode field in Fields.Objects(exported.Node, "customDataFields"))
        {
            string? key = Fields.FullText(field, "key");
            string value = Fields.Text(field, "value") ?? "";
            string problem = "It has no name.";
            if (key is not null && FieldPath.TryConvert(value, exported.ResponseVariable ?? exported.Name, out string? path, out problem))
            {
                problem = fields.TryAdd(key, path) ? "" : $"The field \"{key}\" is given more than once; the first counts.";
            }

            if (problem.Length > 0)
            {
                import.Log.Drop(field, string.Create(CultureInfo.InvariantCulture, $"field \"{key}\" of {exported.Subject}"), problem);
            }
        }

        return ValueMap.Create<string>([.. fields]);
    }
}
