using System.Globalization;
using ConversationInteractions.Definitions;

namespace ConversationInteractions.ConversationBuilder.Importing;

/// <summary>Reports what an export holds and nobody asked for: bookkeeping in one entry, all else by the place where it stands.</summary>
internal sealed class Leftovers(ExportFields fields, ImportLog log)
{
    /// <summary>What has no effect on a conversation.</summary>
    private static readonly HashSet<string> Bookkeeping = new(StringComparer.Ordinal)
    {
        "hash", "platforms", "associatedDomains", "dialogTemplates", "dialogTemplateIds", "id", "chatBotId", "chatbotId", "botId", "creationTime", "modificationTime", "modifiedBy", "createdAt",
        "updatedAt", "organizationId", "status", "demo", "version", "publicBot", "readOnly", "transcriptDisabled", "passThroughMode", "ENABLE_AGENT_ANNOTATIONS", "description", "type", "contentType",
        "required", "changeResponse", "cancelResponse", "userInputRequired", "disambiguteOnlySelectedDomains", "domainId", "domain", "displayName", "isLiveIntent", "intentOrigin", "sampleUserInput",
        "quickReplyList", "choicesPerRow", "quickReplyWidget", "lastCommenterName", "lastCommenterId", "lastModifiedDate", "defaultValues", "results", "fileUrl", "group", "menus", "contextMatchConditionType",
        "nextMessageId", "prevMessageId", "responderName", "interactionType", "integrationType", "tangoContextEnabled", "dialogType", "scope", "securityProtocol",
    };

    private readonly OrderedDictionary<string, (SourceNode First, int Count)> _unknown = new(StringComparer.Ordinal);
    private int _noise;

    public void Report(SourceNode root)
    {
        Visit(root, "$");
        foreach ((string pattern, (SourceNode first, int count)) in _unknown)
        {
            log.Drop(first, string.Create(CultureInfo.InvariantCulture, $"{pattern}{(count > 1 ? $" ({count} times)" : "")}"), "The importer does not know what it is for.");
        }

        if (_noise > 0)
        {
            log.Ignore(root, "bookkeeping", string.Create(CultureInfo.InvariantCulture, $"{_noise} values such as ids, times and switches of the editor have no effect on a conversation."));
        }
    }

    private void Visit(SourceNode node, string pattern)
    {
        foreach (SourceNode child in node.Children)
        {
            string place = child.Name is null ? $"{pattern}[]" : $"{pattern}.{child.Name}";
            if (fields.IsRead(child))
            {
                Visit(child, place);
            }
            else if (child.Name is { } name && Bookkeeping.Contains(name))
            {
                _noise++;
            }
            else if (!IsEmpty(child))
            {
                _unknown[place] = _unknown.TryGetValue(place, out (SourceNode First, int Count) known) ? (known.First, known.Count + 1) : (child, 1);
            }
        }
    }

    private static bool IsEmpty(SourceNode node) => node.Kind switch
    {
        SourceKind.Null => true,
        SourceKind.Boolean => node.Text == "false",
        SourceKind.Text => string.IsNullOrWhiteSpace(node.Text),
        SourceKind.Number => false,
        _ => node.Children.Count == 0,
    };
}
