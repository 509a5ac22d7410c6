using System.Buffers;
using ConversationInteractions.Definitions.Reading;
using ConversationInteractions.Language;
using ConversationInteractions.Model;

namespace ConversationInteractions.Definitions.Validation;

/// <summary>Where requests and transfers go: addresses, header names and skills.</summary>
internal static class AddressRules
{
    private static readonly SearchValues<char> Token =
        SearchValues.Create("!#$%&'*+-.^_`|~0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz");

    private static readonly SearchValues<char> NoPartOfHost = SearchValues.Create("*/\\?#@ ");

    public static void Check(BotOutline outline, DiagnosticCollector diagnostics)
    {
        foreach (IntegrationOutline integration in outline.Integrations)
        {
            if (integration.Value is ApiIntegration or FileIntegration)
            {
                CheckUrl(outline, integration.Node.Member("url"), diagnostics);
                CheckHeaders(integration.Node.Member("headers"), diagnostics);
            }

            CheckSkill(outline, integration.Node.Member("skillId"), diagnostics);
        }

        foreach (InteractionOutline interaction in outline.Interactions)
        {
            if (interaction.Value is Escalation)
            {
                CheckSkill(outline, interaction.Node.Member("skillId"), diagnostics);
            }
        }

        foreach (SourceNode host in outline.Root.Member("settings")?.ListOf("allowedHosts") ?? [])
        {
            if (host.Kind is SourceKind.Text && !string.IsNullOrWhiteSpace(host.Text) && !IsHost(host.Text))
            {
                diagnostics.Add(host, ValidationTexts.BadAllowedHost(host.Text));
            }
        }

        CheckSkill(outline, outline.Root.Member("settings")?.Member("escalation")?.Member("fallbackSkillId"), diagnostics);
    }

    private static void CheckUrl(BotOutline outline, SourceNode? url, DiagnosticCollector diagnostics)
    {
        if (url is { Kind: SourceKind.Text } && !string.IsNullOrWhiteSpace(url.Text) && !MayBeAddress(outline.Parse(url.Text)))
        {
            diagnostics.Add(url, ValidationTexts.BadUrl(url.Text));
        }
    }

    /// <summary>Whether a template can yield an absolute http or https address; one that begins with a reference can yield any.</summary>
    private static bool MayBeAddress(Template template)
    {
        if (template.Parts is not [{ Literal: { } beginning }, ..])
        {
            return true;
        }

        // The digit is right in a host, a port and a path alike.
        string address = string.Concat(template.Parts.Select(part => part.Literal ?? "1"));
        return (beginning.StartsWith("https://", StringComparison.OrdinalIgnoreCase) || beginning.StartsWith("http://", StringComparison.OrdinalIgnoreCase))
            && Uri.TryCreate(address, UriKind.Absolute, out Uri? uri) && uri.Host.Length > 0;
    }

    /// <summary>Whether an entry is a host, perhaps with a port, or a domain after <c>*.</c>.</summary>
    private static bool IsHost(string entry)
    {
        string host = entry.StartsWith("*.", StringComparison.Ordinal) ? entry[2..] : entry;
        return !host.AsSpan().ContainsAny(NoPartOfHost) && Uri.TryCreate($"http://{host}", UriKind.Absolute, out Uri? address) && HasName(address);
    }

    /// <summary>Whether the characters of a host make a name; nothing but asking for it tells.</summary>
    private static bool HasName(Uri address)
    {
        try
        {
            return address.IdnHost.Length > 0;
        }
        catch (UriFormatException)
        {
            return false;
        }
    }

    private static void CheckHeaders(SourceNode? headers, DiagnosticCollector diagnostics)
    {
        if (headers is not { Kind: SourceKind.Object })
        {
            return;
        }

        foreach (SourceNode header in headers.Children)
        {
            if (!string.IsNullOrWhiteSpace(header.Name) && header.Name.AsSpan().ContainsAnyExcept(Token))
            {
                diagnostics.AddAtName(header, ValidationTexts.BadHeaderName(header.Name));
            }
        }
    }

    private static void CheckSkill(BotOutline outline, SourceNode? skill, DiagnosticCollector diagnostics)
    {
        if (skill is { Kind: SourceKind.Text } && !string.IsNullOrWhiteSpace(skill.Text)
            && outline.Parse(skill.Text).IsLiteral && skill.Text.AsSpan().Trim().ContainsAnyExceptInRange('0', '9'))
        {
            diagnostics.Add(skill, ValidationTexts.SkillNotNumeric(skill.Text));
        }
    }
}
