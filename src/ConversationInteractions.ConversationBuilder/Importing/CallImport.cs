using ConversationInteractions.Definitions;
using ConversationInteractions.Language;
using ConversationInteractions.Model;

namespace ConversationInteractions.ConversationBuilder.Importing;

/// <summary>Makes calls of integrations, transfers and file uploads.</summary>
internal sealed class CallImport(ExportImport import, ContentImport contents, RuleImport rules)
{
    private ExportFields Fields => import.Fields;

    /// <summary>Finds the calls of file integrations that follow their uploads, before anything is made of them.</summary>
    public static void Pair(ExportImport import)
    {
        foreach (ExportedInteraction upload in import.Outline.Dialogs.SelectMany(dialog => dialog.Interactions).Where(each => each.Kind is ExportedKind.FileUpload))
        {
            if (upload.Follower is { Kind: ExportedKind.Integration } call && upload.Successor == call && Definition(import, call) is { IsFile: true })
            {
                call.Upload = upload;
            }
        }
    }

    public Interaction Import(ExportedInteraction at) => at.Kind switch
    {
        ExportedKind.Escalation => Transfer(at),
        ExportedKind.FileUpload => at.Follower?.Upload == at ? Upload(at) : UploadWithoutCall(at),
        _ => Call(at),
    };

    private static ExportedIntegration? Definition(ExportImport import, ExportedInteraction at)
    {
        SourceNode? content = import.Fields.Object(at.Node, "content");
        return import.Integrations.Find(import.Fields.FullText(content, "responderId"), import.Fields.FullText(content, "responderName"));
    }

    private IntegrationCall Call(ExportedInteraction at)
    {
        SourceNode? content = Fields.Object(at.Node, "content");
        string? name = Fields.FullText(content, "responderName") ?? Fields.FullText(content, "responderId");
        ExportedIntegration? definition = Definition(import, at);
        ImportedRules found = rules.OfCall(at);
        string integration = definition?.Name ?? "";
        if (definition is null)
        {
            integration = import.Integrations.StandIn(name ?? at.Name, "missing");
            import.Log.Change(at.Node, at.Subject, $"The export has no integration \"{name ?? "without a name"}\"; the call always fails.");
        }
        else if (definition.IsFile && at.Upload is null)
        {
            integration = import.Integrations.StandIn($"{definition.Name} without a file", "missing");
            import.Log.Change(at.Node, at.Subject, $"The file integration \"{definition.Name}\" is called without a file upload right before it; the call always fails.");
        }
        else
        {
            import.Log.Carry(at.Node, at.Subject, $"call of \"{integration}\" in \"{at.Dialog!.Name}\"");
        }

        return new IntegrationCall { Integration = integration, Rules = found.Rules, Next = found.Next };
    }

    private Escalation Transfer(ExportedInteraction at)
    {
        SourceNode? tile = contents.Tile(at);
        SourceNode? settings = Fields.Object(tile, "escalation") ?? tile;
        ImportedRules found = rules.OfCall(at);
        string? skill = Fields.FirstText(settings, "agentSkillId", "skillId");
        if (skill is null)
        {
            import.Log.Change(at.Node, at.Subject, "The escalation names no skill, so it always fails; write one into the bot.");
        }
        else
        {
            import.Log.Carry(at.Node, at.Subject, $"escalation in \"{at.Dialog!.Name}\"");
        }

        return new Escalation
        {
            Message = import.Texts.OfFull(Fields.Text(tile, "text")) ?? Escalation.DefaultMessage,
            SkillId = import.Texts.OfFull(skill) ?? "none",
            AgentId = import.Texts.OfFull(Fields.FullText(settings, "agentId")),
            TransferBotContext = Fields.Flag(settings, "tangoContextEnabled") ?? false,
            Rules = found.Rules,
            Next = found.Next,
        };
    }

    private FileUpload Upload(ExportedInteraction at)
    {
        SourceNode node = at.Node;
        FileUpload upload = new()
        {
            Message = import.Texts.OfFull(Fields.Text(contents.Tile(at), "text")),
            AcceptedTypes = Types(at),
            Rules = rules.OfUpload(at),
            FallbackResponse = Text(node, "fallbackResponse"),
            ValidationFailureMessage = Text(node, "validationFailureMessage", "validationFailedMessage", "invalidFileMessage"),
        };
        import.Log.Change(node, at.Subject, $"file upload in \"{at.Dialog!.Name}\"; no export with one is known, so compare its texts and accepted types.");
        return upload with
        {
            SuccessMessage = Text(node, "successMessage", "uploadSuccessMessage") ?? upload.SuccessMessage,
            FailureMessage = Text(node, "failureMessage", "uploadFailureMessage", "failedMessage") ?? upload.FailureMessage,
            InProgressMessage = Text(node, "inProgressMessage", "progressMessage", "uploadInProgressMessage") ?? upload.InProgressMessage,
        };
    }

    /// <summary>Without the call that brings the file to its share nothing can be uploaded (A36).</summary>
    private Question UploadWithoutCall(ExportedInteraction at)
    {
        import.Log.Change(at.Node, at.Subject, "The file upload is not followed at once by an integration of the type File, so no file can be taken; it asks its question as a text question.");
        ImportedRules found = rules.OfQuestion(at, []);
        return new Question { Content = contents.Text(at), Rules = found.Rules, Next = found.Next };
    }

    private ValueList<string> Types(ExportedInteraction at)
    {
        List<string> types = [];
        SourceNode? node = Fields.FindAny(at.Node, "acceptedFileTypes", "acceptedTypes", "fileTypes", "allowedFileTypes", "supportedFileTypes");
        if (node is not null)
        {
            Fields.TakeWhole(node);
        }

        IEnumerable<string> words = node is null ? [] : node.Kind is SourceKind.List ? node.Children.Select(child => child.Text) : node.Text.Split([',', ';', '|']);
        foreach (string word in words.Select(word => word.Trim()).Where(word => word.Length > 0))
        {
            string type = word[(word.LastIndexOf('/') + 1)..].ToLowerInvariant();
            if (FileTypes.IsKnown(type))
            {
                types.Add(type);
            }
            else
            {
                import.Log.Drop(node!, at.Subject, $"\"{word}\" is no known file type.");
            }
        }

        if (types.Count == 0)
        {
            import.Log.Change(node ?? at.Node, at.Subject, "No accepted type can be read; those that the vendor's pages name are accepted: PDF, JPEG, PNG, DOCX.");
            return ["pdf", "jpeg", "png", "docx"];
        }

        return [.. types.Distinct(StringComparer.Ordinal)];
    }

    private string? Text(SourceNode node, params string[] names) => import.Texts.OfFull(Fields.FindText(node, names));
}
