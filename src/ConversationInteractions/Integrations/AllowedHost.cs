using System.Buffers;

namespace ConversationInteractions.Integrations;

/// <summary>An entry of a list of allowed hosts: a host, perhaps with a port, or <c>*.</c> before a domain for every host below it.</summary>
/// <param name="Name">The host as DNS and sockets know it: small letters, Punycode, an IPv6 address without brackets.</param>
/// <param name="Port">The port, if one is given.</param>
/// <param name="IsSuffix">Whether the hosts below <paramref name="Name"/> are meant.</param>
internal readonly record struct AllowedHost(string Name, int? Port, bool IsSuffix)
{
    private static readonly SearchValues<char> NoPartOfHost = SearchValues.Create("*/\\?#@ ");

    /// <summary>Reads an entry.</summary>
    /// <param name="entry">The entry.</param>
    /// <returns>The host, or <see langword="null"/> where it is not one.</returns>
    public static AllowedHost? Parse(string? entry)
    {
        if (string.IsNullOrWhiteSpace(entry))
        {
            return null;
        }

        bool isSuffix = entry.StartsWith("*.", StringComparison.Ordinal);
        string authority = isSuffix ? entry[2..] : entry;
        if (authority.AsSpan().ContainsAny(NoPartOfHost)
            || !Uri.TryCreate($"http://{authority}", UriKind.Absolute, out Uri? address)
            || NameOf(address) is not { } name
            || (isSuffix && address.HostNameType != UriHostNameType.Dns))
        {
            return null;
        }

        bool hasPort = authority.LastIndexOf(':') > authority.LastIndexOf(']');
        return new AllowedHost(name, hasPort ? address.Port : null, isSuffix);
    }

    /// <summary>The host of an address as DNS and sockets know it; <see langword="null"/> where its characters make no name, which nothing but asking tells.</summary>
    /// <param name="address">The address.</param>
    public static string? NameOf(Uri address)
    {
        try
        {
            return address.IdnHost;
        }
        catch (UriFormatException)
        {
            return null;
        }
    }

    /// <summary>Whether an entry of a list allows an address.</summary>
    /// <param name="entries">The list; entries that are no hosts allow nothing.</param>
    /// <param name="address">The address.</param>
    /// <param name="anyPort">Whether an entry without a port allows every port, not only the scheme's own.</param>
    public static bool IsListed(ReadOnlySpan<string> entries, Uri address, bool anyPort)
    {
        // What nearly every list holds is the host as the address has it; only other spellings need to be read.
        string authority = address.Authority;
        foreach (string entry in entries)
        {
            if (string.Equals(entry, authority, StringComparison.OrdinalIgnoreCase) || (anyPort && string.Equals(entry, address.Host, StringComparison.OrdinalIgnoreCase)))
            {
                return true;
            }
        }

        foreach (string entry in entries)
        {
            if (Parse(entry) is { } host && host.Allows(address, anyPort))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Whether this entry allows an address. A wildcard never allows an IP address.</summary>
    /// <param name="address">The address.</param>
    /// <param name="anyPort">Whether every port is allowed where the entry names none.</param>
    public bool Allows(Uri address, bool anyPort)
    {
        if (Port is { } port ? port != address.Port : !anyPort && !address.IsDefaultPort)
        {
            return false;
        }

        return NameOf(address) is { } host && (IsSuffix
            ? address.HostNameType == UriHostNameType.Dns
                && host.Length > Name.Length + 1
                && host[^(Name.Length + 1)] == '.'
                && host.EndsWith(Name, StringComparison.OrdinalIgnoreCase)
            : string.Equals(host, Name, StringComparison.OrdinalIgnoreCase));
    }
}
